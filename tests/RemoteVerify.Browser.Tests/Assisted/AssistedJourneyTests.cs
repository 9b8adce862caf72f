using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Assisted;

/// <summary>A helper and a person at one machine, from the sign-in to the count.</summary>
[Collection(BrowserCollection.Name)]
public class AssistedJourneyTests(BrowserFixture browser)
{
    private static readonly Actor Officer = Actor.Officer(new TenantId(RunningService.Tenant), "officer");

    [SkippableFact]
    public async Task Person_WithAHelper_ReadsAnswersAndSignsAlone_AndTheHelpIsCounted()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser, account: HelperVisitor.Other);
        HelpedPerson person = await helper.BeginAndAgreeAsync();
        string step = await helper.Page.Locator("main").InnerTextAsync();
        Assert.Contains("Lò T. Đ. G.", step, StringComparison.Ordinal);
        Assert.DoesNotContain("Lò Thị Được Giúp", step, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Number, step, StringComparison.Ordinal);

        await helper.HandAsync();
        IAPIResponse document = await helper.Page.APIRequest.GetAsync((await helper.Page.Locator("#document").GetAttributeAsync("href"))!.Insert(0, helper.Desk.Origin));
        Assert.Equal(("application/pdf", "no-store"), (document.Headers["content-type"], document.Headers["cache-control"]));

        // The words of the document, which can be enlarged and read out, and back.
        await helper.Page.Locator("#words").ClickAsync();
        await Assertions.Expect(helper.Page.Locator("main")).ToContainTextAsync("Văn bản này không có giá trị pháp lý");
        Assert.Equal(0, await helper.Page.Locator("a[href*='save=true']").CountAsync());
        await helper.Page.Locator("main a.govuk-button").ClickAsync();
        await helper.Page.WaitForURLAsync("**/alone/**");
        await helper.Page.Locator("a.govuk-button").ClickAsync();
        await helper.AnswerAsync(isPressed: false);
        await helper.Page.WaitForURLAsync("**/done");
        Assert.Equal("participants-signed", await helper.StateAsync(person));
        await helper.HandBackAsync();
        await helper.Page.Locator("form[action$='handler=End']").WaitForAsync();
        Assert.Contains("Cơ quan đang xử lý", await helper.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await helper.EndAsync();
        Assert.Contains("được tính công", await helper.Page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        helper.Page.KeptToItself();
        await helper.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Person_WhoIsPressed_SeesAndShowsTheSame_NothingIsSigned_AndOfficersKnow()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        List<string> seen = [];
        HelpedPerson pressed = null!;
        foreach (bool isPressed in (bool[])[false, true])
        {
            pressed = await helper.ToAnswerAsync();
            await helper.AnswerAsync(isPressed);
            await helper.Page.WaitForURLAsync("**/done");
            string done = await helper.Page.Locator("main").InnerTextAsync();
            await helper.HandBackAsync();
            await helper.Page.Locator("form[action$='handler=End']").WaitForAsync();
            string step = (await helper.Page.Locator("main").InnerTextAsync()).Replace(pressed.Code, "CODE", StringComparison.Ordinal);
            await helper.EndAsync();
            string ended = await helper.Page.Locator("[role=status]").InnerTextAsync();

            // Whoever helps them again sees the same as well.
            await helper.BeginAsync(pressed);
            await helper.AgreeAsync();
            string again = await helper.Page.Locator("h1").InnerTextAsync();
            await helper.EndAsync();
            seen.Add($"{done}\n{step}\n{ended}\n{again}");
        }

        Assert.Equal(seen[0], seen[1]);
        Assert.Equal("awaiting-confirmation", await helper.StateAsync(pressed));
        IReadOnlyList<ConcernView> concerns = (await browser.Service.Services.GetRequiredService<ListConcerns>().DoAsync(Officer, true, CancellationToken.None)).Value;
        Assert.Equal("Lò Thị Được Giúp", Assert.Single(concerns, one => one.Concern.CaseId.Value == pressed.Journey.Case).Person);

        // The own link of the person signs nothing either, and does not say why.
        Answer refused = await pressed.Journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = pressed.Journey.Case, @as = "citizen" });
        string hash = refused.Json.GetProperty("documentSha256").GetString()!;
        Answer confirmed = await pressed.Journey.Citizen.PostAsync($"/v1/signature-requests/{pressed.Journey.Case}/confirm", new { documentSha256 = hash });
        Assert.Equal((409, "case.with-office"), (confirmed.Status, confirmed.Json.GetProperty("code").GetString()));
        await helper.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Session_OnTheHelpersMachine_IsOverAfterHandingBack_AndLeavesNothing()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        await helper.BeginAndAgreeAsync();
        await helper.HandAsync();
        string alone = helper.Page.Url;
        BrowserContextCookiesResult session = Assert.Single(await helper.Page.Context.CookiesAsync(), one => one.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));

        // Taken out of the browser, the token signs nothing: the question was not answered.
        Caller thief = browser.Service.With(session.Value);
        JsonElement me = (await thief.PostAsync("/v1/signature-requests/" + Guid.NewGuid() + "/confirm", new { documentSha256 = new string('0', 64) })).Json;
        Assert.Equal("assistance.hand-over-first", me.GetProperty("code").GetString());

        Task<IResponse> answered = helper.Page.WaitForResponseAsync(response => response.Url.Contains("handler=Back", StringComparison.Ordinal));
        await helper.Page.Locator("form[action$='handler=Back'] button").ClickAsync();
        Assert.Equal("\"cache\"", (await (await answered).AllHeadersAsync())["clear-site-data"]);
        await helper.Page.Locator("form[action$='handler=End']").WaitForAsync();
        Assert.DoesNotContain(await helper.Page.Context.CookiesAsync(), one => one.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));
        Assert.Equal("assistance.over", (await thief.PostAsync("/v1/signature-requests/" + Guid.NewGuid() + "/confirm", new { documentSha256 = new string('0', 64) })).Json.GetProperty("code").GetString());

        // Back in the history there is nothing of the person: the pages were never stored.
        await helper.Page.GotoAsync(alone);
        Assert.DoesNotContain("/alone/", helper.Page.Url, StringComparison.Ordinal);

        await helper.Page.Locator(".rv-assist-bar__leave").ClickAsync();
        await helper.Page.WaitForURLAsync("**/desk/sign-in**");
        Assert.DoesNotContain(await helper.Page.Context.CookiesAsync(), one => one.Name is "__Host-desk" || one.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));
        await helper.Desk.GoAsync("/assist");
        Assert.Contains("/desk/sign-in", helper.Page.Url, StringComparison.Ordinal);
        await helper.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Consent_Spoken_IsRecordedAndSent()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        HelpedPerson person = await helper.PersonAsync();
        await helper.BeginAsync(person);
        await helper.Page.Locator("#voice-record").ClickAsync();
        await helper.Page.WaitForTimeoutAsync(1500);
        await helper.Page.Locator("#voice-record").ClickAsync();
        await helper.Page.Locator("#voice-listen:visible").WaitForAsync();
        await helper.Page.Locator("#presence button[type=submit]").First.ClickAsync();
        await helper.Page.Locator("form[action$='handler=End']").WaitForAsync();

        Caller portal = await browser.Service.AsAsync("portal");
        Answer view = await portal.GetAsync($"/v1/cases/{person.Journey.Case}");
        Assert.Contains("assistance.presence", view.Text, StringComparison.Ordinal);
        await helper.EndAsync();
        await helper.Page.Context.CloseAsync();

        // An officer hears what was said, from the case, and that is on record.
        Desk.DeskVisitor officer = await Desk.DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk/cases/{person.Journey.Case}");
        await officer.Page.ClickAsync($"a[href='/desk/cases/{person.Journey.Case}/help']");
        await officer.Page.Locator("audio").WaitForAsync();
        Assert.DoesNotContain("assistance.listen", (await portal.GetAsync($"/v1/cases/{person.Journey.Case}")).Text, StringComparison.Ordinal);
        string hash = await officer.Page.EvaluateAsync<string>("""
            async () => {
              const player = document.querySelector('audio');
              player.muted = true;
              await player.play();
              await new Promise(done => { player.ontimeupdate = () => { if (player.currentTime > 0) done(); }; });
              const bytes = await (await fetch(player.src)).arrayBuffer();
              return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map(one => one.toString(16).padStart(2, '0')).join('');
            }
            """);
        Assert.Contains(hash, await officer.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("assistance.listen", (await portal.GetAsync($"/v1/cases/{person.Journey.Case}")).Text, StringComparison.Ordinal);
        officer.Page.KeptToItself();
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Helper_AtTheCap_IsToldThatPeopleCanGoOnAlone()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser, account: HelperVisitor.Capped);
        await AssistedPages.FillDayAsync(helper);
        Assert.Contains("Người dân vẫn có thể tự làm tiếp", await helper.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await helper.Page.Locator("#code").CountAsync());
        await helper.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Desk_ForAHelper_IsClosed_AndAssistForAnOfficer()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        await helper.Desk.GoAsync("/desk");
        Assert.EndsWith("/assist", helper.Page.Url, StringComparison.Ordinal);
        await helper.Page.Context.CloseAsync();

        Desk.DeskVisitor officer = await Desk.DeskVisitor.EnterAsync(browser);
        await officer.GoAsync("/assist");
        Assert.Contains("/desk/sign-in", officer.Page.Url, StringComparison.Ordinal);
        await officer.Page.Context.CloseAsync();
    }
}
