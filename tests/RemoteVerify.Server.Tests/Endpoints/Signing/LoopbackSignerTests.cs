using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Endpoints.Signing;

/// <summary>The officer's key never leaves a SoftHSM token: enrolled by the signer's request, used by the signer after the officer's yes, for the real service.</summary>
[Collection(OneService.Name)]
public class LoopbackSignerTests(RunningService service)
{
    [SkippableTheory]
    [InlineData("EC:prime256v1")]
    [InlineData("rsa:2048")]
    public async Task Countersignature_ByTheTokensKeyThroughTheLoopbackSigner_EndsInAValidResult(string kind)
    {
        using SoftHsm token = SoftHsm.Create();
        Journey journey = await new Journey(service).ApproveAsync();
        Caller officer = await service.AsAsync("officer");
        string serial = await EnrolAsync(token, officer, kind);
        await using SignerProgram signer = await SignerProgram.StartAsync(token, ["--key", SoftHsm.Address("officer"), "--certificate", token.PathOf("officer.pem")]);

        JsonElement task = (await officer.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = serial })).Expect(201).Json;
        Task<(int Status, JsonElement Body, HttpResponseMessage)> asked = signer.AskAsync(HttpMethod.Post, "/sign", new
        {
            certificateSerial = serial,
            hashAlgorithm = task.GetProperty("hashAlgorithm").GetString(),
            signatureAlgorithm = task.GetProperty("signatureAlgorithm").GetString(),
            documentName = "Hợp đồng thử nghiệm",
            documentSha256 = task.GetProperty("documentSha256").GetString(),
            hashToSign = task.GetProperty("hashToSign").GetString(),
        });
        string question = await signer.ExpectAsync("y/N] ");
        Assert.Contains(task.GetProperty("documentSha256").GetString()![..16], question, StringComparison.Ordinal);
        await signer.TypeAsync("ky");
        (int status, JsonElement signed, _) = await asked;
        Assert.True(status == 200, signed.ToString());

        // A value for another digest is refused and changes nothing.
        byte[] value = signed.GetProperty("signature").GetBytesFromBase64();
        byte[] wrong = [.. value];
        wrong[^1] ^= 1;
        (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = wrong })).ExpectProblem(422, "signature.not-valid");
        (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = value })).Expect(200);

        string code = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("code").GetString()!;
        Answer looked = (await service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200);
        Assert.Equal("TOTAL_PASSED", looked.Json.GetProperty("indication").GetString());
        Assert.Contains(looked.Json.GetProperty("report").GetProperty("signatures").EnumerateArray(), signature => signature.GetProperty("signer").GetString()!.Contains("Khách officer", StringComparison.Ordinal));
    }

    private static async Task<string> EnrolAsync(SoftHsm token, Caller officer, string kind)
    {
        token.MakeKey("officer", kind);
        (int code, _, string error) = await SignerProgram.CommandWithPinAsync(
            token, SoftHsm.Pin, "request", "--key", SoftHsm.Address("officer"), "--name", "Khách officer", "--out", token.PathOf("officer.csr"));
        Assert.True(code == 0, error);
        byte[] request = Pem.Decode(await File.ReadAllTextAsync(token.PathOf("officer.csr")), "CERTIFICATE REQUEST").Single();
        JsonElement enrolled = (await officer.PostAsync("/v1/officers/certificate", new { certificationRequest = request })).Expect(201).Json;
        await File.WriteAllTextAsync(token.PathOf("officer.pem"), PemEncoding.WriteString("CERTIFICATE", enrolled.GetProperty("certificate").GetBytesFromBase64()));
        return enrolled.GetProperty("serialNumber").GetString()!;
    }
}
