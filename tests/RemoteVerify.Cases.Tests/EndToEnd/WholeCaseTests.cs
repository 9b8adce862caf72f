using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.EndToEnd;

public sealed class WholeCaseTests
{
    [Fact]
    public async Task Case_FromPortalToCheckedCopy_EverySignaturePasses()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        CaseView view = await office.ViewAsync(result.Document.CaseId);

        Assert.IsType<Completed>(view.Case);
        DocumentVerdict verdict = office.Validator.Validate(result.Pdf, office.Clock.GetUtcNow()).Value;
        Assert.Equal(3, verdict.Signatures.Count);
        Assert.Equal(1, verdict.DocumentTimestamps);
        Assert.All(verdict.Signatures, s => Assert.Equal("TOTAL_PASSED", s.Indication));

        Outcome<PublishedBytes> copied = await office.Copying().DoAsync(office.Portal, result.Document.Id, CancellationToken.None);
        Assert.True(copied.IsDone, copied.ToString());
        DocumentCheck byFile = (await new CheckDocument(office.Desk, office.Validator).DoAsync(Actor.Anyone, copied.Value.Pdf, CancellationToken.None)).Value;
        Assert.True(byFile.Verdict.IsValid);
        Assert.All(byFile.Verdict.Signatures, s => Assert.Equal("PAdES-BASELINE-LTA", s.Profile));
        Assert.Equal(PublishedKind.CertifiedCopy, byFile.Issued!.Kind);
        CodeCheck byCode = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, copied.Value.Code.ToLowerInvariant(), CancellationToken.None)).Value;
        Assert.Equal(result.Document.Sha256, byCode.Original!.Sha256);
        Assert.Equal(PublishedKind.Result, byCode.Original.Kind);

        string[] acts = [.. view.Timeline.Select(t => t.Entry.Act)];
        Assert.Equal(
            ["case.open", "document.attach", "verification.start", "chip.challenge", "verification.submit-chip", "capture.open", "capture.begin", "capture.finish",
             "document.read", "content.confirm", "certificate.issue", "document.sign", "evidence.view", "case.approve", "countersignature.prepare",
             "countersignature.finalise", "document.seal", "document.timestamp", "result.store"],
            acts);

        Keep("ket-qua.pdf", result.Pdf);
        Keep("ban-sao.pdf", copied.Value.Pdf);
        Outcome<ReadOnlyMemory<byte>> report = await office.Reporting().DoAsync(office.Officer, view.Verifications[0].File.Id, CancellationToken.None);
        Assert.True(report.IsDone, report.ToString());
        Assert.True(office.Validator.Validate(report.Value, office.Clock.GetUtcNow()).Value.IsValid);
        Keep("bao-cao.pdf", report.Value);
    }

    [Fact]
    public async Task CheckDocument_OneByteChanged_IsNotValidAndNotIssuedHere()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        byte[] forged = result.Pdf.ToArray();
        int at = forged.AsSpan().IndexOf("/MediaBox"u8) + 1;
        forged[at] = (byte)'N';

        DocumentCheck check = (await new CheckDocument(office.Desk, office.Validator).DoAsync(Actor.Anyone, forged, CancellationToken.None)).Value;

        Assert.False(check.Verdict.IsValid);
        Assert.Null(check.Issued);
    }

    /// <summary>For looking at the papers: set RV_PAPERS to a folder.</summary>
    private static void Keep(string name, ReadOnlyMemory<byte> pdf)
    {
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), pdf.ToArray());
        }
    }
}
