// ISO 32000-2, 12.5.5 (appearance streams, algorithm 8) and 12.5.3 (annotation flags).
using System.Text;
using RemoteVerify.Pdf.Composing.Content;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Composing;

/// <summary>Draws the appearances of a page's annotations as part of its content, as a viewer shows them.</summary>
internal static class AnnotationFlattening
{
    private const int MaximumAnnotations = 2000;
    private const long HiddenOrNoView = 2 | 32;

    public static (PdfDictionary Resources, ReadOnlyMemory<byte> Content) Apply(
        PdfRevision revision, PdfPage page, PdfDictionary resources, ReadOnlyMemory<byte> content)
    {
        PdfDictionary pictures = revision.Get<PdfDictionary>(resources, "XObject") ?? PdfDictionary.Empty;
        StringBuilder drawing = new();
        foreach (PdfObject item in (revision.Get<PdfArray>(page.Dictionary, "Annots") ?? PdfArray.Empty).Take(MaximumAnnotations))
        {
            if (revision.Resolve(item) is PdfDictionary annotation
                && Appearance(revision, annotation) is { } reference
                && Placement(revision, annotation, reference) is { } matrix)
            {
                string name = $"RvAnnotation{pictures.Count}";
                pictures = pictures.With(name, reference);
                drawing.Append("q ").AppendJoin(' ', matrix.Select(ContentWriter.Exact)).Append($" cm /{name} Do Q\n");
            }
        }

        if (drawing.Length == 0)
        {
            return (resources, content);
        }

        // The page's own operators may leave the coordinates changed, so they are fenced in.
        byte[] joined = [.. "q\n"u8, .. content.Span, .. "\nQ\n"u8, .. Encoding.ASCII.GetBytes(drawing.ToString())];
        return (resources.With("XObject", pictures), joined);
    }

    private static PdfReference? Appearance(PdfRevision revision, PdfDictionary annotation)
    {
        long flags = revision.Get<PdfInteger>(annotation, "F")?.Value ?? 0;
        if ((flags & HiddenOrNoView) != 0
            || revision.Get<PdfName>(annotation, "Subtype")?.Value == "Popup"
            || revision.Get<PdfDictionary>(annotation, "AP") is not { } appearances)
        {
            return null;
        }

        PdfObject? normal = appearances["N"];
        if (revision.Resolve(normal) is PdfDictionary states && revision.Get<PdfName>(annotation, "AS") is { } state)
        {
            normal = states[state.Value];
        }

        return normal is PdfReference reference && revision.Get(reference) is PdfStream ? reference : null;
    }

    /// <summary>The matrix that brings the appearance's box, turned by its own matrix, onto the annotation's rectangle.</summary>
    private static double[]? Placement(PdfRevision revision, PdfDictionary annotation, PdfReference appearance)
    {
        PdfDictionary form = ((PdfStream)revision.Get(appearance)).Dictionary;
        if (PageGeometry.BoxOf(revision, annotation, "Rect") is not { } rectangle || PageGeometry.BoxOf(revision, form, "BBox") is not { } box)
        {
            return null;
        }

        double[] m = PageGeometry.NumbersOf(revision, form, "Matrix") is { Length: 6 } own && own.All(double.IsFinite) ? own : [1, 0, 0, 1, 0, 0];
        (double X, double Y)[] corners =
        [
            .. new[] { (box.Left, box.Bottom), (box.Right, box.Bottom), (box.Left, box.Top), (box.Right, box.Top) }
                .Select(corner => ((m[0] * corner.Item1) + (m[2] * corner.Item2) + m[4], (m[1] * corner.Item1) + (m[3] * corner.Item2) + m[5])),
        ];
        double left = corners.Min(corner => corner.X);
        double bottom = corners.Min(corner => corner.Y);
        double width = corners.Max(corner => corner.X) - left;
        double height = corners.Max(corner => corner.Y) - bottom;
        if (width <= 0 || height <= 0)
        {
            return null;
        }

        double scaleX = rectangle.Width / width;
        double scaleY = rectangle.Height / height;
        return [scaleX, 0, 0, scaleY, rectangle.Left - (left * scaleX), rectangle.Bottom - (bottom * scaleY)];
    }
}
