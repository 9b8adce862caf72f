using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Hsm.Csc;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.TestKit.Csc;

namespace RemoteVerify.Hsm.Tests.Csc;

/// <summary>The shapes of the two editions against a provider that keeps their rules.</summary>
public class CscClientTests
{
    public static TheoryData<CscVersion> Versions => [CscVersion.V1, CscVersion.V2];

    private static readonly CscSecrets WithPin = new(RemoteProvider.Pin, null);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Sign_WithPinAndCode_GivesSignaturesOfExactlyTheseDigests(CscVersion version)
    {
        using RemoteProvider provider = new(version);
        provider.Add("cred-1", change: c => c with { NeedsOtp = true });
        CscCredential credential = await provider.Client.CredentialAsync("cred-1", CancellationToken.None);
        Assert.Equal((CscNeed.Required, CscNeed.Required, true), (credential.Pin, credential.Otp, credential.BindsHashes));
        Assert.Single(credential.Chain);
        ReadOnlyMemory<byte>[] digests = [RemoteProvider.Digest("a"), RemoteProvider.Digest("b")];

        await provider.Client.SendOtpAsync(credential, CancellationToken.None);
        CscAuthorisation permission = await provider.Client.AuthoriseAsync(
            credential, digests, new CscSecrets(RemoteProvider.Pin, provider.Service.CodeOf("cred-1")), "Hợp đồng", CancellationToken.None);
        IReadOnlyList<byte[]> values = await provider.Client.SignAsync(credential, permission, digests, CancellationToken.None);

        Assert.Equal(2, values.Count);
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(credential.Certificate.PublicKey.Encoded.Span, out _);
        Assert.All(values.Zip(digests), pair => Assert.True(key.VerifyHash(pair.Second.Span, pair.First, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.All(provider.Service.Asked, asked => Assert.True(asked.Path == "/oauth2/token" || asked.Path.StartsWith(version == CscVersion.V1 ? "/csc/v1/" : "/csc/v2/", StringComparison.Ordinal), asked.Path));
    }

    [Fact]
    public async Task Bodies_OfVersion1_HaveTheMembersOfTheSpecification()
    {
        using RemoteProvider provider = new(CscVersion.V1);
        provider.Add("cred-1");
        await SignAsync(provider, "cred-1", WithPin);
        JsonElement info = Body(provider, "/csc/v1/credentials/info");
        Assert.Equal("chain", info.GetProperty("certificates").GetString());
        JsonElement authorise = Body(provider, "/csc/v1/credentials/authorize");
        Assert.Equal((1, RemoteProvider.Pin, JsonValueKind.Array), (authorise.GetProperty("numSignatures").GetInt32(), authorise.GetProperty("PIN").GetString(), authorise.GetProperty("hash").ValueKind));
        Assert.False(authorise.TryGetProperty("OTP", out _));
        JsonElement sign = Body(provider, "/csc/v1/signatures/signHash");
        Assert.Equal(("2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"), (sign.GetProperty("hashAlgo").GetString(), sign.GetProperty("signAlgo").GetString()));
        Assert.False(sign.TryGetProperty("PIN", out _));
    }

    [Fact]
    public async Task Bodies_OfVersion2_HaveTheMembersOfTheSpecification()
    {
        using RemoteProvider provider = new(CscVersion.V2);
        provider.Add("cred-1");
        await SignAsync(provider, "cred-1", WithPin);
        JsonElement authorise = Body(provider, "/csc/v2/credentials/authorize");
        Assert.Equal("2.16.840.1.101.3.4.2.1", authorise.GetProperty("hashAlgorithmOID").GetString());
        JsonElement pin = Assert.Single(authorise.GetProperty("authData").EnumerateArray());
        Assert.Equal(("PIN", RemoteProvider.Pin), (pin.GetProperty("id").GetString(), pin.GetProperty("value").GetString()));
        Assert.False(authorise.TryGetProperty("PIN", out _));
        Assert.Equal(1, Body(provider, "/csc/v2/signatures/signHash").GetProperty("hashes").GetArrayLength());
    }

    [Theory]
    [InlineData("1.2.840.113549.1.1.11", SignatureKind.RsaPkcs1)]
    [InlineData("1.2.840.113549.1.1.1", SignatureKind.RsaPkcs1)]
    [InlineData("1.2.840.113549.1.1.10", SignatureKind.RsaPss)]
    public async Task Sign_ByRsa_TakesTheAlgorithmThatTheProviderOffers(string offered, SignatureKind expected)
    {
        using RemoteProvider provider = new(CscVersion.V1);
        provider.Add("rsa", RSA.Create(2048), change: c => c with { Algorithms = [offered] });
        Assert.Equal(expected, (await provider.Client.CredentialAsync("rsa", CancellationToken.None)).Scheme.Kind);
        Assert.Single(await SignAsync(provider, "rsa", WithPin));
        Assert.Equal(offered, Body(provider, "/csc/v1/signatures/signHash").GetProperty("signAlgo").GetString());
    }

    [Fact]
    public async Task Sign_WhenTheProviderGivesPlainEcdsaValues_IsTurnedIntoDer()
    {
        using RemoteProvider provider = new(CscVersion.V1);
        SimulatedCredential added = provider.Add("plain", change: c => c with { PlainEcdsa = true });
        for (int i = 0; i < 20; i++)
        {
            byte[] digest = RemoteProvider.Digest($"{i}");
            byte[] value = (await SignAsync(provider, "plain", WithPin, digest))[0];
            Assert.True(((ECDsa)added.Key).VerifyHash(digest, value, DSASignatureFormat.Rfc3279DerSequence));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task List_OverSeveralPages_GivesAllOfThePerson(CscVersion version)
    {
        using RemoteProvider provider = new(version);
        foreach (int i in Enumerable.Range(1, 5))
        {
            provider.Add($"c{i}", change: c => c with { UserId = i == 5 ? "other" : "me" });
        }

        Assert.Equal(["c1", "c2", "c3", "c4"], await provider.Client.ListAsync("me", CancellationToken.None));
        Assert.Equal(5, (await provider.Client.ListAsync(null, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Info_OfAService_NamesItsMethods()
    {
        using RemoteProvider provider = new(CscVersion.V1);
        CscServiceInfo info = await provider.Client.InfoAsync(CancellationToken.None);
        Assert.Equal("1.0.4.0", info.Specs);
        Assert.Contains("credentials/sendOTP", info.Methods);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Authorise_WithWrongPins_SaysSoAndThenThatItIsLocked(CscVersion version)
    {
        using RemoteProvider provider = new(version);
        provider.Add("cred-1");
        CscSecrets wrong = new("000000", null);
        await RefusedAsync(CscProblem.PinWrong, () => SignAsync(provider, "cred-1", wrong));
        await RefusedAsync(CscProblem.PinWrong, () => SignAsync(provider, "cred-1", wrong));
        await RefusedAsync(CscProblem.PinLocked, () => SignAsync(provider, "cred-1", wrong));
        await RefusedAsync(CscProblem.PinLocked, () => SignAsync(provider, "cred-1", WithPin));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Authorise_WithAWrongOrUsedCode_IsRefused(CscVersion version)
    {
        using RemoteProvider provider = new(version);
        provider.Add("cred-1", change: c => c with { NeedsOtp = true });
        CscCredential credential = await provider.Client.CredentialAsync("cred-1", CancellationToken.None);
        await provider.Client.SendOtpAsync(credential, CancellationToken.None);
        string code = provider.Service.CodeOf("cred-1");
        await RefusedAsync(CscProblem.OtpWrong, () => SignAsync(provider, "cred-1", new CscSecrets(RemoteProvider.Pin, code == "111111" ? "222222" : "111111")));
        await RefusedAsync(CscProblem.OtpWrong, () => SignAsync(provider, "cred-1", WithPin));
        Assert.Single(await SignAsync(provider, "cred-1", new CscSecrets(RemoteProvider.Pin, code)));
        await RefusedAsync(CscProblem.OtpWrong, () => SignAsync(provider, "cred-1", new CscSecrets(RemoteProvider.Pin, code)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Sign_AfterThePermissionsEnd_IsRefusedHereAndThere(CscVersion version)
    {
        using RemoteProvider provider = new(version);
        provider.Add("cred-1");
        CscCredential credential = await provider.Client.CredentialAsync("cred-1", CancellationToken.None);
        ReadOnlyMemory<byte>[] digests = [RemoteProvider.Digest("a")];
        CscAuthorisation permission = await provider.Client.AuthoriseAsync(credential, digests, WithPin, null, CancellationToken.None);
        provider.Clock.Advance(TimeSpan.FromMinutes(6));
        int before = provider.Service.Asked.Count;
        await RefusedAsync(CscProblem.AuthorisationExpired, () => provider.Client.SignAsync(credential, permission, digests, CancellationToken.None));
        Assert.Equal(before, provider.Service.Asked.Count);
        CscAuthorisation believed = permission with { ExpiresAt = provider.Clock.GetUtcNow().AddHours(1) };
        await RefusedAsync(CscProblem.AuthorisationExpired, () => provider.Client.SignAsync(credential, believed, digests, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Sign_AnotherDigestThanAuthorised_IsRefused(CscVersion version)
    {
        using RemoteProvider provider = new(version);
        provider.Add("cred-1");
        CscCredential credential = await provider.Client.CredentialAsync("cred-1", CancellationToken.None);
        CscAuthorisation permission = await provider.Client.AuthoriseAsync(credential, [RemoteProvider.Digest("a")], WithPin, null, CancellationToken.None);
        await RefusedAsync(CscProblem.AuthorisationInvalid, () => provider.Client.SignAsync(credential, permission, [RemoteProvider.Digest("b")], CancellationToken.None));
    }

    public static TheoryData<string, CscProblem> BadCredentials => new()
    {
        { "disabled", CscProblem.CredentialUnusable }, { "revoked", CscProblem.CredentialUnusable }, { "expired", CscProblem.CredentialUnusable },
        { "short", CscProblem.CertificateNotAccepted },
        { "browser", CscProblem.Unsupported }, { "algorithm", CscProblem.Unsupported }, { "none", CscProblem.CredentialUnknown },
    };

    [Theory]
    [MemberData(nameof(BadCredentials))]
    public async Task Credential_ThatMustNotSign_IsRefusedBeforeAnybodyIsAskedForAPin(string id, CscProblem problem)
    {
        using RemoteProvider provider = new(CscVersion.V1);
        if (id != "none")
        {
            provider.Add(id, id == "short" ? RSA.Create(1024) : null, id == "expired" ? TimeSpan.FromMinutes(1) : null, c => id switch
            {
                "disabled" => c with { KeyStatus = "disabled" },
                "revoked" => c with { CertificateStatus = "revoked" },
                "browser" => c with { AuthMode = "oauth2code" },
                "algorithm" => c with { Algorithms = ["1.2.840.10045.4.3.4"] },
                _ => c,
            });
        }

        provider.Clock.Advance(TimeSpan.FromMinutes(2));
        await RefusedAsync(problem, () => provider.Client.CredentialAsync(id, CancellationToken.None));
        Assert.DoesNotContain(provider.Service.Asked, asked => asked.Path.EndsWith("authorize", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"MAAA\"]")]
    public async Task Credential_WithoutAReadableCertificate_IsRefused(string certificates)
    {
        using RemoteProvider provider = new(CscVersion.V1);
        using BodyServer server = new($$$"""{"key":{"status":"enabled","algo":[],"len":256},"cert":{"status":"valid","certificates":{{{certificates}}}},"authMode":"explicit","SCAL":"1","multisign":1}""");
        CscClient client = new(provider.Http, new CscOptions { Address = server.Address }, new CscGivenToken("t"), provider.Clock);
        await RefusedAsync(CscProblem.CertificateNotAccepted, () => client.CredentialAsync("c", CancellationToken.None));
    }

    [Fact]
    public async Task Tokens_ThatTheProviderForgot_AreReplacedOnce()
    {
        using RemoteProvider provider = new(CscVersion.V1);
        provider.Add("cred-1");
        await provider.Client.CredentialAsync("cred-1", CancellationToken.None);
        provider.Service.ForgetTokens();
        await provider.Client.CredentialAsync("cred-1", CancellationToken.None);
        Assert.Equal(2, provider.Service.Asked.Count(asked => asked.Path == "/oauth2/token"));

        CscClient person = new(provider.Http, provider.Options, new CscGivenToken("ended"), provider.Clock);
        await RefusedAsync(CscProblem.TokenRejected, () => person.CredentialAsync("cred-1", CancellationToken.None));
    }

    [Fact]
    public async Task Key_OfTheSeal_SignsAloneAndRefusesAKeyThatNeedsACode()
    {
        using RemoteProvider provider = new(CscVersion.V2);
        provider.Add("seal", RSA.Create(2048));
        provider.Add("person", change: c => c with { NeedsOtp = true });
        CscKey key = await CscKey.OpenAsync(provider.Client, "seal", () => WithPin, CancellationToken.None);
        byte[] digest = RemoteProvider.Digest("seal");
        byte[] value = await key.SignHashAsync(digest, CancellationToken.None);
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.VerifyHash(key.PublicKey, SignatureParameters.Resolve(key.Scheme.Algorithm, key.Scheme.DigestAlgorithm)!, digest, value));
        await RefusedAsync(CscProblem.Unsupported, () => CscKey.OpenAsync(provider.Client, "person", () => WithPin, CancellationToken.None));

        provider.Add("seal", RSA.Create(2048));
        await RefusedAsync(CscProblem.CredentialUnusable, async () => await key.SignHashAsync(digest, CancellationToken.None));
    }

    [Theory]
    [InlineData("http://signing.example/")]
    [InlineData("ftp://signing.example/")]
    [InlineData("https://user:secret@signing.example/")]
    public void Client_OfAnUnprotectedAddress_IsNotMade(string address)
    {
        using HttpClient http = new(CscClient.CreateHandler());
        Assert.Throws<ArgumentException>(() => new CscClient(http, new CscOptions { Address = new Uri(address) }, new CscGivenToken("t"), TimeProvider.System));
        Assert.Throws<ArgumentException>(() => new CscClientCredentials(http, new Uri(address), "c", () => "s", TimeProvider.System));
    }

    [Fact]
    public void Secrets_InText_AreNotTold()
    {
        Assert.DoesNotContain("271828", new CscSecrets("271828", "271828").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sad-1", new CscAuthorisation("sad-1", default).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", new CscGivenToken("token-1").ToString(), StringComparison.Ordinal);
    }

    internal static async Task<IReadOnlyList<byte[]>> SignAsync(RemoteProvider provider, string id, CscSecrets secrets, byte[]? digest = null)
    {
        CscCredential credential = await provider.Client.CredentialAsync(id, CancellationToken.None);
        ReadOnlyMemory<byte>[] digests = [digest ?? RemoteProvider.Digest("a")];
        CscAuthorisation permission = await provider.Client.AuthoriseAsync(credential, digests, secrets, null, CancellationToken.None);
        return await provider.Client.SignAsync(credential, permission, digests, CancellationToken.None);
    }

    internal static async Task RefusedAsync(CscProblem problem, Func<Task> act)
    {
        CscException refused = await Assert.ThrowsAsync<CscException>(act);
        Assert.Equal(problem, refused.Problem);
        Assert.DoesNotContain(RemoteProvider.Pin, refused.ToString(), StringComparison.Ordinal);
    }

    private static JsonElement Body(RemoteProvider provider, string path) => JsonDocument.Parse(provider.Service.Asked.Last(asked => asked.Path == path).Body).RootElement;
}
