using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Officers;

namespace RemoteVerify.Server.Tests;

/// <summary>What an officer's decisions demand of the sign-in.</summary>
[Collection(OneAccessService.Name)]
public class OfficerSignInTests(AccessService access)
{
    private RunningService Service => access.Service;

    [Fact]
    public async Task Decision_WithoutASecondFactor_IsRefusedAndWithOneDoneAndRecorded()
    {
        Journey journey = await new Journey(Service).SignAsync();
        Caller plain = Service.With(Token(await access.SignInAsync("officer")));
        (await plain.GetAsync($"/v1/cases/{journey.Case}")).Expect(200);
        (await plain.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
        Answer refused = (await plain.PostAsync($"/v1/cases/{journey.Case}/approval")).ExpectProblem(401, "token.second-factor-needed");
        Assert.Contains("insufficient_user_authentication", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Equal("participants-signed", (await plain.GetAsync($"/v1/cases/{journey.Case}")).Json.GetProperty("state").GetString());

        string code = (await access.PrintCodesAsync("officer", 1))[0];
        Caller strong = Service.With(Token(await access.SignInAsync("officer", code)));
        (await strong.PostAsync($"/v1/cases/{journey.Case}/approval")).Expect(200);

        await using IUnitOfWork unit = await Service.Parts.Storage.BeginAsync(CancellationToken.None);
        RecordedEntry approved = (await unit.Audit.ListAsync(new CaseId(journey.Case), CancellationToken.None)).Single(entry => entry.Entry.Act == Act.ApproveCase.Code);
        Assert.Equal("pwd otp mfa", approved.Entry.Details["signed-in-by"]);
    }

    [Fact]
    public async Task Decision_ByTheCertificateOfTheConnection_IsDone()
    {
        Journey journey = await new Journey(Service).SignAsync();
        Answer signedIn = await access.Over(access.Card).FormAsync("/v1/oauth/token", new() { ["grant_type"] = "client_credentials", ["client_id"] = "officer-card" });
        Caller officer = access.Over(access.Card, Token(signedIn));
        (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{journey.Case}/approval")).Expect(200);
    }

    [Fact]
    public async Task Code_WrongUsedOrTooOften_GivesNoToken()
    {
        IReadOnlyList<string> codes = await access.PrintCodesAsync("notary-1", 3);
        Token(await access.SignInAsync("notary-1", codes[0]));
        Assert.Equal("invalid_grant", (await access.SignInAsync("notary-1", codes[0])).Expect(400).Json.GetProperty("error").GetString());

        // Who has not the first factor can't lock the officer out.
        for (int i = 0; i < 5; i++)
        {
            Answer answer = await Service.Anyone.FormAsync("/v1/oauth/token", new() { ["grant_type"] = "client_credentials", ["client_id"] = "notary-1", ["client_secret"] = "wrong", ["otp"] = "000000" });
            Assert.Equal("invalid_client", answer.Expect(401).Json.GetProperty("error").GetString());
        }

        Token(await access.SignInAsync("notary-1", codes[1]));
        for (int i = 0; i < 3; i++)
        {
            (await access.SignInAsync("notary-1", "wrong")).Expect(400);
        }

        Answer locked = (await access.SignInAsync("notary-1", codes[2])).Expect(400);
        Assert.Contains("Too many wrong codes", locked.Json.GetProperty("error_description").GetString(), StringComparison.Ordinal);

        // Without a code there is a token still, which decides nothing.
        Token(await access.SignInAsync("notary-1"));
        Assert.Equal("invalid_request", (await access.SignInAsync("portal", "123456")).Expect(400).Json.GetProperty("error").GetString());
        Assert.Equal("invalid_grant", (await access.SignInAsync("notary-2", "123456")).Expect(400).Json.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(OfficerFactor.None, "pwd", true)]
    [InlineData(OfficerFactor.Either, "pwd", false)]
    [InlineData(OfficerFactor.Either, "pop", false)]
    [InlineData(OfficerFactor.Either, "x509", true)]
    [InlineData(OfficerFactor.Either, "otp", true)]
    [InlineData(OfficerFactor.ClientCertificate, "otp", false)]
    [InlineData(OfficerFactor.ClientCertificate, "x509", true)]
    [InlineData(OfficerFactor.OneTimeCode, "x509", false)]
    [InlineData(OfficerFactor.OneTimeCode, "otp", true)]
    public void Rule_OfEachDemand_TakesItsMethods(OfficerFactor demand, string method, bool met) =>
        Assert.Equal(met, new OfficerSignInRule(demand).IsMetBy(new ClaimsPrincipal(new ClaimsIdentity([new Claim("amr", method)]))));

    [Fact]
    public void Rule_CoversEverySignatureAndDecision_AndNoReading()
    {
        Assert.All(new[] { "DecideIdentity", "ApproveCase", "RefuseCase", "FinaliseSignature", "FinaliseBatch", "CountersignByProvider", "EnrolOfficer", "RevokeResult", "ConfirmImports", "AcceptCase" }, operation => Assert.True(OfficerSignInRule.Covers(operation), operation));
        Assert.All(new[] { "ReadCase", "ListCases", "ViewEvidence", "ReadResult", "ListImports", "SealCase" }, operation => Assert.False(OfficerSignInRule.Covers(operation), operation));
    }

    [Fact]
    public void Production_DemandsOneOfTheTwo()
    {
        Assert.Equal(OfficerFactor.Either, OfficerSignInRule.Of(new OfficerSignInOptions(), isProduction: true).Demand);
        Assert.Equal(OfficerFactor.None, OfficerSignInRule.Of(new OfficerSignInOptions(), isProduction: false).Demand);
        Assert.Equal(OfficerFactor.Either, Service.Services.GetRequiredService<OfficerSignInRule>().Demand);
    }

    private static string Token(Answer answer) => answer.Expect(200).Json.GetProperty("access_token").GetString()!;
}
