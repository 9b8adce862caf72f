using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.TestKit;

namespace RemoteVerify.Signer.Tests.Serving;

/// <summary>The real program over real HTTP with real keys of a token; the test is the page and the officer.</summary>
public class SignerHostTests(RunningSigner signer) : IClassFixture<RunningSigner>
{
    private static readonly byte[] Digest = SHA256.HashData("signed attributes"u8);
    private static readonly string DocumentHash = Convert.ToHexStringLower(SHA256.HashData("document"u8));

    [SkippableTheory]
    [InlineData("p256", "Ecdsa")]
    [InlineData("rsa", "RsaPkcs1")]
    public async Task Sign_AfterTheOfficersYes_GivesASignatureOfTheDigestByTheKeyOfTheToken(string key, string algorithm)
    {
        SignerProgram program = signer.Program;
        Task<(int Status, JsonElement Body, HttpResponseMessage)> asked = program.AskAsync(HttpMethod.Post, "/sign", Body(key, algorithm, name: $"Hợp đồng {key}"));
        string question = await program.ExpectAsync("y/N] ");
        Assert.Contains($"Hợp đồng {key}", question, StringComparison.Ordinal);
        Assert.Contains(DocumentHash[..16], question, StringComparison.Ordinal);
        Assert.Contains(SignerProgram.Origin, question, StringComparison.Ordinal);
        Assert.False(asked.IsCompleted);
        await program.TypeAsync("ky");

        (int status, JsonElement body, _) = await asked;
        Assert.True(status == 200, body.ToString());
        PublicKeyInfo publicKey = signer.Certificates[key].PublicKey;
        SignatureScheme scheme = SignatureScheme.DefaultFor(publicKey);
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.VerifyHash(
            publicKey, SignatureParameters.Resolve(scheme.Algorithm, scheme.DigestAlgorithm)!, Digest, body.GetProperty("signature").GetBytesFromBase64()));
        Assert.DoesNotContain(SoftHsm.Pin, program.Screen, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("khong")]
    [InlineData("ok y")]
    public async Task Sign_WithoutAClearYes_IsDenied(string answer)
    {
        SignerProgram program = signer.Program;
        var asked = program.AskAsync(HttpMethod.Post, "/sign", Body("p256", "Ecdsa"));
        await program.ExpectAsync("y/N] ");
        await program.TypeAsync(answer);
        await RefusedAsync(asked, 403, "signer.denied");
    }

    [SkippableFact]
    public async Task Sign_WhenYesWasTypedBeforeTheQuestion_IsNotAgreed()
    {
        SignerProgram program = signer.Program;
        await program.TypeAsync("y");
        await Task.Delay(200);
        var asked = program.AskAsync(HttpMethod.Post, "/sign", Body("p256", "Ecdsa"));
        await program.ExpectAsync("y/N] ");
        await Task.Delay(400);
        Assert.False(asked.IsCompleted);
        await program.TypeAsync("n");
        await RefusedAsync(asked, 403, "signer.denied");
    }

    [SkippableFact]
    public async Task Sign_WithoutAnAnswer_RunsOutAndASecondQuestionMeanwhileIsBusy()
    {
        SignerProgram program = signer.Program;
        var asked = program.AskAsync(HttpMethod.Post, "/sign", Body("p256", "Ecdsa"));
        await program.ExpectAsync("y/N] ");
        Assert.True((await program.AskAsync(HttpMethod.Get, "/status")).Body.GetProperty("busy").GetBoolean());
        await RefusedAsync(program.AskAsync(HttpMethod.Post, "/sign", Body("p256", "Ecdsa")), 409, "signer.busy");
        await RefusedAsync(asked, 408, "signer.timed-out");
    }

