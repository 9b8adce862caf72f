using RemoteVerify.Hsm.Csc;
using RemoteVerify.TestKit.Csc;

namespace RemoteVerify.Hsm.Tests.Csc;

/// <summary>What a provider, or somebody in its place, may do wrong.</summary>
public class CscTroubleTests
{
    [Theory]
    [InlineData(CscFault.ServerError, CscProblem.Unavailable)]
    [InlineData(CscFault.Busy, CscProblem.Unavailable)]
    [InlineData(CscFault.NoJson, CscProblem.AnswerMalformed)]
    [InlineData(CscFault.NotAnObject, CscProblem.AnswerMalformed)]
    [InlineData(CscFault.TooLong, CscProblem.AnswerTooLong)]
    [InlineData(CscFault.Redirect, CscProblem.Redirected)]
    [InlineData(CscFault.Silent, CscProblem.TimedOut)]
    [InlineData(CscFault.CutOff, CscProblem.Unavailable)]
    [InlineData(CscFault.UnknownError, CscProblem.RequestRejected)]
    public async Task Authorise_WhenTheProviderFails_IsThatProblem(CscFault fault, CscProblem problem)
    {
        using RemoteProvider provider = new(CscVersion.V1, fault == CscFault.Silent ? TimeSpan.FromSeconds(1) : null);
        provider.Add("cred-1");
        provider.Service.Broken = (fault, "credentials/authorize");
        await CscClientTests.RefusedAsync(problem, () => CscClientTests.SignAsync(provider, "cred-1", new CscSecrets(RemoteProvider.Pin, null)));
        Assert.DoesNotContain(provider.Service.Asked, asked => asked.Path.Contains("elsewhere", StringComparison.Ordinal) || asked.Path.EndsWith("signHash", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CscFault.WrongSignature)]
    [InlineData(CscFault.MissingSignature)]
    public async Task Sign_WhenTheAnswerIsNotTheKeysSignature_IsNotTaken(CscFault fault)
    {
        using RemoteProvider provider = new(CscVersion.V2);
        provider.Add("cred-1");
        provider.Service.Broken = (fault, "signatures/signHash");
        await CscClientTests.RefusedAsync(CscProblem.AnswerMalformed, () => CscClientTests.SignAsync(provider, "cred-1", new CscSecrets(RemoteProvider.Pin, null)));
    }

    [Fact]
    public async Task Redirect_EvenByAClientThatFollows_IsNoticed()
    {
        using RemoteProvider provider = new(CscVersion.V1);
        using HttpClient follows = new(new SocketsHttpHandler());
        provider.Add("cred-1");
        provider.Service.Broken = (CscFault.Redirect, "credentials/info");
        CscClient client = new(follows, provider.Options, new CscGivenToken(provider.Service.SignIn()), provider.Clock);
        await CscClientTests.RefusedAsync(CscProblem.Redirected, () => client.CredentialAsync("cred-1", CancellationToken.None));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_request","error_description":"The certificate is expired"}""", CscProblem.CredentialUnusable)]
    [InlineData(400, """{"error":"invalid_request","error_description":"Credential is disabled"}""", CscProblem.CredentialUnusable)]
    [InlineData(400, """{"error":"invalid_request","error_description":"OTP locked"}""", CscProblem.OtpLocked)]
    [InlineData(400, """{"error":"access_denied","error_description":"The user denied"}""", CscProblem.AccessDenied)]
    [InlineData(401, """{}""", CscProblem.TokenRejected)]
    [InlineData(403, "", CscProblem.AccessDenied)]
    [InlineData(404, "not found", CscProblem.Unsupported)]
    [InlineData(400, """{"error":1012,"errorDescription":"invalid PIN"}""", CscProblem.PinWrong)]
    [InlineData(503, """{"error":"temporarily_unavailable"}""", CscProblem.Unavailable)]
    public async Task Errors_OfProviders_AreProblemsThatSayWhatToDo(int status, string body, CscProblem problem)
    {
        using RemoteProvider provider = new(CscVersion.V1);
        using BodyServer server = new(body, status);
        CscClient client = new(provider.Http, new CscOptions { Address = server.Address }, new CscGivenToken("t"), provider.Clock);
        await CscClientTests.RefusedAsync(problem, () => client.InfoAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"key":1,"cert":[]}""")]
    [InlineData("""{"key":{},"cert":{"certificates":["%%%"]}}""")]
    [InlineData("""{"key":{"algo":{"a":1}},"cert":{"certificates":[1,2]}}""")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]""")]
    public async Task Credential_OfAnOddShape_IsRefusedWithoutAnotherException(string body)
    {
        using RemoteProvider provider = new(CscVersion.V1);
        using BodyServer server = new(body);
        CscClient client = new(provider.Http, new CscOptions { Address = server.Address }, new CscGivenToken("t"), provider.Clock);
        CscException refused = await Assert.ThrowsAsync<CscException>(() => client.CredentialAsync("c", CancellationToken.None));
        Assert.True(refused.Problem is CscProblem.AnswerMalformed or CscProblem.CertificateNotAccepted, refused.Problem.ToString());
    }
}
