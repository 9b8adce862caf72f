using System.Buffers.Binary;
using System.Globalization;
using RemoteVerify.Cases.Journeys.PaperCopies.Scans;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Tests.Journeys.PaperCopies;

public sealed class ScanInspectorTests
{
    private static readonly ScanRule Rule = new("1.4", 200, true, 100, 2);
    private static readonly int Wide = ScanFile.Dots(ScanFile.A4Width, 200);
    private static readonly int High = ScanFile.Dots(ScanFile.A4Height, 200);

    [Theory]
    [InlineData(200)]
    [InlineData(300)]
    public void Inspect_ColourAtLeast200Dpi_IsAccepted(int dotsPerInch)
    {
        ScanReport report = ScanInspector.Inspect(ScanFile.Good(2, dotsPerInch), Rule);

        Assert.Empty(report.Faults);
        Assert.Equal((2, "1.4", true), (report.Findings!.Pages, report.Findings.PdfVersion, report.Findings.IsColour));
        Assert.InRange(report.Findings.LowestDotsPerInch, dotsPerInch - 0.5, dotsPerInch + 0.5);
    }

    [Fact]
    public void Inspect_SecondPageAt150Dpi_NamesPageAndValue()
    {
        var file = new ScanFile();
        file.AddA4(file.AddFlate(Wide, High));
        file.AddA4(file.AddFlate(ScanFile.Dots(ScanFile.A4Width, 150), ScanFile.Dots(ScanFile.A4Height, 150)));

        Assert.Equal(["dpi-too-low:page-2:150"], Faults(file));
    }

    [Fact]
    public void Inspect_GreyOrBilevel_IsNotColour()
    {
        var file = new ScanFile();
        file.AddA4(file.AddFlate(Wide, High, 1, "/DeviceGray"));
        file.AddA4(file.AddPicture(Wide, High, "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode", [0]));

        Assert.Equal(["not-colour:page-1", "not-colour:page-2"], Faults(file));
    }

