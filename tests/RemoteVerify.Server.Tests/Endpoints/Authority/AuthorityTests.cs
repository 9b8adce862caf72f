using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Cases.Stores;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class AuthorityTests(RunningService service)
{
    [Fact]
    public async Task Timestamp_AskedAndCheckedByOpenSsl_IsGood()
    {
        using OpenSsl openssl = new();
        openssl.Write("data.txt", "Văn bản cần đóng dấu thời gian"u8);
        Assert.Equal(0, (await openssl.RunAsync("ts", "-query", "-data", "data.txt", "-sha256", "-cert", "-out", "query.tsq")).ExitCode);
        Answer reply = (await service.Anyone.BytesAsync("/v1/timestamps", File.ReadAllBytes(Path.Combine(openssl.Folder, "query.tsq")), "application/timestamp-query")).Expect(200);
        Assert.Equal("application/timestamp-reply", reply.MediaType);
        openssl.Write("reply.tsr", reply.Body);
        openssl.WritePem("root.pem", (await service.Anyone.GetAsync("/v1/authority/root")).Expect(200).Body);

        (int exit, string output) = await openssl.RunAsync("ts", "-verify", "-in", "reply.tsr", "-queryfile", "query.tsq", "-CAfile", "root.pem");
        Assert.True(exit == 0, output);

        // The same token for other data is no proof.
        openssl.Write("other.txt", "another text"u8);
        Assert.NotEqual(0, (await openssl.RunAsync("ts", "-verify", "-in", "reply.tsr", "-data", "other.txt", "-CAfile", "root.pem")).ExitCode);
    }

    [Fact]
    public async Task Timestamp_OfGarbage_IsRejectedInTheProtocolsOwnWords()
    {
        using OpenSsl openssl = new();
        Answer reply = (await service.Anyone.BytesAsync("/v1/timestamps", [1, 2, 3], "application/timestamp-query")).Expect(200);
        openssl.Write("reply.tsr", reply.Body);
        (_, string output) = await openssl.RunAsync("ts", "-reply", "-in", "reply.tsr", "-text");
        Assert.Contains("Rejected", output, StringComparison.Ordinal);
        (await service.Anyone.BytesAsync("/v1/timestamps", new byte[20_000], "application/timestamp-query")).ExpectProblem(413, "request.too-large");
    }

    [Fact]
    public async Task CertificateStatus_AskedByOpenSsl_FollowsRevocation()
    {
        using OpenSsl openssl = new();
        string serial = await EnrolAsync(openssl);
        string good = await AskAsync(openssl);
        Assert.Contains("officer.pem: good", good, StringComparison.Ordinal);

        await using (IUnitOfWork unit = await service.Parts.Storage.BeginAsync(CancellationToken.None))
        {
            Assert.True(await unit.Certificates.RevokeAsync(serial, TimeProvider.System.GetUtcNow(), 1, CancellationToken.None));
            Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
        }

        Assert.Contains("officer.pem: revoked", await AskAsync(openssl), StringComparison.Ordinal);

        openssl.Write("list.crl", (await service.Anyone.GetAsync("/v1/crl")).Expect(200).Body);
        (int exit, string list) = await openssl.RunAsync("crl", "-inform", "DER", "-in", "list.crl", "-noout", "-text", "-CAfile", "chain.pem");
        Assert.True(exit == 0 && list.Contains("verify OK", StringComparison.Ordinal), list);
        Assert.Contains(serial.TrimStart('0'), list.ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CertificateStatus_OfAnUnknownSerialOrGarbage_IsNeverGood()
    {
        using OpenSsl openssl = new();
        await EnrolAsync(openssl);
        (_, string unknown) = await openssl.RunAsync(
            "ocsp", "-issuer", "issuing.pem", "-serial", "0x1234567890", "-url", new Uri(service.Address, "/v1/ocsp").ToString(), "-CAfile", "root.pem");
        Assert.Contains("unknown", unknown, StringComparison.Ordinal);
        Answer garbage = (await service.Anyone.BytesAsync("/v1/ocsp", [9, 9, 9], "application/ocsp-request")).Expect(200);

        // OCSPResponse { malformedRequest }.
        Assert.Equal("30030A0101", Convert.ToHexString(garbage.Body));
    }

    /// <summary>Enrols an officer's key and writes root.pem, issuing.pem, chain.pem and officer.pem.</summary>
    private async Task<string> EnrolAsync(OpenSsl openssl)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] request = new CertificateRequest("CN=wish", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        Caller officer = await service.AsAsync("officer");
        JsonElement issued = (await officer.PostAsync("/v1/officers/certificate", new { certificationRequest = request })).Expect(201).Json;
        byte[] root = (await service.Anyone.GetAsync("/v1/authority/root")).Expect(200).Body;
        byte[] issuing = issued.GetProperty("chain")[0].GetBytesFromBase64();
        openssl.WritePem("root.pem", root);
        openssl.WritePem("issuing.pem", issuing);
        openssl.Write("chain.pem", [.. File.ReadAllBytes(Path.Combine(openssl.Folder, "issuing.pem")), .. File.ReadAllBytes(Path.Combine(openssl.Folder, "root.pem"))]);
        openssl.WritePem("officer.pem", issued.GetProperty("certificate").GetBytesFromBase64());

        (int exit, string output) = await openssl.RunAsync("verify", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "officer.pem");
        Assert.True(exit == 0, output);
        return issued.GetProperty("serialNumber").GetString()!;
    }

    private async Task<string> AskAsync(OpenSsl openssl)
    {
        (int exit, string output) = await openssl.RunAsync(
            "ocsp", "-issuer", "issuing.pem", "-cert", "officer.pem", "-url", new Uri(service.Address, "/v1/ocsp").ToString(), "-CAfile", "root.pem");
        Assert.True(exit == 0 && output.Contains("Response verify OK", StringComparison.Ordinal), output);
        return output;
    }
}
