using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>A renewal validates, completes the evidence of the last document timestamp, then stamps; in this order or not at all.</summary>
public sealed class LongTermRenewalTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly Generations _generations;

    public LongTermRenewalTests()
    {
        _generations = new Generations(_clock);
        _generations.Add();
    }

    public void Dispose() => _generations.Dispose();

    [SkippableFact]
    public async Task RenewAsync_ArchivedDocument_AddsTheEvidenceOfTheLastTimestampThenANewOne()
    {
        byte[] archived = await ArchivedAsync();
        _clock.Advance(TimeSpan.FromDays(200));

        byte[] renewed = Assert.IsType<SignResult.Signed>(await LongTermRenewal.RenewAsync(archived, Options(), _generations.Tsa, default)).Pdf;

        Assert.True(renewed.AsSpan().StartsWith(archived));
        PdfDocument before = PdfDocument.Open(archived), after = PdfDocument.Open(renewed);
        Assert.Equal(before.RevisionCount + 2, after.RevisionCount);
        Assert.True(Evidence(after.Revision(before.RevisionCount)) > Evidence(before.Latest), "the evidence must lie before the new timestamp");
        Assert.Equal(Evidence(after.Revision(before.RevisionCount)), Evidence(after.Latest));
        ValidationReport report = PadesValidator.Validate(renewed, new ValidationOptions { Anchors = _generations.Roots, At = _clock.GetUtcNow() });
        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Equal(2, report.DocumentTimestamps.Count);
    }

    [SkippableFact]
    public async Task RenewAsync_ForgedTimestampOrUnsignedFile_IsRefused()
    {
        byte[] archived = await ArchivedAsync();
        byte[] forged = [.. archived];
        forged[archived.AsSpan().LastIndexOf("/DocTimeStamp"u8) + 400] = (byte)(forged[archived.AsSpan().LastIndexOf("/DocTimeStamp"u8) + 400] == '0' ? '1' : '0');

        foreach (byte[] pdf in new[] { forged, SigningMaterial.OnePage() })
        {
            SignResult.Refused refused = Assert.IsType<SignResult.Refused>(await LongTermRenewal.RenewAsync(pdf, Options(), _generations.Tsa, default));
            Assert.True(refused.Code is RefusalCode.EarlierSignatureNotValid or RefusalCode.BrokenFile, refused.ToString());
        }
    }

    private async Task<byte[]> ArchivedAsync()
    {
        SignatureRequest request = new() { SigningTime = _clock.GetUtcNow(), Profile = SignatureProfile.BLta };
        SignResult result = await LongTermSigner.SignAsync(
            SigningMaterial.OnePage(), request, _generations.Issue(CertificateProfile.Officer, "Trần Thị Công Chứng", TimeSpan.FromDays(300)), _generations.Tsa, Options(), default);
        return Assert.IsType<SignResult.Signed>(result).Pdf;
    }

    private LongTermOptions Options() => new() { Anchors = _generations.Roots, Source = _generations, At = _clock.GetUtcNow() };

    private static int Evidence(PdfRevision revision)
    {
        PdfDictionary store = revision.Get<PdfDictionary>(revision.Catalog, "DSS")!;
        return (revision.Get<PdfArray>(store, "CRLs")?.Count ?? 0) + (revision.Get<PdfArray>(store, "OCSPs")?.Count ?? 0);
    }
}