    [Fact]
    public void Inspect_ColourByProfileLabOrPalette_IsAccepted()
    {
        var file = new ScanFile();
        int profile = file.AddStream("/N 3", "profile"u8);
        file.AddA4(file.AddFlate(Wide, High, 3, $"[/ICCBased {profile} 0 R]"));
        file.AddA4(file.AddFlate(Wide, High, 3, "[/Lab << /WhitePoint [0.95 1 1.09] >>]"));
        file.AddA4(file.AddFlate(Wide, High, 1, "[/Indexed /DeviceRGB 1 <FF0000000000>]", shade: 1));
        Assert.Empty(Faults(file));

        var grey = new ScanFile();
        int greyProfile = grey.AddStream("/N 1", "profile"u8);
        grey.AddA4(grey.AddFlate(Wide, High, 1, $"[/ICCBased {greyProfile} 0 R]"));
        Assert.Equal(["not-colour:page-1"], Faults(grey));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void Inspect_RotatedPage_IsMeasuredTheSame(int degrees)
    {
        var file = new ScanFile();
        file.AddA4(file.AddFlate(Wide, High), $"/Rotate {degrees}");
        // The picture itself lies on its side, turned by its matrix.
        int lying = file.AddFlate(High, Wide);
        file.AddPage(
            string.Create(CultureInfo.InvariantCulture, $"q 0 {ScanFile.A4Height} -{ScanFile.A4Width} 0 {ScanFile.A4Width} 0 cm /P Do Q"),
            $"/XObject << /P {lying} 0 R >>", string.Create(CultureInfo.InvariantCulture, $"/MediaBox [0 0 {ScanFile.A4Width} {ScanFile.A4Height}]"));

        Assert.Empty(Faults(file));
    }

    [Fact]
    public void Inspect_CroppedPage_Refused()
    {
        var file = new ScanFile();
        file.AddA4(file.AddFlate(Wide, High), "/CropBox [0 0 400 842]");

        Assert.Equal(["page-cropped:page-1"], Faults(file));
    }

    [Fact]
    public void Inspect_PictureInStrips_CoversThePage_AMissingStripDoesNot()
    {
        Assert.Empty(Faults(Strips(8, 8)));
        Assert.Equal(["page-not-covered:page-1:88%"], Faults(Strips(8, 7)));
    }

    [Fact]
    public void Inspect_PictureClippedOrTransparent_DoesNotCoverThePage()
    {
        var clipped = new ScanFile();
        int picture = clipped.AddFlate(Wide, High);
        clipped.AddPage("q 0 0 595.276 421 re W n 595.276 0 0 841.89 0 0 cm /P Do Q", $"/XObject << /P {picture} 0 R >>", "/MediaBox [0 0 595.276 841.89]");
        Assert.Equal(["page-not-covered:page-1:50%"], Faults(clipped));

        var transparent = new ScanFile();
        int mask = transparent.AddFlate(Wide, High, 1, "/DeviceGray");
        transparent.AddA4(transparent.AddFlate(Wide, High, extra: $"/SMask {mask} 0 R"));
        Assert.Equal(["page-not-covered:page-1:0%"], Faults(transparent));
    }

    [Fact]
    public void Inspect_PictureInsideForms_IsFollowed()
    {
        var file = new ScanFile();
        int picture = file.AddFlate(Wide, High);
        int inner = file.AddStream($"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Matrix [595.276 0 0 841.89 0 0] /Resources << /XObject << /P {picture} 0 R >> >>", "/P Do"u8);
        file.AddPage("/F Do", $"/XObject << /F {inner} 0 R >>", "/MediaBox [0 0 595.276 841.89]");
        Assert.Empty(Faults(file));

        var endless = new ScanFile();
        int self = endless.Add("placeholder") + 1;
        endless.AddStream($"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /F {self} 0 R >> >>", "/F Do"u8);
        endless.AddPage("/F Do", $"/XObject << /F {self} 0 R >>", "/MediaBox [0 0 595.276 841.89]");
        Assert.Equal(["unreadable:page-1"], Faults(endless));
    }

    [Fact]
    public void Inspect_PageOfText_HasNoPicture()
    {
        var file = new ScanFile();
        file.AddPage("BT /F1 12 Tf 72 700 Td (Bang tot nghiep) Tj ET", "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>", "/MediaBox [0 0 595.276 841.89]");
        Assert.Equal(["no-picture:page-1"], Faults(file));

        var composer = new DocumentComposer(new ComposerOptions { Title = "x", Fonts = Fonts(), Created = DateTimeOffset.UnixEpoch });
        composer.Paragraph("Văn bản soạn bằng máy, không phải bản quét.");
        Assert.Equal(["no-picture:page-1"], ScanInspector.Inspect(composer.ToPdf(), Rule).Faults.Select(f => f.ToString()));
    }

    [Fact]
    public void Inspect_ComposedPageOfOnePicture_IsAccepted()
    {
        var composer = new DocumentComposer(new ComposerOptions { Title = "Bản quét", Fonts = Fonts(), Created = DateTimeOffset.UnixEpoch });
        composer.NewPage(PageSize.A4, new PageMargins(0, 0, 0, 0));
        composer.Canvas.Image(ComposedImage.FromJpeg(Pictures.Jpeg(Wide, High, 200)), new Frame(0, 0, PageSize.A4.Width, PageSize.A4.Height), "Trang quét");

        ScanReport report = ScanInspector.Inspect(composer.ToPdf(), Rule);
        Assert.Empty(report.Faults);
        Assert.Single(report.Pictures);
    }

    [Fact]
    public void Inspect_VisibleTextOrShapeOverThePicture_Refused_InvisibleTextAndWhatLiesBelow_Not()
    {
        const string Font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
        string[] Judge(string content)
        {
            var file = new ScanFile();
            int picture = file.AddFlate(Wide, High);
            file.AddPage(content, $"/XObject << /P {picture} 0 R >> {Font}", "/MediaBox [0 0 595.276 841.89]");
            return Faults(file);
        }

        const string Picture = "q 595.276 0 0 841.89 0 0 cm /P Do Q";
        Assert.Equal(["drawn-over-scan:page-1:text"], Judge($"{Picture} BT /F1 12 Tf 72 700 Td (gioi) Tj ET"));
        Assert.Equal(["drawn-over-scan:page-1:path"], Judge($"{Picture} 1 1 1 rg 72 700 100 20 re f"));
        Assert.Equal(["drawn-over-scan:page-1:inline-image"], Judge($"{Picture} BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI"));
        Assert.Empty(Judge($"{Picture} BT 3 Tr /F1 12 Tf 72 700 Td (nhan dang) Tj ET"));
        Assert.Empty(Judge($"1 1 1 rg 0 0 596 842 re f {Picture}"));
    }

    [Fact]
    public void Inspect_JpegAndJpeg2000_AreMeasuredByTheirOwnHeaders()
    {
        var file = new ScanFile();
        byte[] jpeg = Pictures.Jpeg(Wide, High, 210);
        file.AddA4(file.AddPicture(Wide, High, "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", jpeg));
        file.AddA4(file.AddPicture(Wide, High, "/Filter /JPXDecode", Jpeg2000(Wide, High, 3)));
        Assert.Empty(Faults(file));

        var lying = new ScanFile();
        byte[] small = Pictures.Jpeg(400, 566, 210);
        lying.AddA4(lying.AddPicture(Wide, High, "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", small));
        lying.AddA4(lying.AddPicture(Wide, High, "/Filter /JPXDecode", Jpeg2000(Wide, High, 1)));
        lying.AddA4(lying.AddPicture(Wide, High, "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", "no picture"u8));
        lying.AddA4(lying.AddFlate(Wide, High, missingBytes: 40));
        Assert.Equal(
            ["picture-broken:page-1:size-differs", "dpi-too-low:page-1:48", "not-colour:page-2", "picture-broken:page-3:data", "picture-broken:page-4:data"],
            Faults(lying));
    }

    [Fact]
    public void Inspect_Version_IsTheLaterOfHeaderAndCatalog()
    {
        Assert.Equal(["pdf-version-too-low:1.3"], Faults(OfVersion("1.3", "")));
        Assert.Empty(Faults(OfVersion("1.3", "/Version /1.5")));
        Assert.Equal("1.5", ScanInspector.Inspect(OfVersion("1.3", "/Version /1.5").ToPdf(), Rule).Findings!.PdfVersion);
        Assert.Empty(Faults(OfVersion("2.0", "/Version /1.4")));
    }

    [Theory]
    [InlineData("[0 0 841.89 1190.55]", null)]
    [InlineData("[0 0 595.276 419.528]", null)]
    [InlineData("[0 0 612 792]", null)]
    [InlineData("[10 10 605.276 851.89]", null)]
    [InlineData("[0 0 500 700]", "scale-not-kept:page-1:176x247mm")]
    [InlineData("[0 0 297.638 420.945] /UserUnit 2", null)]
    public void Inspect_PageSize_IsThatOfASheet(string box, string? fault)
    {
        double[] sides = [.. box[1..box.IndexOf(']', StringComparison.Ordinal)].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        double unit = box.Contains("UserUnit", StringComparison.Ordinal) ? 2 : 1;
        (double width, double height) = (sides[2] - sides[0], sides[3] - sides[1]);
        var file = new ScanFile { HeaderVersion = "1.6" };
        int picture = file.AddFlate(ScanFile.Dots(width * unit, 200), ScanFile.Dots(height * unit, 200));
        file.AddPage(
            string.Create(CultureInfo.InvariantCulture, $"q {width} 0 0 {height} {sides[0]} {sides[1]} cm /P Do Q"), $"/XObject << /P {picture} 0 R >>", $"/MediaBox {box}");

        Assert.Equal(fault is null ? [] : [fault], Faults(file));
    }

    [Fact]
    public void Inspect_AnnotationLayersOrSignatureField_Refused()
    {
        var annotated = new ScanFile();
        annotated.AddA4(annotated.AddFlate(Wide, High), "/Annots [<< /Type /Annot /Subtype /Stamp /Rect [10 10 50 50] >>]");
        Assert.Equal(["annotation:page-1"], Faults(annotated));

        var layered = new ScanFile();
        int layer = layered.Add("<< /Type /OCG /Name (x) >>");
        layered.Catalog = $"/OCProperties << /OCGs [{layer} 0 R] /D << >> >>";
        layered.AddA4(layered.AddFlate(Wide, High));
        Assert.Equal(["layers"], Faults(layered));

        var signed = new ScanFile();
        int field = signed.Add("<< /FT /Sig /T (S) /V << /Type /Sig /Filter /Adobe.PPKLite >> >>");
        signed.Catalog = $"/AcroForm << /Fields [{field} 0 R] >>";
        signed.AddA4(signed.AddFlate(Wide, High));
        Assert.Equal(["signed"], Faults(signed));
    }

    [Fact]
    public void Inspect_EncryptedBrokenOrEmptyFile_Refused()
    {
        var locked = new ScanFile { Trailer = $"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <{new string('a', 64)}> /U <{new string('b', 64)}> >>" };
        locked.AddA4(locked.AddFlate(Wide, High));
        Assert.Equal(["password"], Faults(locked));

        Assert.Equal(["unreadable"], ScanInspector.Inspect("%PDF-1.7 nothing"u8.ToArray(), Rule).Faults.Select(f => f.ToString()));
        Assert.Equal(["page-count:0"], Faults(new ScanFile()));
    }

    [Fact]
    public void Inspect_MoreThan500Pages_Refused()
    {
        var file = new ScanFile();
        int picture = file.AddFlate(Wide, High);
        for (int page = 0; page < 501; page++)
        {
            file.AddA4(picture);
        }

        Assert.Equal(["page-count:501"], Faults(file));
    }

    [Fact]
    public void Inspect_EveryFault_SaysWhatToDo()
    {
        var file = new ScanFile { HeaderVersion = "1.3" };
        file.AddA4(file.AddFlate(400, 560, 1, "/DeviceGray"), "/Annots [<< >>]", "0 0 10 10 re f");
        ScanReport report = ScanInspector.Inspect(file.ToPdf(), Rule);

        Assert.Null(report.Findings);
        Assert.Equal(5, report.Faults.Count);
        Assert.All(report.Faults, f => Assert.EndsWith(".", f.WhatToDo, StringComparison.Ordinal));
    }

    private static ScanFile Strips(int count, int drawn)
    {
        var file = new ScanFile();
        int strip = file.AddFlate(Wide, High / count);
        string content = string.Concat(Enumerable.Range(0, drawn).Select(at =>
            string.Create(CultureInfo.InvariantCulture, $"q {ScanFile.A4Width} 0 0 {ScanFile.A4Height / count} 0 {at * ScanFile.A4Height / count} cm /P Do Q ")));
        file.AddPage(content, $"/XObject << /P {strip} 0 R >>", "/MediaBox [0 0 595.276 841.89]");
        return file;
    }

    private static ScanFile OfVersion(string header, string catalog)
    {
        var file = new ScanFile { HeaderVersion = header, Catalog = catalog };
        file.AddA4(file.AddFlate(Wide, High));
        return file;
    }

    /// <summary>The boxes and the size marker of a JPEG 2000 file; its picture is not looked at.</summary>
    private static byte[] Jpeg2000(int width, int height, int components)
    {
        byte[] file = new byte[12 + 8 + 60];
        BinaryPrimitives.WriteUInt32BigEndian(file, 12);
        "jP  "u8.CopyTo(file.AsSpan(4));
        Span<byte> code = file.AsSpan(12);
        BinaryPrimitives.WriteUInt32BigEndian(code, 68);
        "jp2c"u8.CopyTo(code[4..]);
        code = code[8..];
        BinaryPrimitives.WriteUInt32BigEndian(code, 0xFF4FFF51);
        BinaryPrimitives.WriteInt32BigEndian(code[8..], width);
        BinaryPrimitives.WriteInt32BigEndian(code[12..], height);
        BinaryPrimitives.WriteUInt16BigEndian(code[40..], (ushort)components);
        return file;
    }

    private static string[] Faults(ScanFile file) => [.. ScanInspector.Inspect(file.ToPdf(), Rule).Faults.Select(f => f.ToString())];

    private static DocumentFonts Fonts() => Office.LoadFonts();
}
