using System.Text.Json;
using RemoteVerify.Hsm;
using RemoteVerify.Hsm.Tests;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Server.Tests.Endpoints.Signing;

/// <summary>Seal, timestamps and the certificates of citizens and officers by keys that were made in a SoftHSM token and never leave it, through the real service.</summary>
public sealed class TokenSealTests
{
    [SkippableFact]
    public async Task WholeCase_WithAllKeysInAToken_IsCompletedAndSealedByTheTokensKey()
    {
        RunningService service = new();
        TokenSettings token = new(service.Folder);
        foreach ((string name, string? value) in token.Of([.. TokenSettings.Names]))
        {
            service.Settings[name] = value;
        }

        await service.InitializeAsync();
        try
        {
            Journey journey = await new Journey(service).CountersignAsync();
            JsonElement stored = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json;
            Caller portal = await service.AsAsync("portal");
            Assert.Equal("completed", (await portal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("state").GetString());
            Assert.Equal("TOTAL_PASSED", (await service.Anyone.GetAsync($"/v1/checks/{stored.GetProperty("code").GetString()}")).Expect(200).Json.GetProperty("indication").GetString());

            byte[] pdf = (await portal.GetAsync($"/v1/cases/{journey.Case}/document")).Expect(200).Body;
            Certificate root = Certificate.ReadPem(await File.ReadAllTextAsync(Path.Combine(service.Folder, "root.pem")))[0];
            ValidationReport report = PadesValidator.Validate(pdf, new ValidationOptions { At = TimeProvider.System.GetUtcNow(), Anchors = [root] });
            Assert.Equal(Indication.TotalPassed, report.Indication);
            SignatureReport seal = report.Signatures.Single(signature => signature.Field == "OrganisationSeal");
            Assert.Equal(SoftToken.Shared.CertificateOf(TokenSettings.ObjectOf("Seal")).PublicKey, seal.SignerCertificate!.PublicKey);
            Assert.Equal(Certificate.ReadPem(await File.ReadAllTextAsync(Path.Combine(service.Folder, "Seal.pem")))[0], seal.SignerCertificate);
            Assert.IsType<Pkcs11Key>(service.Parts.Keys.Seal.Key);

            // The stamps are the token's too.
            Assert.All(report.DocumentTimestamps, stamp => Assert.Equal(SoftToken.Shared.CertificateOf(TokenSettings.ObjectOf("Timestamp")).PublicKey, stamp.Path[0].PublicKey));
            Assert.NotEmpty(report.DocumentTimestamps);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }
}
