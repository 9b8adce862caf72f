using System.Text;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Tests.Reading;

public sealed class PdfDocumentTests
{
    [Fact]
    public void Open_OnePage_ReadsObjectsAndPages()
    {
        var document = PdfDocument.Open(SamplePdf.Make(SamplePdf.OnePage));

        Assert.Equal(1, document.RevisionCount);
        Assert.Equal("1.7", document.HeaderVersion);
        var page = Assert.Single(PageTree.Read(document.Latest));
        Assert.Equal(new PdfReference(3, 0), page.Reference);
        Assert.Equal(4, Assert.IsType<PdfArray>(page.Inherited["MediaBox"]).Count);
        Assert.Equal("BT (Hello) Tj ET   ", Encoding.ASCII.GetString(Assert.IsType<PdfStream>(document.Latest.Get(new PdfReference(4, 0))).EncodedData.Span));
    }

    [Fact]
    public void Revision_AfterUpdate_ShowsEachStateOfAnObject()
    {
        var original = SamplePdf.Make(SamplePdf.OnePage);
        var document = PdfDocument.Open(SamplePdf.Update(original, 3, "<< /Type /Page /Parent 2 0 R /Rotate 90 >>", 5));

        Assert.Equal(2, document.RevisionCount);
        Assert.Equal(original.Length, document.Revision(0).EndOffset);
        Assert.Equal(document.Bytes.Length, document.Latest.EndOffset);
        var page = new PdfReference(3, 0);
        Assert.Null(((PdfDictionary)document.Revision(0).Get(page))["Rotate"]);
        Assert.Equal(90, ((PdfDictionary)document.Latest.Get(page)).GetInteger("Rotate"));
        Assert.Equal([3], document.Latest.ChangedNumbers());
    }

    [Fact]
    public void Get_ObjectOfOldTableDefinedOnlyLater_IsRefusedInBothViews()
    {
        // The shadow trick: the first table already names a place behind the end of its own revision.
        var plain = Encoding.Latin1.GetString(SamplePdf.Make([.. SamplePdf.OnePage, "(old)"]));
        var later = plain.Length.ToString("D10", System.Globalization.CultureInfo.InvariantCulture);
        var at = plain.IndexOf("5 0 obj", StringComparison.Ordinal).ToString("D10", System.Globalization.CultureInfo.InvariantCulture);
        var prepared = Encoding.Latin1.GetBytes(plain.Replace(at, later, StringComparison.Ordinal));
        var bytes = SamplePdf.Update([.. prepared, .. "5 0 obj\n(new)\nendobj\n"u8], 4, "null", 6);
        var document = PdfDocument.Open(bytes);

        Assert.Throws<PdfFormatException>(() => document.Revision(0).Get(new PdfReference(5, 0)));
        Assert.Throws<PdfFormatException>(() => document.Latest.Get(new PdfReference(5, 0)));
    }

    [Fact]
    public void Get_StreamReachingBehindItsRevision_IsRefused()
    {
        var objects = SamplePdf.OnePage.ToArray();
        objects[3] = "<< /Length 900 >>\nstream\nBT ET\nendstream";
        var file = SamplePdf.Make(objects);
        var padding = new string(' ', 1500);
        var document = PdfDocument.Open(SamplePdf.Update(file, 5, $"({padding})", 6));

        Assert.Throws<PdfFormatException>(() => document.Revision(0).Get(new PdfReference(4, 0)));
    }

    [Fact]
    public void Open_HeaderNotAtZero_CountsOffsetsFromIt()
    {
        var document = PdfDocument.Open((byte[])[.. "junk before\n"u8, .. SamplePdf.Make(SamplePdf.OnePage)]);

        Assert.Equal(12, document.HeaderOffset);
        Assert.Single(PageTree.Read(document.Latest));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(2)]
    public void Open_StartXrefOffByAFew_IsTolerated(int by)
    {
        var text = Encoding.Latin1.GetString(SamplePdf.Make(SamplePdf.OnePage));
        var place = text.IndexOf("xref\n", StringComparison.Ordinal);
        var moved = text.Replace($"startxref\n{place}", $"startxref\n{place + by}", StringComparison.Ordinal);

        Assert.Single(PageTree.Read(PdfDocument.Open(Encoding.Latin1.GetBytes(moved)).Latest));
    }

    [Fact]
    public void Open_StartXrefFarOff_IsRefused()
    {
        var text = Encoding.Latin1.GetString(SamplePdf.Make(SamplePdf.OnePage));
        var place = text.IndexOf("xref\n", StringComparison.Ordinal);
        var moved = text.Replace($"startxref\n{place}", $"startxref\n{place - 60}", StringComparison.Ordinal);

        Assert.Throws<PdfFormatException>(() => PdfDocument.Open(Encoding.Latin1.GetBytes(moved)));
    }

    [Fact]
    public void Open_PrevLoop_IsRefused()
    {
        var text = Encoding.Latin1.GetString(SamplePdf.Make(SamplePdf.OnePage, ""));
        var place = text.IndexOf("xref\n", StringComparison.Ordinal);
        var loop = text.Replace("/Root 1 0 R", $"/Root 1 0 R /Prev {place}", StringComparison.Ordinal);

        var refused = Assert.Throws<PdfFormatException>(() => PdfDocument.Open(Encoding.Latin1.GetBytes(loop)));
        Assert.Equal("xref chain", refused.Structure);
    }

    [Fact]
    public void Get_DeepNesting_IsRefusedWithoutOverflow()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000)) + string.Concat(Enumerable.Repeat("]", 100_000));
        var document = PdfDocument.Open(SamplePdf.Make([.. SamplePdf.OnePage, deep]));

        Assert.Throws<PdfFormatException>(() => document.Latest.Get(new PdfReference(5, 0)));
    }

    [Fact]
    public void Get_StreamWhoseLengthIsItself_IsRefused()
    {
        var document = PdfDocument.Open(SamplePdf.Make([.. SamplePdf.OnePage, "<< /Length 5 0 R >>\nstream\nX\nendstream"]));

        Assert.Throws<PdfFormatException>(() => document.Latest.Get(new PdfReference(5, 0)));
    }

    [Fact]
    public void Read_PageTreeLoop_IsRefused()
    {
        var document = PdfDocument.Open(SamplePdf.Make("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"));

        Assert.Throws<PdfFormatException>(() => PageTree.Read(document.Latest));
    }

    [Fact]
    public void Decode_BombOverLimit_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(new byte[1_000_000]);
        }

        var stream = new PdfStream(new PdfDictionary(("Filter", new PdfName("FlateDecode"))), packed.ToArray());
        Assert.Equal(1_000_000, StreamDecoder.Decode(stream, 1_000_000).Length);
        Assert.Throws<PdfFormatException>(() => StreamDecoder.Decode(stream, 999_999));
    }
}
