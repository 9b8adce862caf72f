using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Tests.LongTerm;

public sealed class LongTermExtenderTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableFact]
    public async Task SignAsync_BLta_CarriesEverythingAndValidatesWithoutASource()
    {
        SignResult result = await LongTermSigner.SignAsync(
            SigningMaterial.OnePage(), PadesSignerTests.Request() with { Profile = SignatureProfile.BLta }, SigningMaterial.P256, SigningMaterial.Tsa, Options(), default);
        byte[] pdf = Assert.IsType<SignResult.Signed>(result).Pdf;

        PdfDocument document = PdfDocument.Open(pdf);
        Assert.Equal(4, document.RevisionCount);
        Assert.Equal((3, 1, 0), Store(document));
        string file = _tools.Put("lta.pdf", pdf);
        (int code, string check) = _tools.Run("qpdf", "--check", file);
        Assert.True(code == 0, check);
        Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", file).Output, StringComparison.Ordinal);
        SignatureReport report = PadesValidator.Validate(pdf, new ValidationOptions { Anchors = [SigningMaterial.Root], At = SigningMaterial.Now.AddMinutes(1) }).Signatures[0];
        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Equal(Pades.Modifications.ModificationLevel.LtaUpdates, report.Modification);
    }

    [SkippableFact]
    public async Task AddValidationMaterialAsync_Twice_AddsNothingNew()
    {
        byte[] signed = await PadesSignerTests.Sign(SigningMaterial.OnePage(), PadesSignerTests.Request() with { Profile = SignatureProfile.BT }, SigningMaterial.Rsa2048);
        byte[] once = Pdf(await LongTermExtender.AddValidationMaterialAsync(signed, Options(), default));
        byte[] twice = Pdf(await LongTermExtender.AddValidationMaterialAsync(once, Options(), default));

        Assert.True(once.AsSpan().StartsWith(signed));
        Assert.True(once.Length > signed.Length);
        Assert.Equal(once, twice);
    }

    [SkippableFact]
    public async Task ArchiveAsync_SecondTime_KeepsTheOldStoreAndEveryTimestamp()
    {
        byte[] signed = await PadesSignerTests.Sign(SigningMaterial.OnePage(), PadesSignerTests.Request() with { Profile = SignatureProfile.BT }, SigningMaterial.P256);
        byte[] first = Pdf(await LongTermExtender.ArchiveAsync(signed, Options(), SigningMaterial.Tsa, default));
        byte[] second = Pdf(await LongTermExtender.ArchiveAsync(first, Options(), SigningMaterial.Tsa, default));

        Assert.True(second.AsSpan().StartsWith(first));
        SignedBytes last = SignedBytes.Last(second);
        (int code, string output) = _tools.Run(
            "openssl", "ts", "-verify", "-data", _tools.Put("tbs", last.Content), "-in", _tools.Put("token.der", last.Contents), "-token_in",
            "-CAfile", _tools.Put("root.pem", SigningMaterial.RootPem));
        Assert.True(code == 0, output);
        ValidationReport report = PadesValidator.Validate(second, new ValidationOptions { Anchors = [SigningMaterial.Root], At = SigningMaterial.Now.AddMinutes(1) });
        Assert.Equal(Indication.TotalPassed, report.Indication);
    }

    [SkippableFact]
    public async Task AddValidationMaterialAsync_NoRevocationData_NamesTheCertificateByNumberOnly()
    {
        byte[] signed = await PadesSignerTests.Sign(SigningMaterial.OnePage(), PadesSignerTests.Request(), SigningMaterial.P256);

        SignResult result = await LongTermExtender.AddValidationMaterialAsync(signed, Options() with { Source = new ListSource([]) }, default);

        SignResult.Refused refused = Assert.IsType<SignResult.Refused>(result);
        Assert.Equal(RefusalCode.ValidationMaterialMissing, refused.Code);
        Assert.Contains(Convert.ToHexString(SigningMaterial.P256.Certificate.SerialNumber.Span), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Minh Họa", refused.Message, StringComparison.Ordinal);
    }

    private static LongTermOptions Options() => new() { Anchors = [SigningMaterial.Root], Source = new ListSource([SigningMaterial.EmptyCrl()]), At = SigningMaterial.Now };

    private static byte[] Pdf(SignResult result) => Assert.IsType<SignResult.Signed>(result).Pdf;

    private static (int Certificates, int Crls, int Responses) Store(PdfDocument document)
    {
        PdfDictionary store = document.Latest.Get<PdfDictionary>(document.Latest.Catalog, "DSS")!;
        return (Count("Certs"), Count("CRLs"), Count("OCSPs"));

        int Count(string key) => document.Latest.Get<PdfArray>(store, key)?.Count ?? 0;
    }
}
