using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Server.Tests.Endpoints.Signing;

/// <summary>A timestamp authority of others, over its real HTTP: what it gives is used, and whatever is wrong with it, the same act can be repeated.</summary>
public sealed class ExternalTimestampTests : IAsyncLifetime
{
    private readonly ExternalAuthority _others = new();
    private readonly RunningService _service = new();

    public async Task InitializeAsync()
    {
        string secret = Path.Combine(_service.Folder, "tsa-secret"), roots = Path.Combine(_service.Folder, "tsa-roots.pem");
        await File.WriteAllTextAsync(secret, ExternalAuthority.Secret + "\n");
        await File.WriteAllTextAsync(roots, _others.StampingRoot.ToPem());
        foreach ((string name, string value) in new (string, string)[]
        {
            ("Timestamps:Address", _others.Address.ToString()), ("Timestamps:User", ExternalAuthority.User), ("Timestamps:Secret", "file:" + secret),
            ("Timestamps:RootsFile", roots), ("Timestamps:Policy", ExternalAuthority.Policy), ("Timestamps:TimeLimitSeconds", "1"), ("Revocation:OwnHosts:0", "127.0.0.1"),
        })
        {
            _service.Settings["Service:" + name] = value;
        }

        await _service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _others.Dispose();
    }

    [Fact]
    public async Task WholeCase_WithAnAuthorityThatMisbehavesMeanwhile_LosesNothingAndIsStampedByIt()
    {
        Journey journey = await new Journey(_service).ProveAsync();
        string hash = (await journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        foreach ((StampBehaviour behaviour, string code, string reason) in new[]
        {
            (StampBehaviour.Fails, "timestamp.unavailable", "error-status"),
            (StampBehaviour.Hangs, "timestamp.unavailable", "timed-out"),
            (StampBehaviour.Refuses, "timestamp.unavailable", "refused"),
            (StampBehaviour.Expired, "timestamp.unavailable", "refused"),
            (StampBehaviour.Garbage, "timestamp.not-accepted", "unreadable"),
            (StampBehaviour.OtherNonce, "timestamp.not-accepted", "other-question"),
            (StampBehaviour.OtherDigest, "timestamp.not-accepted", "other-question"),
            (StampBehaviour.OtherPolicy, "timestamp.not-accepted", "other-policy"),
            (StampBehaviour.OtherRoot, "timestamp.not-accepted", "not-trusted"),
            (StampBehaviour.LongAgo, "timestamp.not-accepted", "wrong-time"),
        })
        {
            _others.Behaviour = behaviour;
            Answer refused = (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = hash })).ExpectProblem(503, code);
            Assert.Equal((behaviour, reason), (behaviour, refused.Json.GetProperty("reasons")[0].GetString()));
            Assert.Equal("content-confirmed", (await journey.Citizen.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("state").GetString());
        }

        _others.Behaviour = StampBehaviour.Answers;
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = hash })).Expect(200);
        await CountersignAsync(journey);
        await SealAsync(journey);
        Assert.DoesNotContain(ExternalAuthority.Secret, _service.Log.Text, StringComparison.Ordinal);
    }

    /// <summary>The officer signs once; the same value is handed in again after the authority was away.</summary>
    private async Task CountersignAsync(Journey journey)
    {
        Caller officer = await _service.AsAsync("officer");
        (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{journey.Case}/approval")).Expect(200);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await Journey.EnrolAsync(officer, key);
        JsonElement task = (await officer.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = serial })).Expect(201).Json;
        byte[] value = key.SignHash(task.GetProperty("hashToSign").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence);
        _others.Behaviour = StampBehaviour.Fails;
        (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = value })).ExpectProblem(503, "timestamp.unavailable");
        _others.Behaviour = StampBehaviour.Answers;
        (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = value })).Expect(200);
    }

    /// <summary>Sealing stops where evidence about the authority can't be had, and goes on from there.</summary>
    private async Task SealAsync(Journey journey)
    {
        Caller seal = await _service.AsAsync("seal");
        _others.GivesLists = false;
        (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).ExpectProblem(503, "certificate.evidence-unavailable");
        Assert.Equal("organisation-sealed", (await seal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("state").GetString());
        _others.GivesLists = true;
        _others.Behaviour = StampBehaviour.Fails;
        (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).ExpectProblem(503, "timestamp.unavailable");
        _others.Behaviour = StampBehaviour.Answers;
        JsonElement stored = (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json;
        JsonElement check = (await _service.Anyone.GetAsync($"/v1/checks/{stored.GetProperty("code").GetString()}")).Expect(200).Json;
        Assert.Equal("TOTAL_PASSED", check.GetProperty("indication").GetString());

        // Signatures and document are stamped under the other root, with all evidence inside: only the newest timestamp needs a list later.
        byte[] pdf = (await (await _service.AsAsync("portal")).GetAsync($"/v1/cases/{journey.Case}/document")).Expect(200).Body;
        DateTimeOffset later = TimeProvider.System.GetUtcNow().AddDays(30);
        ValidationReport report = PadesValidator.Validate(pdf, new ValidationOptions { At = later, Anchors = [_service.Parts.Keys.Root, _others.StampingRoot], Crls = [_others.ListAbout(later)] });
        Assert.Equal(3, report.Signatures.Count);
        Assert.All(report.Signatures, signature => Assert.Equal((Indication.TotalPassed, "PAdES-BASELINE-LTA"), (signature.Indication, signature.Profile)));
        Certificate[] stampedUnder = [.. report.Signatures.SelectMany(signature => signature.Timestamps.Where(t => t.Kind == "SIGNATURE")).Concat(report.DocumentTimestamps).Select(t => t.Path[^1])];
        Assert.Equal(4, stampedUnder.Length);
        Assert.All(stampedUnder, root => Assert.Equal(_others.StampingRoot, root));
    }
}
