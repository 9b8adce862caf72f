// Decree 30/2020/ND-CP annex I, part I, section V: an electronic copy from paper is PDF 1.4 or later, in colour, at least 200 dpi, scale 100 %.
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

/// <summary>
/// Measures an officer's scan against the procedure's rule. It judges the file: that the sheet was really scanned at true size shows in
/// the file only by the size of its pages, so an enlarged copy on a larger sheet is for the officer's eyes.
/// </summary>
public static class ScanInspector
{
    /// <summary>Most pages of a scan.</summary>
    public const int MaximumPages = 500;

    private const int MostFaults = 100;
    private const int GridSide = 64;
    private const double LeastCovered = 0.98;
    private const double PointsPerInch = 72;
    private const double MillimetresPerPoint = 25.4 / PointsPerInch;

    /// <summary>A page of whole points around a picture of whole dots measures up to this much coarser than it was scanned.</summary>
    private const double Rounding = 0.995;

    /// <summary>ISO 216 A3, A4, A5 and ANSI Letter, in millimetres; a card is scanned on an A4 sheet.</summary>
    private static readonly (double Short, double Long)[] Sheets = [(297, 420), (210, 297), (148, 210), (215.9, 279.4)];

    /// <summary>Judges a file.</summary>
    public static ScanReport Inspect(ReadOnlyMemory<byte> pdf, ScanRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        List<ScanFault> faults = [];
        Dictionary<PdfStream, ScanPicture> pictures = new(ReferenceEqualityComparer.Instance);
        ScanFindings? findings = null;
        try
        {
            findings = Inspect(PdfDocument.Open(pdf), rule, faults, pictures);
        }
        catch (PdfPasswordException)
        {
            faults.Add(ScanFault.Protected);
        }
        catch (PdfFormatException)
        {
            faults.Add(ScanFault.Unreadable());
        }

        return new ScanReport(faults.Count == 0 ? findings : null, [.. faults.Take(MostFaults)], pictures.Values.Select(p => p.Sha256).ToHashSet());
    }

    /// <summary>SHA-256 of the stored bytes of every picture that the pages of any PDF draw; empty for a file that can't be read.</summary>
    public static IReadOnlySet<Sha256Digest> PicturesOf(ReadOnlyMemory<byte> pdf)
    {
        Dictionary<PdfStream, ScanPicture> pictures = new(ReferenceEqualityComparer.Instance);
        try
        {
            PdfRevision revision = PdfDocument.Open(pdf).Latest;
            var budget = new ScanBudget();
            foreach (PdfPage page in PageTree.Read(revision).Take(MaximumPages))
            {
                PageDrawing.Read(revision, page, budget, pictures);
            }
        }
        catch (PdfFormatException)
        {
            // Whatever could be read up to here counts.
        }

        return pictures.Values.Select(p => p.Sha256).ToHashSet();
    }

    private static ScanFindings? Inspect(PdfDocument document, ScanRule rule, List<ScanFault> faults, Dictionary<PdfStream, ScanPicture> pictures)
    {
        PdfRevision revision = document.Latest;
        IReadOnlyList<PdfPage> pages = PageTree.Read(revision);
        Version version = VersionOf(document);
        faults.AddRange(OfFile(document, version, rule, pages.Count));
        if (pages.Count > MaximumPages)
        {
            return null;
        }

        var budget = new ScanBudget();
        double lowest = double.MaxValue;
        foreach (PdfPage page in pages)
        {
            lowest = Math.Min(lowest, InspectPage(revision, page, rule, faults, budget, pictures));
            if (faults.Count >= MostFaults)
            {
                return null;
            }
        }

        return new ScanFindings(pages.Count, version.ToString(), Math.Round(lowest, 1), IsColour: !faults.Exists(f => f.Kind == "not-colour"));
    }

    private static IEnumerable<ScanFault> OfFile(PdfDocument document, Version version, ScanRule rule, int pages)
    {
        PdfRevision revision = document.Latest;
        if (document.Encryption is not null)
        {
            yield return ScanFault.Protected;
        }

        if (version < Version.Parse(rule.MinimumPdfVersion))
        {
            yield return ScanFault.Version(version.ToString(), rule.MinimumPdfVersion);
        }

        if (SignatureFieldReader.Read(revision).Count > 0 || revision.Catalog.Contains("Perms"))
        {
            yield return ScanFault.Signed;
        }

        if (revision.Get<PdfDictionary>(revision.Catalog, "OCProperties") is { } layers && revision.Get<PdfArray>(layers, "OCGs") is { Count: > 0 })
        {
            yield return ScanFault.Layers;
        }

        if (pages is 0 or > MaximumPages)
        {
            yield return ScanFault.Pages(pages, MaximumPages);
        }
    }

