// ISO 32000-2, 14.11.2 (page boundaries) and 7.7.3.3 (Rotate).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Composing;

/// <summary>What part of a page a reader shows, and which way up.</summary>
/// <param name="Visible">The crop box inside the media box, in the page's own coordinates; its origin may be anywhere.</param>
/// <param name="RotationDegrees">Clockwise turn when shown: 0, 90, 180 or 270.</param>
public sealed record PageGeometry(Frame Visible, int RotationDegrees)
{
    private static readonly Frame Letter = new(0, 0, 612, 792);

    /// <summary>Size as shown, after rotation.</summary>
    public PageSize ShownSize => RotationDegrees is 90 or 270
        ? new PageSize(Visible.Height, Visible.Width)
        : new PageSize(Visible.Width, Visible.Height);

    public static PageGeometry Of(PdfRevision revision, PdfPage page)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(page);
        Frame media = Box(revision, page, "MediaBox") ?? Letter;
        Frame visible = Box(revision, page, "CropBox") is { } crop ? Intersection(media, crop) ?? media : media;
        long turn = revision.Get<PdfInteger>(page.Inherited, "Rotate")?.Value ?? 0;
        return new PageGeometry(visible, (int)((((turn % 360) + 360) % 360) / 90 * 90));
    }

    /// <summary>Moves a rectangle from the page as shown (origin at its lower left corner) to the page's own coordinates.</summary>
    public Frame FromShown(Frame shown) => RotationDegrees switch
    {
        90 => new Frame(Visible.Right - shown.Top, Visible.Bottom + shown.Left, shown.Height, shown.Width),
        180 => new Frame(Visible.Right - shown.Right, Visible.Top - shown.Top, shown.Width, shown.Height),
        270 => new Frame(Visible.Left + shown.Bottom, Visible.Top - shown.Right, shown.Height, shown.Width),
        _ => new Frame(Visible.Left + shown.Left, Visible.Bottom + shown.Bottom, shown.Width, shown.Height),
    };

    private static Frame? Box(PdfRevision revision, PdfPage page, string key) => BoxOf(revision, page.Inherited, key);

    /// <summary>A rectangle of four numbers with its corners in order; null when it is none, or is empty.</summary>
    internal static Frame? BoxOf(PdfRevision revision, PdfDictionary dictionary, string key)
    {
        if (NumbersOf(revision, dictionary, key) is not { Length: 4 } sides)
        {
            return null;
        }

        Frame box = new(
            Math.Min(sides[0], sides[2]), Math.Min(sides[1], sides[3]), Math.Abs(sides[2] - sides[0]), Math.Abs(sides[3] - sides[1]));
        return box.Width > 0 && box.Height > 0 ? box : null;
    }

    /// <summary>An array of numbers; a member that is none counts as NaN.</summary>
    internal static double[]? NumbersOf(PdfRevision revision, PdfDictionary dictionary, string key) =>
        revision.Get<PdfArray>(dictionary, key) is { Count: <= 8 } array
            ? [.. array.Select(item => PdfNumber.Of(revision.Resolve(item)) ?? double.NaN)]
            : null;

    private static Frame? Intersection(Frame a, Frame b)
    {
        double left = Math.Max(a.Left, b.Left);
        double bottom = Math.Max(a.Bottom, b.Bottom);
        double width = Math.Min(a.Right, b.Right) - left;
        double height = Math.Min(a.Top, b.Top) - bottom;
        return width > 0 && height > 0 ? new Frame(left, bottom, width, height) : null;
    }
}
