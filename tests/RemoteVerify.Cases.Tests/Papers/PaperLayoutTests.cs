using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Tests.Composing;

namespace RemoteVerify.Cases.Tests.Papers;

/// <summary>Where things stand on the pages.</summary>
public sealed class PaperLayoutTests(PaperPrints prints) : IClassFixture<PaperPrints>
{
    /// <summary>Decree 30/2020/ND-CP annex I: top right of page 1, upright, size 10, black.</summary>
    [SkippableTheory]
    [InlineData("official-copy-sao-y")]
    [InlineData("official-copy-trich-sao")]
    [InlineData("certified-paper-copy")]
    public void CopyBlock_OnPageOne_StandsTopRightInTenPointsUprightBlack(string name)
    {
        PdfDocument document = PdfDocument.Open(prints.Papers[name].Pdf);
        PdfPage page = PageTree.Read(document.Latest)[0];
        PageSize size = PageGeometry.Of(document.Latest, page).ShownSize;
        string content = Content(document, page);
        string block = content[content.IndexOf("/P <</MCID 0>> BDC", StringComparison.Ordinal)..content.IndexOf("EMC", StringComparison.Ordinal)];

        MatchCollection lines = Regex.Matches(block, @"^0 0 0 rg\n/(\S+) 10 Tf 1 0 0 1 (\S+) (\S+) Tm \[", RegexOptions.Multiline);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line =>
        {
            Assert.True(Number(line.Groups[2]) > size.Width / 2, "not at the right");
            Assert.True(Number(line.Groups[3]) > size.Height - 60, "not at the top");
            PdfDictionary fonts = document.Latest.Get<PdfDictionary>(document.Latest.Get<PdfDictionary>(page.Dictionary, "Resources")!, "Font")!;
            var font = (PdfDictionary)document.Latest.Resolve(fonts[line.Groups[1].Value]);
            Assert.EndsWith("LiberationSerif", document.Latest.Get<PdfName>(font, "BaseFont")!.Value, StringComparison.Ordinal);
        });
    }

    /// <summary>Copies keep the original's scale of 100 %, and nothing lies over it.</summary>
    [SkippableTheory]
    [InlineData("official-copy-sao-y", 2)]
    [InlineData("official-copy-trich-sao", 1)]
    [InlineData("certified-paper-copy", 1)]
    [InlineData("conversion-to-data", 1)]
    [InlineData("certified-paper-copy-odd-sizes", 2)]
    public void SourcePages_OfACopy_StandAtFullScaleBetweenBandAndFoot(string name, int pages)
    {
        PdfDocument document = PdfDocument.Open(prints.Papers[name].Pdf);
        foreach (PdfPage page in PageTree.Read(document.Latest).Take(pages))
        {
            Match place = Regex.Match(Content(document, page), @"(?m)^(\S+) 0 0 (\S+) (\S+) (\S+) cm\n/(X\S*) Do");
            Assert.True(place.Success, "no page of the original");
            Assert.Equal(("1", "1"), (place.Groups[1].Value, place.Groups[2].Value));
            PdfDictionary pictures = document.Latest.Get<PdfDictionary>(document.Latest.Get<PdfDictionary>(page.Dictionary, "Resources")!, "XObject")!;
            var form = (PdfStream)document.Latest.Resolve(pictures[place.Groups[5].Value]);
            double[] box = [.. document.Latest.Get<PdfArray>(form.Dictionary, "BBox")!.Select(side => side is PdfInteger whole ? whole.Value : ((PdfReal)side).Value)];
            PageSize sheet = PageGeometry.Of(document.Latest, page).ShownSize;
            (double left, double bottom) = (Number(place.Groups[3]), Number(place.Groups[4]));
            Assert.True(left >= 0 && left + box[2] - box[0] <= sheet.Width + 0.01, "beyond the edges");
            Assert.True(bottom >= 62 && bottom + box[3] - box[1] < sheet.Height - 25, "under the band or the foot");
        }
    }

    [SkippableFact]
    public void ConversionToPaper_EveryPage_IsA4()
    {
        PdfDocument document = PdfDocument.Open(prints.Papers["conversion-to-paper"].Pdf);
        Assert.All(PageTree.Read(document.Latest), page => Assert.Equal(PageSize.A4.Height, PageGeometry.Of(document.Latest, page).ShownSize.Height, 1));
    }

    [SkippableFact]
    public void NotarialStatement_Slots_AreOfEverybodyOnThePagesWithTheOrganisationLast()
    {
        ComposedPaper paper = prints.Papers["notarial-statement"];

        Assert.Equal(
            ["Signature_p1", "Signature_p2", "Signature_p3", "Signature_p4", "Notary_v2", "LeadNotary", "OrganisationSeal"],
            paper.Slots.Select(slot => slot.Name));
        Assert.All(paper.Slots, slot =>
        {
            Assert.InRange(slot.Place!.Page, 3, paper.Pages);
            Assert.True(slot.Place.Bottom > 62 && slot.Place.Left >= 85 && slot.Place.Left + slot.Place.Width <= 540);
        });
        Assert.All(
            from one in paper.Slots from other in paper.Slots where one != other && one.Place!.Page == other.Place!.Page select (one.Place, other.Place),
            pair => Assert.True(
                pair.Item1!.Left + pair.Item1.Width <= pair.Item2!.Left || pair.Item2.Left + pair.Item2.Width <= pair.Item1.Left
                || pair.Item1.Bottom + pair.Item1.Height <= pair.Item2.Bottom || pair.Item2.Bottom + pair.Item2.Height <= pair.Item1.Bottom,
                "two places of signatures overlap"));
    }

    [SkippableFact]
    public void Attachments_AreTheUntouchedBytes()
    {
        PaperPrints papers = prints;
        Assert.True(Holds(papers.Papers["certified-paper-copy"], "ban-quet.pdf"));
        Assert.True(Holds(papers.Papers["official-copy-trich-sao"], "ban-goc.pdf"));
        byte[] photo = Pictures.Jpeg(640, 480, 70);
        PdfDocument print = PdfDocument.Open(papers.Papers["signing-photo-print"].Pdf);
        PdfStream[] streams = [.. print.Latest.AllNumbers().Select(number => print.Latest.Get(new PdfReference(number, 0))).OfType<PdfStream>()];
        Assert.Single(streams, stream => print.Latest.Get<PdfName>(stream.Dictionary, "Type")?.Value == "EmbeddedFile" && print.Decode(stream).Span.SequenceEqual(photo));
        Assert.Single(streams, stream => print.Latest.Get<PdfName>(stream.Dictionary, "Subtype")?.Value == "Image" && stream.EncodedData.Span.SequenceEqual(photo));
    }

    /// <summary>A camera that noted a turn: the picture stands upright, and its bytes are those of the camera.</summary>
    [SkippableTheory]
    [InlineData(1, "I", "W 0 0 H")]
    [InlineData(6, "I", "0 -H W 0")]
    [InlineData(6, "M", "0 -H W 0")]
    [InlineData(3, "I", "-W 0 0 -H")]
    [InlineData(8, "M", "0 H -W 0")]
    public void Photo_WithANotedTurn_IsDrawnUprightAndUntouched(int orientation, string order, string matrix)
    {
        byte[] photo = Turned(Pictures.Jpeg(400, 300, 70), (byte)orientation, order == "I");
        DocumentFonts fonts = ComposingMaterial.Fonts();
        RemoteVerify.Cases.Papers.Orders.SigningPhotoPrintOrder order2 = PaperPrints.Orders(fonts).Photo() with { Photo = photo, PhotoSha256 = Sha256Digest.Of(photo) };

        PdfDocument document = PdfDocument.Open(PaperPrints.Composer(fonts).Compose(order2).Value.Pdf);

        Match place = Regex.Match(Content(document, PageTree.Read(document.Latest)[0]), @"(?m)^(\S+) (\S+) (\S+) (\S+) (\S+) (\S+) cm\n/X\S* Do");
        double[] found = [.. Enumerable.Range(1, 4).Select(index => Number(place.Groups[index]))];
        Assert.Equal(matrix, string.Join(' ', found.Select((value, index) => value == 0 ? "0" : (value < 0 ? "-" : "") + (index % 2 == 0 ? "W" : "H"))));
        double width = Math.Max(Math.Abs(found[0]), Math.Abs(found[2]));
        double height = Math.Max(Math.Abs(found[1]), Math.Abs(found[3]));
        Assert.Equal(orientation is 6 or 8 ? 0.75 : 4 / 3.0, width / height, 2);
        Assert.Contains(
            document.Latest.AllNumbers().Select(number => document.Latest.Get(new PdfReference(number, 0))).OfType<PdfStream>(),
            stream => stream.EncodedData.Span.SequenceEqual(photo));
    }

    /// <summary>Puts an Exif segment with one entry, the orientation, behind the start marker.</summary>
    private static byte[] Turned(byte[] jpeg, byte orientation, bool little)
    {
        byte[] exif = little
            ? [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg.AsSpan(0, 2), 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    /// <summary>A scanner reads both codes of a slip from its picture at 200 dpi.</summary>
    [SkippableFact]
    public void Slip_Printed_BothCodesCanBeScanned()
    {
        byte[] pdf = prints.Papers["appointment-slip"].Pdf.ToArray();
        string picture = Path.Combine(Path.GetTempPath(), $"rv-{Guid.NewGuid():N}");
        try
        {
            ComposingMaterial.Run("pdftoppm", pdf, "-r", "200", "-png", "-singlefile", "{0}", picture);
            (_, string read) = ComposingMaterial.Run("zbarimg", [], "-q", "--raw", picture + ".png");
            Assert.Contains("https://tra-cuu.example/check/7K2QX0VB4NM8RSTC1DEFGH9JKW", read, StringComparison.Ordinal);
            OfficialQr? official = read.Split('\n').Select(OfficialQr.Parse).FirstOrDefault(parsed => parsed is not null);
            Assert.Equal("H99.12.34-261129-0042", official?.DossierCode);
            Assert.Equal(PaperPrints.At.AddDays(3), official!.DueAt);
        }
        finally
        {
            File.Delete(picture + ".png");
        }
    }

    private static bool Holds(ComposedPaper paper, string name) =>
        Encoding.Latin1.GetString(paper.Pdf.Span).Contains($"({name})", StringComparison.Ordinal);

    private static string Content(PdfDocument document, PdfPage page) =>
        Encoding.ASCII.GetString(document.Decode((PdfStream)document.Latest.Resolve(page.Dictionary["Contents"])).Span);

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);
}
