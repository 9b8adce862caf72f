using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Issuing;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class TokenTests(RunningService service)
{
    private const string Path = "/v1/oauth/token";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Fact]
    public async Task Token_ForTheRightSecret_OpensTheApi()
    {
        Answer answer = (await AskAsync("portal", RunningService.SecretOf("portal"))).Expect(200);
        Assert.Equal("Bearer", answer.Json.GetProperty("token_type").GetString());
        Assert.Equal("cases documents verifications webhooks", answer.Json.GetProperty("scope").GetString());
        Assert.InRange(answer.Json.GetProperty("expires_in").GetInt32(), 60, 3600);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        (await service.With(answer.Json.GetProperty("access_token").GetString()!).GetAsync("/v1/cases")).Expect(200);
    }

    [Theory]
    [InlineData("portal", "wrong")]
    [InlineData("portal", "")]
    [InlineData("nobody", "secret-of-nobody-0123456789")]
    [InlineData("officer-key", "")]
    public async Task Token_ForWrongCredentials_IsRefusedAlike(string client, string secret)
    {
        Answer answer = (await AskAsync(client, secret)).Expect(401);
        Assert.Equal("invalid_client", answer.Json.GetProperty("error").GetString());
        Assert.Equal("The client is unknown or its credentials are wrong.", answer.Json.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task Token_WithBasicAuthentication_IsIssued()
    {
        string pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"portal:{RunningService.SecretOf("portal")}"));
        (await BasicAsync($"Basic {pair}")).Expect(200);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ###")]
    [InlineData("Basic cG9ydGFs")]
    public async Task Token_WithBrokenBasicAuthentication_IsRefused(string header) => (await BasicAsync(header)).Expect(401);

    [Fact]
    public async Task Token_WithALongBasicHeader_IsRefused() => (await BasicAsync("Basic " + new string('A', 4000))).Expect(401);

    [Theory]
    [InlineData("portal", "seal")]
    [InlineData("portal", "cases countersign")]
    [InlineData("portal", "evidence")]
    [InlineData("officer", "seal")]
    [InlineData("seal", "countersign")]
    public async Task Token_WithAForeignScope_IsRefused(string client, string scope)
    {
        Answer answer = (await AskAsync(client, RunningService.SecretOf(client), scope)).Expect(400);
        Assert.Equal("invalid_scope", answer.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Token_Narrowed_OpensNoMoreThanItWasAskedFor()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Caller reader = await NarrowedAsync("portal", "cases");
        (await reader.GetAsync($"/v1/cases/{journey.Case}")).Expect(200);
        (await reader.GetAsync($"/v1/cases/{journey.Case}/document")).ExpectProblem(403, "token.insufficient-scope");
        (await reader.PostAsync("/v1/verifications", new { caseId = journey.Case, participant = "p1" })).ExpectProblem(403, "token.insufficient-scope");

        Caller lookingOfficer = await NarrowedAsync("officer", "cases.read evidence");
        (await lookingOfficer.GetAsync($"/v1/cases/{journey.Case}")).Expect(200);
        (await lookingOfficer.PostAsync($"/v1/cases/{journey.Case}/approval")).ExpectProblem(403, "token.insufficient-scope");
        (await lookingOfficer.PostAsync("/v1/officers/certificate", new { certificationRequest = new byte[4] })).ExpectProblem(403, "token.insufficient-scope");
        (await (await NarrowedAsync("seal", "cases.read")).PostAsync($"/v1/cases/{journey.Case}/seal")).ExpectProblem(403, "token.insufficient-scope");
    }

    [Fact]
    public async Task Token_ForAnotherGrant_IsRefused()
    {
        Answer answer = (await service.Anyone.FormAsync(Path, new() { ["grant_type"] = "password", ["client_id"] = "portal" })).Expect(400);
        Assert.Equal("unsupported_grant_type", answer.Json.GetProperty("error").GetString());
        (await service.Anyone.PostAsync(Path, new { grant_type = "client_credentials" })).ExpectProblem(415);
    }

    [Fact]
    public async Task Assertion_OfTheRegisteredKey_WorksOnce()
    {
        string assertion = Assertion(service.OfficerSignInKey);
        Answer first = (await AssertAsync(assertion)).Expect(200);
        (await service.With(first.Json.GetProperty("access_token").GetString()!).GetAsync("/v1/cases")).Expect(200);
        (await AssertAsync(assertion)).Expect(401);
    }

    [Fact]
    public async Task Assertion_ThatIsNotGood_IsRefused()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECDsa own = service.OfficerSignInKey;
        (await AssertAsync(Assertion(other))).Expect(401);
        (await AssertAsync(Assertion(own, audience: "http://elsewhere/v1/oauth/token"))).Expect(401);
        (await AssertAsync(Assertion(own, subject: "officer"))).Expect(401);
        (await AssertAsync(Assertion(own, seconds: -120))).Expect(401);
        (await AssertAsync(Assertion(own, seconds: 3600))).Expect(401);
        (await AssertAsync(Assertion(own, id: ""))).Expect(401);
        (await AssertAsync(Assertion(own, algorithm: "none"))).Expect(401);
        (await AssertAsync("a.b.c")).Expect(401);
        (await AssertAsync("")).Expect(401);

        // Without client_id the assertion's own subject says who it is.
        (await AssertAsync(Assertion(own), client: null)).Expect(200);
        (await AssertAsync(Assertion(own, audience: service.Parts.Tokens.Issuer))).Expect(200);
        (await AssertAsync(Assertion(own, audience: "http://other.example/v1/oauth/token"), host: "other.example")).Expect(401);

        // A client with a secret has no key that an assertion could be checked with.
        (await AssertAsync(Assertion(own, subject: "portal", issuer: "portal"), "portal")).Expect(401);
    }

    [Fact]
    public async Task Request_WithAnExpiredToken_IsUnauthorised()
    {
        ClientRegistration portal = service.Parts.Clients.Find("portal")!;
        Uri issuer = new(service.Parts.Tokens.Issuer);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        AccessTokens present = new(service.Parts.TokenKeys, issuer, new FakeClock(now));
        AccessTokens past = new(service.Parts.TokenKeys, issuer, new FakeClock(now.AddHours(-1)));
        AccessTokens future = new(service.Parts.TokenKeys, issuer, new FakeClock(now.AddHours(1)));
        (await service.With(present.Issue(portal, portal.Scopes)).GetAsync("/v1/cases")).Expect(200);
        (await service.With(past.Issue(portal, portal.Scopes)).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
        (await service.With(future.Issue(portal, portal.Scopes)).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
    }

    [Fact]
    public async Task Request_WithATokenOfAnotherKey_IsUnauthorised()
    {
        using TokenKeyFolder stranger = await TokenKeyFolder.MakeAsync();
        AccessTokens foreign = new(stranger.Keys, new Uri(service.Parts.Tokens.Issuer), TimeProvider.System);
        ClientRegistration portal = service.Parts.Clients.Find("portal")!;
        (await service.With(foreign.Issue(portal, portal.Scopes)).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJwb3J0YWwifQ.")]
    public async Task Request_WithGarbageForAToken_IsUnauthorised(string token)
    {
        Answer answer = (await service.With(token).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
        Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithAnAlteredToken_IsUnauthorised()
    {
        string[] parts = (await service.AsAsync("portal")).Token!.Split('.');
        string claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("Portal", "Officer", StringComparison.Ordinal);
        string altered = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
        (await service.With(altered).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
    }

    private async Task<Caller> NarrowedAsync(string client, string scope) =>
        service.With((await AskAsync(client, RunningService.SecretOf(client), scope)).Expect(200).Json.GetProperty("access_token").GetString()!);

    private Task<Answer> AskAsync(string client, string secret, string? scope = null)
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = secret };
        if (scope is not null)
        {
            form["scope"] = scope;
        }

        return service.Anyone.FormAsync(Path, form);
    }

    private Task<Answer> BasicAsync(string header) => service.Anyone.SendAsync(
        HttpMethod.Post, Path, new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" }), ("Authorization", header));

    private Task<Answer> AssertAsync(string assertion, string? client = "officer-key", string? host = null)
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["client_assertion_type"] = AssertionType, ["client_assertion"] = assertion };
        if (client is not null)
        {
            form["client_id"] = client;
        }

        return service.Anyone.SendAsync(HttpMethod.Post, Path, new FormUrlEncodedContent(form), host is null ? [] : [("Host", host)]);
    }

    private string Assertion(ECDsa key, string? audience = null, string subject = "officer-key", string issuer = "officer-key", int seconds = 120, string? id = null, string algorithm = "ES256")
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string head = Encode(new { alg = algorithm, typ = "JWT" });
        string body = Encode(new
        {
            iss = issuer, sub = subject, aud = audience ?? new Uri(service.Address, Path).ToString(),
            jti = id ?? Guid.NewGuid().ToString("N"), iat = now.AddSeconds(-300).ToUnixTimeSeconds(), exp = now.AddSeconds(seconds).ToUnixTimeSeconds(),
        });
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256);
        return algorithm == "none" ? $"{head}.{body}." : $"{head}.{body}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Keys of a store of their own.</summary>
    private sealed class TokenKeyFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rv-foreign-");

        public TokenKeys Keys { get; private set; } = null!;

        public static async Task<TokenKeyFolder> MakeAsync()
        {
            TokenKeyFolder made = new();
            await using SqliteStorage storage = new(System.IO.Path.Combine(made._folder.FullName, "store.db"), new MasterKey("k", new byte[32]), TimeProvider.System);
            await storage.MigrateAsync(CancellationToken.None);
            made.Keys = await TokenKeys.OpenAsync(storage, TimeProvider.System, CancellationToken.None);
            return made;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
