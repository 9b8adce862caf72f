using System.Diagnostics;
using System.Text;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Files that are written unlike most, yet say clearly what they hold, sign like any other; what is unclear is refused within a second.</summary>
public sealed class OddInputTests : IDisposable
{
    private static readonly OddPdf Plain = new();

    private readonly OutsideTools _tools = new();

    public static TheoryData<string> SoundNames => [.. Sound.Keys];

    public static TheoryData<string> UnclearNames => [.. Unclear.Keys];

    private static Dictionary<string, byte[]> Sound { get; } = new()
    {
        ["entries of 19 bytes"] = (Plain with { EntryEnd = "\n" }).WithTable(),
        ["entries of 21 bytes"] = (Plain with { EntryEnd = "  \n" }).WithTable(),
        ["lines end with CR"] = (Plain with { EndOfLine = "\r", EntryEnd = " \n" }).WithTable(),
        ["lines end with CR LF"] = (Plain with { Before = "", Header = "%PDF-1.7 \n", EntryEnd = " \n" }).WithTable(),
        ["bytes before the header"] = (Plain with { Before = "junk\n\n" }).WithTable(),
        ["no /Size"] = (Plain with { HasSize = false }).WithTable(),
        ["no /ID"] = (Plain with { Trailer = "" }).WithTable(),
        ["catalog of generation 3"] = (Plain with { CatalogGeneration = 3 }).WithTable(),
        ["comments everywhere"] = (Plain with
        {
            Catalog = "% one\n<< % two >>\n/Type%three\n/Catalog /Pages 2 % four\n0 R >> % five", AfterTrailer = "% a comment\n",
        }).WithTable(),
        ["names with escapes"] = (Plain with { Catalog = "<< /Type /Cat#61log /P#61ges 2 0 R >>" }).WithTable(),
        ["nested strings"] = (Plain with { Page = @"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Note (a (b \) (c)) \\) /Hex <4 1 4> >>" }).WithTable(),
        ["no types in the page tree"] = (Plain with { Pages = "<< /Kids [3 0 R] /Count 1 >>", Page = "<< /Parent 2 0 R /MediaBox [0 0 200 200] >>" }).WithTable(),
        ["null among the kids"] = (Plain with { Pages = "<< /Type /Pages /Kids [null 3 0 R] /Count 1 >>" }).WithTable(),
        ["inherited media box"] = (Plain with { Pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 200] >>", Page = "<< /Type /Page /Parent 2 0 R >>" }).WithTable(),
        ["no media box"] = (Plain with { Page = "<< /Type /Page /Parent 2 0 R >>" }).WithTable(),
        ["indirect length"] = (Plain with { Contents = "<< /Length 5 0 R >>\nstream\n0 0 m  f\nendstream", More = ["8"] }).WithTable(),
        ["direct form"] = (Plain with { Catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /NeedAppearances true >> >>" }).WithTable(),
        ["indirect form and fields"] = (Plain with { Catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>", More = ["<< /Fields 6 0 R >>", "[ ]"] }).WithTable(),
        ["form of null"] = (Plain with { Catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm null >>" }).WithTable(),
        ["field without a name"] = (Plain with
        {
            Catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>", More = ["<< /FT /Tx /Rect [0 0 0 0] /Subtype /Widget /P 3 0 R >>"],
        }).WithTable(),
        ["annotations of null"] = (Plain with { Page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots null >>" }).WithTable(),
        ["free list with a far number"] = (Plain with { FreeEntries = ["0000000014 65535 f", "0000000000 00001 f"] }).WithTable(),
        ["white space after the end"] = (Plain with { End = "%%EOF\r\n \n\n\0\0" }).WithTable(),
        ["PDF 2.0"] = (Plain with { Header = "%PDF-2.0\n" }).WithTable(),
        ["version of the catalog"] = (Plain with { Header = "%PDF-1.2\n", Catalog = "<< /Type /Catalog /Version /2.0 /Pages 2 0 R >>" }).WithTable(),
        ["stream, widths 1 2 1"] = Plain.WithStream([1, 2, 1], 1, compressed: false),
        ["stream, kind not written"] = Plain.WithStream([0, 4, 0], 1, compressed: false),
        ["stream, generation not written"] = Plain.WithStream([1, 3, 0], 12, compressed: false),
        ["stream, wide fields"] = Plain.WithStream([2, 8, 4], 12, compressed: true),
        ["stream, TIFF predictor"] = Plain.WithStream([1, 4, 2], 2, compressed: true),
        ["stream, PNG none"] = Plain.WithStream([1, 4, 2], 10, compressed: true),
        ["stream, PNG sub"] = Plain.WithStream([1, 4, 2], 11, compressed: true),
        ["stream, PNG up"] = Plain.WithStream([1, 4, 2], 12, compressed: true),
        ["stream, PNG average"] = Plain.WithStream([1, 4, 2], 13, compressed: true),
        ["stream, PNG Paeth"] = Plain.WithStream([1, 4, 2], 14, compressed: true),
        ["stream, PNG of all kinds"] = Plain.WithStream([1, 4, 2], 15, compressed: true),
        ["stream behind junk"] = (Plain with { Before = "junk\n" }).WithStream([1, 4, 2], 12, compressed: true),
    };

    private static Dictionary<string, byte[]> Unclear { get; } = new()
    {
        ["no endobj"] = (Plain with { EndObject = "" }).WithTable(),
        ["wrong length of the form"] = (Plain with { Contents = "<< /Length 3 >>\nstream\n0 0 m  f\nendstream", Catalog = "<< /Type /Catalog /Pages 4 0 R >>" }).WithTable(),
        ["bytes after the end"] = (Plain with { End = "%%EOF\nmore" }).WithTable(),
        ["no end of file"] = (Plain with { End = "" }).WithTable(),
        ["numbers at their end"] = (Plain with { HasSize = false, Trailer = "/Size 2147483647" }).WithTable(),
        ["page tree in a circle"] = (Plain with { Pages = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>" }).WithTable(),
        ["catalog refers to itself"] = (Plain with { Catalog = "1 0 R" }).WithTable(),
        ["length refers to itself"] = (Plain with { Page = "4 0 R", Contents = "<< /Length 4 0 R >>\nstream\nx\nendstream" }).WithTable(),
        ["deep nesting"] = (Plain with { Catalog = new string('[', 100_000) }).WithTable(),
        ["deep dictionaries"] = (Plain with { Catalog = string.Concat(Enumerable.Repeat("<</A ", 50_000)) }).WithTable(),
        ["open strings"] = (Plain with { Catalog = string.Concat(Enumerable.Repeat("(", 200_000)) }).WithTable(),
        ["no page"] = (Plain with { Pages = "<< /Type /Pages /Kids [] /Count 0 >>" }).WithTable(),
        ["no pages"] = (Plain with { Catalog = "<< /Type /Catalog >>" }).WithTable(),
        ["unknown encryption"] = (Plain with { Trailer = "/Encrypt << /Filter /Other /V 4 >>" }).WithTable(),
        ["version 3 of encryption"] = (Plain with { Trailer = "/Encrypt << /Filter /Standard /V 3 /R 3 /P -4 /O <00> /U <00> >>" }).WithTable(),
    };

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [MemberData(nameof(SoundNames))]
    public async Task SignAsync_OddButSoundFile_SignsAndOthersAccept(string name)
    {
        byte[] input = Sound[name];
        SignResult result = await PadesSigner.SignAsync(input, PadesSignerTests.Request(), SigningMaterial.P256, null, null, default);

        SignResult.Signed signed = Assert.IsType<SignResult.Signed>(result);
        Assert.True(signed.Pdf.AsSpan().StartsWith(input));
        ValidationReport report = PadesValidator.Validate(
            signed.Pdf, new ValidationOptions { At = SigningMaterial.Now, Anchors = [SigningMaterial.Root], Crls = [SigningMaterial.EmptyCrl()] });
        Assert.True(report.Indication == Indication.TotalPassed, report.Signatures.SingleOrDefault()?.SubIndication.ToString());
        string file = _tools.Put("signed.pdf", signed.Pdf);
        Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", file).Output, StringComparison.Ordinal);
        int before = _tools.Run("qpdf", "--check", _tools.Put("input.pdf", input)).ExitCode;
        (int after, string check) = _tools.Run("qpdf", "--check", file);
        Assert.True(after <= before, check);
    }

    [Theory]
    [MemberData(nameof(UnclearNames))]
    public async Task SignAsync_UnclearFile_IsRefusedWithinASecond(string name)
    {
        Stopwatch watch = Stopwatch.StartNew();
        SignResult result = await PadesSigner.SignAsync(Unclear[name], PadesSignerTests.Request(), SigningMaterial.P256, null, null, default);

        Assert.IsType<SignResult.Refused>(result);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task SignAsync_EveryBeginningOfAFile_IsRefused()
    {
        byte[] whole = Plain.WithTable();
        for (int length = 0; length < whole.Length - 6; length += 7)
        {
            Assert.IsType<SignResult.Refused>(await PadesSigner.SignAsync(whole[..length], PadesSignerTests.Request(), SigningMaterial.P256, null, null, default));
        }
    }
}
