using System.Text.Json;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Server.Tests;

/// <summary>The officer gets the signature with the package; it is the evidence key's, under the root that anyone can read, and the key outlives a restart.</summary>
public sealed class EvidenceSealTests
{
    [Fact]
    public async Task Evidence_BeforeAndAfterARestart_IsSignedByTheOneEvidenceKey()
    {
        RunningService service = new();
        await service.InitializeAsync();
        try
        {
            Certificate first = await SignerAsync(service);
            await service.StopAsync();
            await service.StartAsync();

            Certificate second = await SignerAsync(service);

            Assert.Equal(first, second);
            Assert.Equal("RemoteVerify Evidence", first.Subject.CommonName);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task<Certificate> SignerAsync(RunningService service)
    {
        Journey journey = await new Journey(service).ProveAsync();
        JsonElement capture = (await (await service.AsAsync("officer")).GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200).Json.GetProperty("captures")[0];
        JsonElement seal = capture.GetProperty("seal");
        Assert.Equal("", seal.GetProperty("gap").GetString());
        Certificate root = Certificate.Read((await service.Anyone.GetAsync("/v1/authority/root")).Expect(200).Body);
        byte[] cms = seal.GetProperty("cms").GetBytesFromBase64();

        EvidenceSealVerdict verdict = EvidenceSealValidator.Judge(capture.GetProperty("package").GetBytesFromBase64(), cms, [root]);

        Assert.All(verdict.Findings, finding => Assert.Equal(EvidenceFindingOutcome.Passed, finding.Outcome));
        Assert.Equal(seal.GetProperty("timestampedAt").GetDateTimeOffset(), verdict.TimestampedAt);
        SignedData data = SignedData.Read(cms);
        return data.Signers[0].FindCertificate(data.Certificates)!;
    }
}
