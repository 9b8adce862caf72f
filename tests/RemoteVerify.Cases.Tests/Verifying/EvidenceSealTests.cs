using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests.Verifying;

public sealed class EvidenceSealTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task FinishCapture_Package_SaysTransactionOutcomeAndWhoAndIsSignedAndTimestamped()
    {
        await using Office office = await Office.OpenAsync();
        (CaseId id, CaptureGrant grant, ShownCapture shown) = await CaptureAsync(office);

        JsonElement root = JsonDocument.Parse(shown.Package).RootElement;
        Assert.Equal(grant.Verification.ToString(), root.GetProperty("transaction").GetProperty("verification").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("consentRecord").ValueKind);
        Assert.Equal("passed", root.GetProperty("outcome").GetProperty("verdict").GetString());
        Assert.Equal("service", root.GetProperty("outcome").GetProperty("by").GetString());
        EvidenceSealVerdict verdict = EvidenceSealValidator.Judge(shown.Package.Span, shown.Signature!.Value, [office.Root]);
        Assert.Equal(["signature", "signer-purpose", "timestamp", "timestamp-chain", "certificate-chain"], verdict.Findings.Select(finding => finding.Id));
        Assert.All(verdict.Findings, finding => Assert.Equal(EvidenceFindingOutcome.Passed, finding.Outcome));
        Assert.Equal(office.Clock.GetUtcNow(), verdict.TimestampedAt!.Value, TimeSpan.FromSeconds(1));
        Assert.All(EvidenceReview.Of(shown.Package, null), finding => Assert.NotEqual(EvidenceFindingOutcome.Failed, finding.Outcome));
        Assert.Equal(EvidenceFindingOutcome.Passed, EvidenceReview.Of(shown.Package, null).Single(finding => finding.Id == "transaction-hash").Outcome);
        EvidenceSeal seal = shown.Attempt.Evidence!.Seal!;
        Assert.Equal(("", Sha256Digest.Of(shown.Signature.Value.Span)), (seal.Gap, seal.SignatureSha256!.Value));
        IReadOnlyDictionary<string, string> logged = (await office.ViewAsync(id)).Timeline.Single(entry => entry.Entry.Act == Act.FinishCapture.Code).Entry.Details;
        Assert.Equal((seal.SignatureSha256.Value.Hex, "timestamped"), (logged["evidence-signature"], logged["evidence-seal"]));
    }

    [SkippableFact]
    public async Task Signature_OpenSsl_VerifiesItAndRefusesAnotherPackage()
    {
        await using Office office = await Office.OpenAsync();
        (_, _, ShownCapture shown) = await CaptureAsync(office);
        using OpenSsl openssl = new();
        openssl.Write("evidence.json", shown.Package.Span);
        openssl.Write("evidence.p7s", shown.Signature!.Value.Span);
        openssl.WritePem("root.pem", office.Root.Encoded.Span);
        string arguments = $"cms -verify -cades -inform DER -in evidence.p7s -content evidence.json -binary -purpose any -CAfile root.pem -attime {office.Clock.GetUtcNow().ToUnixTimeSeconds()} -out out.json";

        openssl.Run(arguments);

        Assert.Equal(shown.Package.ToArray(), openssl.Read("out.json"));
        openssl.Write("evidence.json", [.. shown.Package.Span, (byte)' ']);
        Assert.NotEqual(0, openssl.Try(arguments).Code);
    }

    [Fact]
    public async Task TimestampAuthorityAway_OutcomeIsKeptGapIsSeenAndClosedWhenAnOfficerLooks()
    {
        await using Office office = await Office.OpenAsync();
        office.Timestamps.IsOff = true;
        (CaseId id, CaptureGrant grant, ShownCapture open) = await CaptureAsync(office);
        Assert.Equal(EvidenceGap.Timestamp, open.Attempt.Evidence!.Seal!.Gap);
        Assert.Equal(["timestamp"], Failed(open, office));
        Assert.Equal(EvidenceGap.Timestamp, (await office.ViewAsync(id)).Timeline.Last(entry => entry.Entry.Act == Act.FinishCapture.Code).Entry.Details["evidence-seal"]);

        office.Timestamps.IsOff = false;
        office.Clock.Advance(TimeSpan.FromHours(3));
        ShownCapture closed = await LookAsync(office, grant);

        Assert.Equal(EvidenceGap.None, closed.Attempt.Evidence!.Seal!.Gap);
        Assert.Empty(Failed(closed, office));
        EvidenceSealVerdict verdict = EvidenceSealValidator.Judge(closed.Package.Span, closed.Signature!.Value, [office.Root]);
        Assert.InRange(verdict.TimestampedAt!.Value - verdict.SignedAt!.Value, TimeSpan.FromHours(3) - TimeSpan.FromSeconds(2), TimeSpan.FromHours(3) + TimeSpan.FromSeconds(2));
        Assert.Equal(closed.Signature.Value.ToArray(), (await LookAsync(office, grant)).Signature!.Value.ToArray());
    }

    [Fact]
    public async Task TimestampAuthorityThatNeverAnswers_OutcomeIsKeptAfterTheTimeLimit()
    {
        await using Office office = await Office.OpenAsync();
        office.Sealer = new CmsEvidenceSealer(office.Evidence, new Silence(), TimeSpan.FromMilliseconds(50));
        (_, _, ShownCapture shown) = await CaptureAsync(office);

        Assert.Equal(EvidenceGap.Timestamp, shown.Attempt.Evidence!.Seal!.Gap);
    }

    [Fact]
    public async Task EvidenceKeyAway_OutcomeIsKeptUnsignedAndSignedWhenAnOfficerLooks()
    {
        await using Office office = await Office.OpenAsync();
        IEvidenceSealer good = office.Sealer;
        office.Sealer = new CmsEvidenceSealer(office.Evidence with { Key = new PulledOut(office.Evidence.Key) }, office.Timestamps, TimeSpan.FromSeconds(5));
        (_, CaptureGrant grant, ShownCapture unsigned) = await CaptureAsync(office);
        Assert.Equal(EvidenceGap.Signature, unsigned.Attempt.Evidence!.Seal!.Gap);
        Assert.Null(unsigned.Signature);

        office.Sealer = good;

        Assert.Empty(Failed(await LookAsync(office, grant), office));
    }

    [Fact]
    public async Task Judge_ChangedPackageForeignRootOrNobodyTrusted_SaysWhich()
    {
        await using Office office = await Office.OpenAsync();
        (_, _, ShownCapture shown) = await CaptureAsync(office);
        byte[] changed = shown.Package.ToArray();
        changed[^2] ^= 1;

        EvidenceSealVerdict tampered = EvidenceSealValidator.Judge(changed, shown.Signature!.Value, [office.Root]);
        Assert.Equal(["signature"], tampered.Findings.Where(finding => finding.IsFailed).Select(finding => finding.Id));
        await using Office other = await Office.OpenAsync();
        Assert.Equal(["timestamp-chain", "certificate-chain"],
            EvidenceSealValidator.Judge(shown.Package.Span, shown.Signature.Value, [other.Root]).Findings.Where(finding => finding.IsFailed).Select(finding => finding.Id));
        Assert.Equal(2, EvidenceSealValidator.Judge(shown.Package.Span, shown.Signature.Value, []).Findings.Count(finding => finding.Outcome == EvidenceFindingOutcome.NotChecked));
        Assert.Throws<PkiFormatException>(() => EvidenceSealValidator.Judge(shown.Package.Span, changed, [office.Root]));
    }

    [Fact]
    public async Task Judge_CertificateOfAnOfficerUnderTheSameRoot_IsNotOneForRecords()
    {
        await using Office office = await Office.OpenAsync();
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        CertifiedKey officer = new(office.Issue(CertificateProfile.Officer, "Cán bộ", key.PublicKey), office.Evidence.Chain, key);
        byte[] package = "{\"a\":1}"u8.ToArray();
        EvidenceSignature forged = await new CmsEvidenceSealer(officer, office.Timestamps, TimeSpan.FromSeconds(5)).SignAsync(package, null, office.Clock.GetUtcNow(), None);

        EvidenceSealVerdict verdict = EvidenceSealValidator.Judge(package, forged.Cms!.Value, [office.Root]);

        Assert.Equal(["signer-purpose"], verdict.Findings.Where(finding => finding.IsFailed).Select(finding => finding.Id));
    }

    [SkippableFact]
    public async Task Report_CarriesPackageAndSignatureAsFiles()
    {
        Skip.IfNot(File.Exists("/usr/bin/pdfdetach"), "pdfdetach (poppler-utils) is not installed");
        await using Office office = await Office.OpenAsync();
        (_, CaptureGrant grant, ShownCapture shown) = await CaptureAsync(office);
        Outcome<ReadOnlyMemory<byte>> report = await office.Reporting().DoAsync(office.Officer, grant.Verification, None);
        Assert.True(report.IsDone, report.ToString());
        using OpenSsl folder = new();
        folder.Write("report.pdf", report.Value.Span);

        using Process process = Process.Start(new ProcessStartInfo("pdfdetach", "-saveall -o out report.pdf") { WorkingDirectory = Directory.CreateDirectory(folder.PathOf("out")).Parent!.FullName })!;
        await process.WaitForExitAsync();

        Assert.Equal(shown.Package.ToArray(), File.ReadAllBytes(Path.Combine(folder.PathOf("out"), "bang-chung-1.json")));
        Assert.Equal(shown.Signature!.Value.ToArray(), File.ReadAllBytes(Path.Combine(folder.PathOf("out"), "bang-chung-1.json.p7s")));
    }

    private static IEnumerable<string> Failed(ShownCapture shown, Office office) =>
        EvidenceSealValidator.Judge(shown.Package.Span, shown.Signature!.Value, [office.Root]).Findings.Where(finding => finding.IsFailed).Select(finding => finding.Id);

    private static async Task<ShownCapture> LookAsync(Office office, CaptureGrant grant) =>
        (await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, grant.Verification, None)).Value.Captures.Single();

    /// <summary>A passed capture whose package is bound to the transaction that the ticket gave, as kept before anybody looks.</summary>
    private static async Task<(CaseId Case, CaptureGrant Grant, ShownCapture Shown)> CaptureAsync(Office office)
    {
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.True((await office.AttachAsync(id)).IsDone);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        string package = $$"""{"format":"RemoteVerify capture evidence 1","sessionId":"{{grant.Verification}}:1","transactionHash":"{{grant.TransactionSha256.Hex}}","nonce":"{{new string('1', 32)}}","chainHash":"","frames":[],"proofs":[],"checks":[]}""";
        CaptureReport report = Pictures.Report(CaptureVerdict.Passed) with { Package = Encoding.UTF8.GetBytes(package) };
        Outcome<VerificationWithChip> kept = await new FinishCapture(office.Desk, office.Policy, office.Sealer).DoAsync(office.Service, grant.Verification, grant.Number, report, None);
        Assert.IsType<Passed>(kept.Value);
        CaptureAttempt attempt = kept.Value.File.Captures[^1];
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        ReadOnlyMemory<byte> stored = (await unit.Blobs.GetAsync(id, attempt.Evidence!.Package, None))!.Value;
        ReadOnlyMemory<byte>? signature = attempt.Evidence.Seal!.Signature is { } blob ? await unit.Blobs.GetAsync(id, blob, None) : null;
        return (id, grant, new ShownCapture(attempt, [], stored) { Signature = signature });
    }

    /// <summary>An authority that takes the question and says nothing.</summary>
    private sealed class Silence : Pki.Timestamps.ITimestampSource
    {
        public Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => new TaskCompletionSource<byte[]>().Task;
    }

    /// <summary>A key whose token is gone.</summary>
    private sealed class PulledOut(ISigningKey key) : ISigningKey
    {
        public SignatureScheme Scheme => key.Scheme;

        public PublicKeyInfo PublicKey => key.PublicKey;

        public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => throw new IOException("The token is gone.");
    }
}
