using System.Web;
using RemoteVerify.Server.OpenId;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests.OpenId;

/// <summary>Providers and browsers of every mood: who gets into a case, and who does not.</summary>
public class SignInTests(SignInDesk desk) : IClassFixture<SignInDesk>, IDisposable
{
    public void Dispose()
    {
        (desk.Provider.Lie, desk.Provider.Mood, desk.Provider.PersonalNumber, desk.Provider.Level) = (Lie.None, ServerMood.Answers, Journey.Number, "vneid-2");
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Person_OfTheCase_GetsASessionForThisCaseAlone()
    {
        Guid id = await desk.OpenAsync(), foreign = await desk.OpenAsync();
        (int status, string? ticket) = await desk.SignInAsync(id);
        Assert.Equal(302, status);
        (Caller citizen, Guid entered, string participant) = await desk.EnterAsync(ticket!);
        Assert.Equal((id, "p1"), (entered, participant));
        (await citizen.GetAsync($"/v1/cases/{id}")).Expect(200);
        (await citizen.GetAsync($"/v1/cases/{foreign}")).ExpectProblem(404, "case.not-found");
        var sent = HttpUtility.ParseQueryString(desk.Provider.LastExchange);
        Assert.Equal(("authorization_code", "c1", 43), (sent["grant_type"], sent["code"], sent["code_verifier"]!.Length));

        // The link was used, as an invitation is.
        (await desk.Service.Anyone.PostAsync("/v1/sessions", new { ticket })).ExpectProblem(403, "token.not-accepted");
    }

    [Theory]
    [InlineData(Lie.WrongNonce)]
    [InlineData(Lie.NoNonce)]
    [InlineData(Lie.WrongIssuer)]
    [InlineData(Lie.WrongAudience)]
    [InlineData(Lie.Expired)]
    [InlineData(Lie.NotSigned)]
    [InlineData(Lie.OtherKey)]
    [InlineData(Lie.PublicKeyAsSecret)]
    [InlineData(Lie.NoPersonalNumber)]
    [InlineData(Lie.UnknownLevel)]
    [InlineData(Lie.OtherPersonInUserInfo)]
    [InlineData(Lie.CodeRefused)]
    [InlineData(Lie.NoIdToken)]
    [InlineData(Lie.Nonsense)]
    public async Task Provider_ThatLies_LetsNobodyIn(Lie lie)
    {
        Guid id = await desk.OpenAsync();
        desk.Provider.Lie = lie;
        Assert.Equal((403, null), await desk.SignInAsync(id));

        desk.Provider.Lie = Lie.None;
        Assert.Equal(302, (await desk.SignInAsync(id)).Status);
    }

    [Fact]
    public async Task Person_OfAnotherCaseOrTooLowALevel_IsNotLetIn_AndTheAnswerTellsNothing()
    {
        Guid other = await desk.OpenAsync("001199000999");
        Assert.Equal((403, null), await desk.SignInAsync(other));
        Assert.Equal((403, null), await desk.SignInAsync(Guid.NewGuid()));
        Guid id = await desk.OpenAsync();
        desk.Provider.Level = "vneid-1";
        Assert.Equal((403, null), await desk.SignInAsync(id));
    }

    [Fact]
    public async Task Browser_ThatDidNotBeginIt_OrComesTwice_IsNotLetIn()
    {
        Guid id = await desk.OpenAsync();
        using Browser victim = new(desk.Service), attacker = new(desk.Service);
        Uri begun = await desk.BeginAsync(attacker, id);

        // Somebody else's answer in this browser, with no state or another one's.
        Assert.Equal(403, (await SignInDesk.FinishAsync(victim, begun)).Status);
        await desk.BeginAsync(victim, id);
        Assert.Equal(403, (await SignInDesk.FinishAsync(victim, begun)).Status);

        Assert.Equal(403, (await desk.SignInAsync(id, query => query + "&iss=https%3A%2F%2Fvneid.example")).Status);
        Assert.Equal(403, (await desk.SignInAsync(id, query => query.Replace("code=c1", "error=access_denied", StringComparison.Ordinal))).Status);

        using Browser again = new(desk.Service);
        Uri once = await desk.BeginAsync(again, id);
        string cookie = again.Cookies.ValueOf(desk.Service.Address, SignInStates.CookieName)!;
        Assert.Equal(302, (await SignInDesk.FinishAsync(again, once)).Status);
        again.Cookies.Put(desk.Service.Address, SignInStates.CookieName, cookie);
        Assert.Equal(403, (await SignInDesk.FinishAsync(again, once)).Status);
        Assert.Equal(404, (await again.GetAsync($"/signin/nobody?case={id}")).Status);
    }

    [Fact]
    public async Task Provider_ThatIsAway_IsSaidInWords_AndTheInvitationStillWorks()
    {
        Guid id = await desk.OpenAsync();
        using Browser browser = new(desk.Service);
        Uri at = await desk.BeginAsync(browser, id);
        desk.Provider.Mood = ServerMood.Overloaded;
        Assert.Equal((503, null), await SignInDesk.FinishAsync(browser, at));
        string ticket = (await desk.Portal.PostAsync($"/v1/cases/{id}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        Assert.Equal(id, (await desk.EnterAsync(ticket)).Case);
    }

    [Fact]
    public async Task SignOut_EndsEverySessionOfTheSignIn_AndNamesTheProvidersOwn()
    {
        Guid id = await desk.OpenAsync();
        Caller citizen = (await desk.EnterAsync((await desk.SignInAsync(id)).Ticket!)).Caller;
        string at = (await citizen.PostAsync("/v1/me/sign-out")).Expect(200).Json.GetProperty("providerSignOut").GetString()!;
        var query = HttpUtility.ParseQueryString(new Uri(at).Query);
        Assert.StartsWith(desk.Provider.Issuer + "/end", at, StringComparison.Ordinal);
        Assert.Equal((LyingProvider.Client, true), (query["client_id"], query["id_token_hint"]!.Split('.').Length == 3));
        (await citizen.GetAsync($"/v1/cases/{id}")).Expect(401);
    }

    [Fact]
    public async Task Provider_ThatSignsSomebodyOut_EndsTheSessions_ButOnlyByATokenOfItsOwnForUs()
    {
        Guid id = await desk.OpenAsync();
        Caller citizen = (await desk.EnterAsync((await desk.SignInAsync(id)).Ticket!)).Caller;
        string unused = (await desk.SignInAsync(id)).Ticket!;
        foreach (string wrong in new[]
        {
            "nonsense", desk.Provider.LogoutToken("w1", nonce: "n"), desk.Provider.LogoutToken("w2", audience: "somebody"), desk.Provider.LogoutToken("w3", @event: "http://other"),
        })
        {
            Assert.Equal(400, (await LogoutAsync(wrong)).Status);
        }

        (await citizen.GetAsync($"/v1/cases/{id}")).Expect(200);
        string token = desk.Provider.LogoutToken("j1");
        Assert.Equal(200, (await LogoutAsync(token)).Status);
        (await citizen.GetAsync($"/v1/cases/{id}")).Expect(401);
        (await desk.Service.Anyone.PostAsync("/v1/sessions", new { ticket = unused })).ExpectProblem(403, "token.not-accepted");

        // A token that was heard once ends nothing of tomorrow.
        Caller later = (await desk.EnterAsync((await desk.SignInAsync(id)).Ticket!)).Caller;
        Assert.Equal(200, (await LogoutAsync(token)).Status);
        (await later.GetAsync($"/v1/cases/{id}")).Expect(200);
    }

    private Task<Answer> LogoutAsync(string token) => desk.Service.Anyone.FormAsync("/signin/vneid/logout", new() { ["logout_token"] = token });
}
