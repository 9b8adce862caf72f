using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Hsm.Tests;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Server.Tests.Endpoints.Cases;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Tests.Endpoints.Signing;

/// <summary>
/// A certified copy with effect: the host in Production, a verified procedure, the officer's and the seal's certificates under a listed
/// official-duty root, timestamps of an authority under a listed public root, everything over real HTTP.
/// </summary>
public sealed class EffectInProductionTests : IDisposable
{
    private readonly ExternalAuthority _others = new();
    private readonly RunningService _service = new() { Environment = "Production" };
    private readonly SoftwareKey _officerKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly Certificate _officer;
    private readonly TrustedList _list;

    public EffectInProductionTests()
    {
        _officer = _others.Issue(CertificateProfile.Officer, "Trần Thị Công Chức", _officerKey.PublicKey);
        _list = new TrustedList((_others.SigningRoot.Encoded.ToArray(), "official-duty"), (_others.StampingRoot.Encoded.ToArray(), "public"));
    }

    public void Dispose()
    {
        _others.Dispose();
        _officerKey.Dispose();
        _list.Dispose();
    }

    [SkippableFact]
    public async Task CertifiedCopy_InProduction_GetsItsEffectFromRecognisedProvidersAndNeverFromThisServicesOwnAuthority()
    {
        await ConfigureAsync();
        await _service.InitializeAsync();
        try
        {
            // Evidence is not fetched from the own network unless the operator says so.
            Guid id = await ComposedAsync();
            Caller officer = await _service.AsAsync("officer");
            (await PrepareAsync(officer, id)).ExpectProblem(503, "certificate.status-unknown");
            Assert.Equal(0, _others.ListsAsked);

            // With this service's own authority for timestamps: signed, sealed, and refused at the end, with the reasons.
            await RestartAsync(("Revocation:OwnHosts:0", "127.0.0.1"));
            officer = await _service.AsAsync("officer");
            await CountersignAsync(officer, id);
            Answer refused = (await (await _service.AsAsync("seal")).PostAsync($"/v1/cases/{id}/seal")).ExpectProblem(422, "document.not-effective");
            string[] reasons = [.. refused.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];
            Assert.Equal(3, reasons.Length);
            Assert.All(reasons, reason => Assert.EndsWith(":timestamp-kind-not-accepted", reason, StringComparison.Ordinal));
            Assert.Equal("organisation-sealed", (await officer.GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("state").GetString());

            // With the recognised one a case like it gets its effect, and the result is stored.
            await RestartAsync(("Timestamps:Address", _others.Address.ToString()));
            Guid second = await ComposedAsync();
            await CountersignAsync(await _service.AsAsync("officer"), second);
            JsonElement stored = (await (await _service.AsAsync("seal")).PostAsync($"/v1/cases/{second}/seal")).Expect(200).Json;
            await AssertEffectiveAsync(second, stored);
        }
        finally
        {
            await _service.DisposeAsync();
        }
    }

    private async Task AssertEffectiveAsync(Guid id, JsonElement stored)
    {
        Caller portal = await _service.AsAsync("portal");
        JsonElement shown = (await portal.GetAsync($"/v1/cases/{id}")).Expect(200).Json;
        Assert.Equal(("completed", false), (shown.GetProperty("state").GetString(), shown.GetProperty("isTest").GetBoolean()));
        JsonElement check = (await _service.Anyone.GetAsync($"/v1/checks/{stored.GetProperty("code").GetString()}")).Expect(200).Json;
        Assert.Equal("TOTAL_PASSED", check.GetProperty("indication").GetString());
        Assert.All(check.GetProperty("report").GetProperty("signatures").EnumerateArray(), signature => Assert.Equal("official-duty", signature.GetProperty("kind").GetString()));

        byte[] pdf = (await portal.GetAsync($"/v1/cases/{id}/document")).Expect(200).Body;
        DateTimeOffset later = TimeProvider.System.GetUtcNow().AddDays(30);
        ValidationReport report = PadesValidator.Validate(pdf, new ValidationOptions { At = later, Anchors = [_others.SigningRoot, _others.StampingRoot], Crls = [_others.ListAbout(later)] });
        Assert.Equal(2, report.Signatures.Count);
        Assert.All(report.Signatures, signature => Assert.Equal((Indication.TotalPassed, "PAdES-BASELINE-LTA"), (signature.Indication, signature.Profile)));
        Assert.Equal([_officer.PublicKey, SoftToken.Shared.CertificateOf(TokenSettings.ObjectOf("Seal")).PublicKey], report.Signatures.Select(signature => signature.SignerCertificate!.PublicKey));
        Assert.Equal(3, _others.Tokens);
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "ban-sao-co-hieu-luc.pdf"), pdf);
        }
    }

    private async Task ConfigureAsync()
    {
        TokenSettings token = new(_service.Folder);
        foreach ((string name, string? value) in token.Of([.. TokenSettings.Names]))
        {
            _service.Settings[name] = value;
        }

        token.Write("Seal", _others.Issue(CertificateProfile.Organisation, "UBND xa-mot", SoftToken.Shared.CertificateOf(TokenSettings.ObjectOf("Seal")).PublicKey), _others.SigningRoot);
        await _list.WriteAsync(_service.Folder);
        string secret = Path.Combine(_service.Folder, "tsa-secret");
        await File.WriteAllTextAsync(secret, ExternalAuthority.Secret);
        ModelCatalog models = new(ModelManifest.Read(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "models", "manifest.json"))), "standard", (_, _) => null);
        await File.WriteAllBytesAsync(Path.Combine(_service.Folder, "acceptance.json"), ProvenanceAcceptance.Of(models, "UBND xa-mot", TimeProvider.System.GetUtcNow()).Write());
        foreach ((string name, string value) in new (string, string)[]
        {
            ("ModelSet", "standard"), ("ModelAcceptanceFile", Path.Combine(_service.Folder, "acceptance.json")),
            ("TrustListFile", _list.File), ("TrustListKeyFile", _list.KeyFile), ("Timestamps:User", ExternalAuthority.User), ("Timestamps:Secret", "file:" + secret),
            ("ServicePointsFile", Path.Combine(Repository.Root, "src", "RemoteVerify.Server", "Data", "service-points.example.json")),
        })
        {
            _service.Settings["Service:" + name] = value;
        }

        _service.Before = async () =>
        {
            await _service.RegisterOfficerAsync("officer", new { certificates = new[] { _officer.ToPem() + _others.SigningRoot.ToPem() } });
            await VerifiedProcedures.ImportAsync(Path.Combine(_service.Folder, "data"), "certified-copy-paper", "common");
        };
    }

    private async Task RestartAsync(params (string Name, string Value)[] settings)
    {
        await _service.StopAsync();
        foreach ((string name, string value) in settings)
        {
            _service.Settings["Service:" + name] = value;
        }

        await _service.StartAsync();
    }

    /// <summary>A certified copy from a paper original, composed and approved.</summary>
    private async Task<Guid> ComposedAsync()
    {
        Caller portal = await _service.AsAsync("portal"), officer = await _service.AsAsync("officer");
        string number = string.Create(CultureInfo.InvariantCulture, $"0011{RandomNumberGenerator.GetInt32(10_000_000, 99_999_999)}");
        Guid id = (await portal.PostAsync("/v1/cases", new
        {
            procedure = "certified-copy-paper", participants = new[] { new { fullName = Journey.Name, personalNumber = number, role = "applicant", kind = "Applicant" } },
        })).Expect(201).Json.GetProperty("id").GetGuid();
        object[] fields =
        [
            new { name = "full-name", value = Journey.Name }, new { name = "personal-number", value = number }, new { name = "document-name", value = "Bằng tốt nghiệp" }, new { name = "copies", value = "1" },
        ];
        (await portal.PostAsync($"/v1/cases/{id}/fields", new { fields })).Expect(200);
        (await portal.PostAsync($"/v1/cases/{id}/actions/submit")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/actions/accept")).Expect(200);
        string desk = (await officer.GetAsync("/v1/service-points")).Expect(200).Json[0].GetProperty("id").GetString()!;
        (await officer.PostAsync($"/v1/cases/{id}/actions/present-original", new { servicePoint = desk, title = "Bằng tốt nghiệp" })).Expect(200);
        (await officer.BytesAsync($"/v1/cases/{id}/actions/take-scan", CopiesOverHttpTests.GoodScan.Value, "application/pdf")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/actions/compare-original", new { answers = CopiesOverHttpTests.Ticked })).Expect(200);
        JsonElement fee = (await officer.PostAsync($"/v1/cases/{id}/actions/request-copy-fee", new { })).Expect(200).Json.GetProperty("payment");
        (await officer.PostAsync($"/v1/cases/{id}/actions/confirm-payment", new { claim = fee.GetProperty("id").GetString(), amountVnd = fee.GetProperty("amountVnd").GetInt64(), receipt = "BL-1" })).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/actions/reserve-number")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/actions/compose-paper-copy", new { decidedBy = "officer" })).Expect(200);
        (await officer.GetAsync($"/v1/cases/{id}/document")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/approval")).Expect(200);
        return id;
    }

    private Task<Answer> PrepareAsync(Caller officer, Guid id) =>
        officer.PostAsync("/v1/signature-requests", new { caseId = id, @as = "officer", certificateSerial = Convert.ToHexStringLower(_officer.SerialNumber.Span) });

    private async Task CountersignAsync(Caller officer, Guid id)
    {
        JsonElement task = (await PrepareAsync(officer, id)).Expect(201).Json;
        byte[] value = await _officerKey.SignHashAsync(task.GetProperty("hashToSign").GetBytesFromBase64(), CancellationToken.None);
        (await officer.PostAsync($"/v1/signature-requests/{id}/finalise", new { signature = value })).Expect(200);
    }
}