    [SkippableFact]
    public async Task SignBatch_AfterOneYes_SignsEveryListedDocument()
    {
        SignerProgram program = signer.Program;
        byte[][] digests = [.. Enumerable.Range(0, 3).Select(i => SHA256.HashData([(byte)i]))];
        var asked = program.AskAsync(HttpMethod.Post, "/sign/batch", new
        {
            certificateSerial = signer.Serial("p256"), hashAlgorithm = "SHA256", signatureAlgorithm = "Ecdsa",
            documents = digests.Select((digest, i) => new { documentName = $"Bản sao số {i}", documentSha256 = Convert.ToHexStringLower(digest), hashToSign = digest }),
        });
        string question = await program.ExpectAsync("y/N] ");
        Assert.All(Enumerable.Range(0, 3), i => Assert.Contains($"{i + 1}. Bản sao số {i}", question, StringComparison.Ordinal));
        await program.TypeAsync("y");
        (int status, JsonElement body, _) = await asked;
        Assert.Equal(200, status);
        Assert.Equal(3, body.GetProperty("signatures").GetArrayLength());
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.Certificates["p256"].PublicKey.Encoded.Span, out _);
        Assert.All(Enumerable.Range(0, 3), i => Assert.True(key.VerifyHash(
            digests[i], body.GetProperty("signatures")[i].GetProperty("signature").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence)));
    }

    [SkippableTheory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://phuong.example")]
    [InlineData(null)]
    public async Task Anything_FromAnOriginThatIsNotPaired_IsRefusedWithoutCorsHeaders(string? origin)
    {
        SignerProgram program = signer.Program;
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Get, "/status"), (HttpMethod.Get, "/certificates"), (HttpMethod.Options, "/sign"), (HttpMethod.Post, "/sign") })
        {
            (int status, JsonElement body, HttpResponseMessage answer) = await program.AskAsync(method, path, origin: origin);
            Assert.Equal(403, status);
            Assert.Equal("signer.origin-refused", body.GetProperty("code").GetString());
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData("AAAAA-AAAAA-AAAAA-AAAAA")]
    public async Task Certificates_WithoutThePairingToken_AreRefused(string? token)
    {
        await RefusedAsync(signer.Program.AskAsync(HttpMethod.Get, "/certificates", token: token), 401, "signer.pairing-refused");
        await RefusedAsync(signer.Program.AskAsync(HttpMethod.Post, "/sign", Body("p256", "Ecdsa"), token: token), 401, "signer.pairing-refused");
        Assert.False((await signer.Program.AskAsync(HttpMethod.Get, "/status", token: token)).Body.GetProperty("paired").GetBoolean());
    }

    [SkippableFact]
    public async Task Preflight_OfAPairedOrigin_AllowsThatOriginAlone()
    {
        (int status, _, HttpResponseMessage answer) = await signer.Program.AskAsync(HttpMethod.Options, "/sign");
        Assert.Equal(204, status);
        Assert.Equal(SignerProgram.Origin, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Private-Network").Single());
        Assert.Contains("X-Pairing-Token", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Certificates_OfAPairedPage_TellHowEachKeySigns()
    {
        (int status, JsonElement body, _) = await signer.Program.AskAsync(HttpMethod.Get, "/certificates");
        Assert.Equal(200, status);
        JsonElement old = body.EnumerateArray().Single(entry => entry.GetProperty("serialNumber").GetString() == signer.Serial("old"));
        JsonElement rsa = body.EnumerateArray().Single(entry => entry.GetProperty("serialNumber").GetString() == signer.Serial("rsa"));
        Assert.False(old.GetProperty("maySign").GetBoolean());
        Assert.True(rsa.GetProperty("maySign").GetBoolean());
        Assert.Equal("RsaPkcs1", rsa.GetProperty("signatureAlgorithm").GetString());
        Assert.Equal("Trần Thị rsa", rsa.GetProperty("subject").GetString());
        Assert.Equal(signer.Certificates["rsa"].Encoded.ToArray(), rsa.GetProperty("certificate").GetBytesFromBase64());
    }

    public static TheoryData<string, int> WrongBodies => new()
    {
        { "signer.digest-length", 422 }, { "signer.document-name-missing", 422 }, { "signer.document-hash-malformed", 422 },
        { "signer.certificate-unknown", 404 }, { "signer.certificate-not-valid", 422 }, { "signer.algorithm-mismatch", 422 },
    };

    [SkippableTheory]
    [MemberData(nameof(WrongBodies))]
    public async Task Sign_WhatMayNotBeSigned_IsRefusedBeforeTheOfficerIsAsked(string code, int status)
    {
        object body = code switch
        {
            "signer.digest-length" => Body("p256", "Ecdsa", digest: Digest[..31]),
            "signer.document-name-missing" => Body("p256", "Ecdsa", name: ""),
            "signer.document-hash-malformed" => Body("p256", "Ecdsa", hash: "xyz"),
            "signer.certificate-unknown" => Body(null, "Ecdsa"),
            "signer.certificate-not-valid" => Body("old", "Ecdsa"),
            _ => Body("p256", "RsaPkcs1"),
        };
        await RefusedAsync(signer.Program.AskAsync(HttpMethod.Post, "/sign", body), status, code);
    }

    [SkippableFact]
    public async Task Sign_BrokenTooLongOrNoJson_IsRefused()
    {
        SignerProgram program = signer.Program;
        await RefusedAsync(program.AskAsync(HttpMethod.Post, "/sign", "text"), 400, "signer.body-malformed");
        await RefusedAsync(program.AskAsync(HttpMethod.Post, "/sign", new { hashToSign = "%%" }), 400, "signer.body-malformed");
        await RefusedAsync(program.AskAsync(HttpMethod.Post, "/sign", new { documentName = new string('a', 70_000) }), 413, "signer.body-too-large");
        await RefusedAsync(program.AskAsync(HttpMethod.Post, "/sign"), 415, "signer.media-type");
        await RefusedAsync(program.AskAsync(HttpMethod.Get, "/sign"), 404, "signer.not-found");
        await RefusedAsync(program.AskAsync(HttpMethod.Post, "/sign/batch", new { certificateSerial = signer.Serial("p256"), hashAlgorithm = "SHA256", signatureAlgorithm = "Ecdsa", documents = Array.Empty<object>() }), 422, "signer.document-count");
    }

    [SkippableFact]
    public async Task Requests_ByAnotherNameOfThisMachine_AreNotAnswered()
    {
        // A name of the attacker that was pointed to 127.0.0.1.
        string request = $"GET /status HTTP/1.1\r\nHost: rebound.example:{signer.Program.Port}\r\nOrigin: {SignerProgram.Origin}\r\nConnection: close\r\n\r\n";
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, signer.Program.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new(client.GetStream());
        string answer = await reader.ReadToEndAsync();
        Assert.DoesNotContain(" 200 ", answer.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("paired", answer, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Port_OfTheSigner_IsOpenOnTheLoopbackAddressAlone()
    {
        int port = signer.Program.Port;
        Assert.Equal([IPAddress.Loopback], IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == port).Select(end => end.Address));
    }

    private object Body(string? key, string algorithm, string name = "Hợp đồng", string? hash = null, byte[]? digest = null) => new
    {
        certificateSerial = key is null ? "00" : signer.Serial(key), hashAlgorithm = "SHA256", signatureAlgorithm = algorithm, documentName = name,
        documentSha256 = hash ?? DocumentHash, hashToSign = digest ?? Digest,
    };

    private static async Task RefusedAsync(Task<(int Status, JsonElement Body, HttpResponseMessage)> asked, int status, string code)
    {
        (int got, JsonElement body, HttpResponseMessage answer) = await asked;
        Assert.True(got == status && body.GetProperty("code").GetString() == code, $"{got} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