    /// <summary>The later of header and catalog (ISO 32000-2 clause 7.5.2).</summary>
    private static Version VersionOf(PdfDocument document)
    {
        Version header = Parsed(document.HeaderVersion);
        Version named = Parsed(document.Latest.Get<PdfName>(document.Latest.Catalog, "Version")?.Value);
        return named > header ? named : header;
    }

    private static Version Parsed(string? text) => Version.TryParse(text, out Version? version) ? version : new Version(0, 0);

    /// <summary>Adds the faults of a page; the dots per inch of its coarsest picture.</summary>
    private static double InspectPage(
        PdfRevision revision, PdfPage page, ScanRule rule, List<ScanFault> faults, ScanBudget budget, Dictionary<PdfStream, ScanPicture> pictures)
    {
        double unit = PdfNumber.Of(revision.Resolve(page.Dictionary["UserUnit"])) ?? 1;
        Frame visible = PageGeometry.Of(revision, page).Visible;
        faults.AddRange(OfSheet(revision, page, rule, visible, unit));
        PageDrawing drawing;
        try
        {
            drawing = PageDrawing.Read(revision, page, budget, pictures);
        }
        catch (PdfFormatException)
        {
            faults.Add(ScanFault.Unreadable(page.Number));
            return 0;
        }

        if (drawing.Pictures.Count == 0)
        {
            faults.Add(ScanFault.NoPicture(page.Number));
            return 0;
        }

        if (drawing.DrawnOver is { } what)
        {
            faults.Add(ScanFault.DrawnOver(page.Number, what));
        }

        double dotsPerInch = drawing.Pictures.Min(p => DotsPerInch(p, unit));
        faults.AddRange(OfPictures(page.Number, drawing.Pictures, rule, dotsPerInch, visible));
        return dotsPerInch;
    }

    private static IEnumerable<ScanFault> OfSheet(PdfRevision revision, PdfPage page, ScanRule rule, Frame visible, double unit)
    {
        Frame sheet = PageGeometry.Of(revision, page with { Inherited = page.Inherited.Without("CropBox") }).Visible;
        double tolerance = rule.ScaleTolerancePercent / 100.0;
        if (visible.Width < sheet.Width * (1 - tolerance) || visible.Height < sheet.Height * (1 - tolerance))
        {
            yield return ScanFault.Cropped(page.Number);
        }

        double width = sheet.Width * unit * MillimetresPerPoint;
        double height = sheet.Height * unit * MillimetresPerPoint;
        if (!Sheets.Any(known => Fits(Math.Min(width, height), known.Short) && Fits(Math.Max(width, height), known.Long)))
        {
            yield return ScanFault.Size(page.Number, width, height, rule.ScalePercent);
        }

        if (revision.Get<PdfArray>(page.Dictionary, "Annots") is { Count: > 0 })
        {
            yield return ScanFault.Annotated(page.Number);
        }

        bool Fits(double side, double known) => Math.Abs(side - (known * rule.ScalePercent / 100)) <= known * tolerance;
    }

    private static IEnumerable<ScanFault> OfPictures(int page, IReadOnlyList<PlacedPicture> pictures, ScanRule rule, double dotsPerInch, Frame visible)
    {
        if (pictures.FirstOrDefault(p => p.Picture.Fault is not null) is { } broken)
        {
            yield return ScanFault.Broken(page, broken.Picture.Fault!);
        }

        if (rule.Colour && pictures.Any(p => !p.Picture.IsMask && !p.Picture.IsColour && p.Picture.Fault is null))
        {
            yield return ScanFault.NotColour(page);
        }

        if (dotsPerInch < rule.MinimumDpi * Rounding)
        {
            yield return ScanFault.Coarse(page, dotsPerInch, rule.MinimumDpi);
        }

        double covered = Covered(pictures, visible);
        if (covered < LeastCovered)
        {
            yield return ScanFault.NotCovered(page, covered);
        }
    }

    private static double DotsPerInch(PlacedPicture placed, double unit)
    {
        double across = placed.Matrix.Width * unit / PointsPerInch;
        double down = placed.Matrix.Height * unit / PointsPerInch;
        return Math.Min(placed.Picture.WidthPixels / Math.Max(across, 1e-6), placed.Picture.HeightPixels / Math.Max(down, 1e-6));
    }

    /// <summary>The part of the page that pictures hide, 0 to 1.</summary>
    private static double Covered(IReadOnlyList<PlacedPicture> pictures, Frame visible)
    {
        PlacedPicture[] hiding = [.. pictures.Where(p => p.IsOpaque)];
        int covered = 0;
        for (int at = 0; at < GridSide * GridSide; at++)
        {
            double x = visible.Left + (visible.Width * ((at % GridSide) + 0.5) / GridSide);
            double y = visible.Bottom + (visible.Height * ((at / GridSide) + 0.5) / GridSide);
            covered += Array.Exists(hiding, p => p.Clip.Holds(x, y) && p.Matrix.Covers(x, y)) ? 1 : 0;
        }

        return covered / (double)(GridSide * GridSide);
    }
}
