using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>The addresses that stand in certificates: OCSP by GET, lists, certificates; judged by <c>openssl</c>.</summary>
[Collection(OneService.Name)]
public class AuthorityAddressTests(RunningService service)
{
    [Fact]
    public async Task OcspByGet_WithAndWithoutEscapes_IsVerifiedByOpenSslAndMayBeKeptForAMinute()
    {
        using OpenSsl openssl = new();
        await EnrolAsync(openssl);
        (int exit, string output) = await openssl.RunAsync("ocsp", "-issuer", "issuing.pem", "-cert", "officer.pem", "-no_nonce", "-reqout", "request.der");
        Assert.True(exit == 0, output);
        string request = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(openssl.Folder, "request.der")));
        foreach (string path in new[] { request, Uri.EscapeDataString(request) })
        {
            Answer answer = (await service.Anyone.GetAsync("/v1/ocsp/" + path)).Expect(200);
            Assert.Equal("application/ocsp-response", answer.MediaType);
            Assert.Equal(["max-age=60", "must-revalidate", "no-transform", "public"], answer.Headers["Cache-Control"].Split(',', StringSplitOptions.TrimEntries).Order());
            OcspResponse read = OcspResponse.Read(answer.Body);
            Assert.Equal(read.Responses[0].ThisUpdate.ToString("R"), answer.Headers["Last-Modified"]);
            Assert.Equal(read.Responses[0].NextUpdate!.Value.ToString("R"), answer.Headers["Expires"]);
            Assert.Matches("^\"[0-9a-f]{32}\"$", answer.Headers["ETag"]);
            openssl.Write("response.der", answer.Body);
            (exit, output) = await openssl.RunAsync(
                "ocsp", "-respin", "response.der", "-issuer", "issuing.pem", "-cert", "officer.pem", "-no_nonce", "-CAfile", "root.pem", "-verify_other", "issuing.pem");
            Assert.True(exit == 0 && output.Contains("Response verify OK", StringComparison.Ordinal) && output.Contains("officer.pem: good", StringComparison.Ordinal), output);
        }
    }

    [Fact]
    public async Task OcspByGet_WithANonceOrGarbage_IsForOneAskerOnly()
    {
        using OpenSsl openssl = new();
        await EnrolAsync(openssl);
        await openssl.RunAsync("ocsp", "-issuer", "issuing.pem", "-cert", "officer.pem", "-nonce", "-reqout", "request.der");
        string request = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(openssl.Folder, "request.der")));
        Assert.Equal("no-store", (await service.Anyone.GetAsync("/v1/ocsp/" + Uri.EscapeDataString(request))).Expect(200).Headers["Cache-Control"]);
        foreach (string garbage in new[] { "AAAA", "not%20base64", new string('A', 6000), "" })
        {
            Answer answer = await service.Anyone.GetAsync("/v1/ocsp/" + garbage);
            Assert.True(answer.Status is 200 or 400 or 404 or 405, answer.ToString());
            if (answer.Status == 200)
            {
                // OCSPResponse { malformedRequest }.
                Assert.Equal("30030A0101", Convert.ToHexString(answer.Body));
                Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            }
            else
            {
                answer.AssertIsProblem();
            }
        }
    }

    [Fact]
    public async Task Ocsp_ForTheServicesOwnCertificates_IsGood()
    {
        using OpenSsl openssl = new();
        await EnrolAsync(openssl);
        openssl.WritePem("seal.pem", service.Parts.Keys.Seal.Certificate.Encoded.ToArray());
        (_, string output) = await openssl.RunAsync("ocsp", "-issuer", "issuing.pem", "-cert", "seal.pem", "-url", new Uri(service.Address, "/v1/ocsp").ToString(), "-CAfile", "root.pem");
        Assert.Contains("seal.pem: good", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AskedAgain_IsTheSameUntilSomethingIsRevokedAndThenAtOnceAnother()
    {
        using OpenSsl openssl = new();
        string serial = await EnrolAsync(openssl);
        Answer first = (await service.Anyone.GetAsync("/v1/crl/issuing.crl")).Expect(200);
        Crl list = Crl.Read(first.Body);
        Assert.Equal("application/pkix-crl", first.MediaType);
        Assert.Equal(list.ThisUpdate.ToString("R"), first.Headers["Last-Modified"]);
        Assert.Equal(list.NextUpdate!.Value.ToString("R"), first.Headers["Expires"]);
        Assert.Equal(first.Body, (await service.Anyone.GetAsync("/v1/crl")).Expect(200).Body);
        Answer unchanged = await service.Anyone.SendAsync(HttpMethod.Get, "/v1/crl/issuing.crl", null, ("If-None-Match", first.Headers["ETag"]));
        Assert.Equal((304, 0), (unchanged.Status, unchanged.Body.Length));
        Assert.Equal(304, (await service.Anyone.SendAsync(HttpMethod.Get, "/v1/crl/issuing.crl", null, ("If-Modified-Since", first.Headers["Last-Modified"]))).Status);

        Assert.Equal(0, await VerifyAsync(openssl));
        await RevokeAsync(serial, "superseded");
        Answer second = (await service.Anyone.SendAsync(HttpMethod.Get, "/v1/crl/issuing.crl", null, ("If-None-Match", first.Headers["ETag"]))).Expect(200);
        Crl next = Crl.Read(second.Body);
        Assert.True(next.CrlNumber > list.CrlNumber);
        Assert.Equal(RevocationReason.Superseded, next.Entries.Single(entry => Convert.ToHexStringLower(entry.SerialNumber.Span) == serial).Reason);
        Assert.NotEqual(0, await VerifyAsync(openssl));
    }

    [Theory]
    [InlineData("/v1/crl/root.crl", "root.pem")]
    [InlineData("/v1/crl/issuing.crl", "chain.pem")]
    public async Task List_OfEitherAuthority_IsVerifiedByOpenSsl(string path, string anchors)
    {
        using OpenSsl openssl = new();
        await EnrolAsync(openssl);
        openssl.Write("list.crl", (await service.Anyone.GetAsync(path)).Expect(200).Body);
        (int exit, string output) = await openssl.RunAsync("crl", "-inform", "DER", "-in", "list.crl", "-noout", "-CAfile", anchors);
        Assert.True(exit == 0 && output.Contains("verify OK", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task Certificates_ByAddress_AreThoseOfTheChain()
    {
        Assert.Equal(service.Parts.Keys.Root.Encoded.ToArray(), (await service.Anyone.GetAsync("/v1/certificates/root.cer")).Expect(200).Body);
        Answer issuing = (await service.Anyone.GetAsync("/v1/certificates/issuing.cer")).Expect(200);
        Assert.Equal("application/pkix-cert", issuing.MediaType);
        Assert.Equal(service.Parts.Keys.Authority.Certificate.Encoded.ToArray(), issuing.Body);
        (await service.Anyone.GetAsync("/v1/certificates/other.cer")).ExpectProblem(404, "resource.not-found");
    }

    [Theory]
    [InlineData("/v1/timestamps", "text/plain")]
    [InlineData("/v1/ocsp", "application/json")]
    public async Task Post_OfAnotherMediaTypeOrTooMuch_IsAProblem(string path, string type)
    {
        (await service.Anyone.BytesAsync(path, [1, 2, 3], type)).ExpectProblem(415, "request.unsupported-media-type");
        string right = path.EndsWith("ocsp", StringComparison.Ordinal) ? "application/ocsp-request" : "application/timestamp-query";
        (await service.Anyone.BytesAsync(path, new byte[17 << 10], right)).ExpectProblem(413, "request.too-large");
        Assert.Equal("no-store", (await service.Anyone.BytesAsync(path, [1, 2, 3], right)).Expect(200).Headers["Cache-Control"]);
    }

    /// <summary>The officer's certificate by both lists, as a relying party would.</summary>
    private async Task<int> VerifyAsync(OpenSsl openssl)
    {
        openssl.Write("root.crl", (await service.Anyone.GetAsync("/v1/crl/root.crl")).Expect(200).Body);
        openssl.Write("issuing.crl", (await service.Anyone.GetAsync("/v1/crl/issuing.crl")).Expect(200).Body);
        foreach (string name in new[] { "root", "issuing" })
        {
            await openssl.RunAsync("crl", "-inform", "DER", "-in", name + ".crl", "-out", name + ".crl.pem");
        }

        return (await openssl.RunAsync(
            "verify", "-crl_check_all", "-CRLfile", "root.crl.pem", "-CRLfile", "issuing.crl.pem", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "officer.pem")).ExitCode;
    }

    [Fact]
    public async Task Revocation_ByOthersTwiceOrWithoutReason_IsRefused()
    {
        using OpenSsl openssl = new();
        string path = $"/v1/officers/certificate/{await EnrolAsync(openssl)}/revocation";
        var body = new { reason = "keyCompromise" };
        (await (await service.AsAsync("officer-2")).PostAsync(path, body)).ExpectProblem(404, "certificate.not-found");
        (await (await service.AsAsync("portal")).PostAsync(path, body)).ExpectProblem(403);
        (await service.Anyone.PostAsync(path, body)).ExpectProblem(401);
        foreach (string? reason in new[] { null, "", "certificateHold", "removeFromCrl", "1" })
        {
            (await (await service.AsAsync("officer")).PostAsync(path, new { reason })).ExpectProblem(422, "certificate.reason-not-accepted");
        }

        JsonElement revoked = (await (await service.AsAsync("seal")).PostAsync(path, body)).Expect(200).Json;
        Assert.Equal("keyCompromise", revoked.GetProperty("reason").GetString());
        (await (await service.AsAsync("officer")).PostAsync(path, body)).ExpectProblem(409, "certificate.already-revoked");
        (_, string output) = await openssl.RunAsync("ocsp", "-issuer", "issuing.pem", "-cert", "officer.pem", "-url", new Uri(service.Address, "/v1/ocsp").ToString(), "-CAfile", "root.pem");
        Assert.Contains("officer.pem: revoked", output, StringComparison.Ordinal);
        Assert.Contains("keyCompromise", output, StringComparison.Ordinal);
    }

    private async Task RevokeAsync(string serial, string reason) =>
        (await (await service.AsAsync("officer")).PostAsync($"/v1/officers/certificate/{serial}/revocation", new { reason })).Expect(200);

    /// <summary>Enrols an officer's key and writes root.pem, issuing.pem, chain.pem and officer.pem.</summary>
    private async Task<string> EnrolAsync(OpenSsl openssl)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] request = new CertificateRequest("CN=wish", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        Caller officer = await service.AsAsync("officer");
        JsonElement issued = (await officer.PostAsync("/v1/officers/certificate", new { certificationRequest = request })).Expect(201).Json;
        openssl.WritePem("root.pem", service.Parts.Keys.Root.Encoded.ToArray());
        openssl.WritePem("issuing.pem", issued.GetProperty("chain")[0].GetBytesFromBase64());
        openssl.Write("chain.pem", [.. File.ReadAllBytes(Path.Combine(openssl.Folder, "issuing.pem")), .. File.ReadAllBytes(Path.Combine(openssl.Folder, "root.pem"))]);
        openssl.WritePem("officer.pem", issued.GetProperty("certificate").GetBytesFromBase64());
        return issued.GetProperty("serialNumber").GetString()!;
    }
}
