using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Forms;

/// <summary>A page with what it inherits (ISO 32000-2 clause 7.7.3.4).</summary>
/// <param name="Number">1 for the first page.</param>
/// <param name="Reference">The page object.</param>
/// <param name="Dictionary">Its own dictionary.</param>
/// <param name="Ancestors">Page tree nodes above it, root first.</param>
/// <param name="Inherited">Resources, MediaBox, CropBox and Rotate as they hold for the page, its own values first.</param>
public sealed record PdfPage(
    int Number, PdfReference Reference, PdfDictionary Dictionary, IReadOnlyList<PdfReference> Ancestors, PdfDictionary Inherited);

/// <summary>Walks the page tree; a node reached twice, or a direct page, is a typed error.</summary>
public static class PageTree
{
    private static readonly string[] Inheritable = ["Resources", "MediaBox", "CropBox", "Rotate"];

    /// <summary>All pages in order.</summary>
    public static IReadOnlyList<PdfPage> Read(PdfRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var pages = new List<PdfPage>();
        var root = revision.Catalog["Pages"] as PdfReference
            ?? throw new PdfFormatException("page tree", -1, "/Pages is not a reference");
        Visit(revision, root, [], PdfDictionary.Empty, [], pages);
        return pages;
    }

    /// <summary>The page with a number from 1; null when the document has fewer.</summary>
    public static PdfPage? Find(PdfRevision revision, int number)
    {
        var pages = Read(revision);
        return number >= 1 && number <= pages.Count ? pages[number - 1] : null;
    }

    private static void Visit(
        PdfRevision revision, PdfReference reference, List<PdfReference> above, PdfDictionary inherited, HashSet<int> visited, List<PdfPage> pages)
    {
        if (!visited.Add(reference.Number) || above.Count > revision.Document.Limits.MaxDepth)
        {
            throw new PdfFormatException("page tree", reference.Number, "a node is reached twice, or too deep");
        }

        var node = revision.Get(reference) as PdfDictionary
            ?? throw new PdfFormatException("page tree", reference.Number, "a node is not a dictionary");
        foreach (var key in Inheritable)
        {
            inherited = node[key] is { } own ? inherited.With(key, own) : inherited;
        }

        if (revision.Get<PdfArray>(node, "Kids") is not { } kids)
        {
            pages.Add(new PdfPage(pages.Count + 1, reference, node, [.. above], inherited));
            return;
        }

        above.Add(reference);
        foreach (var kid in kids)
        {
            if (kid is PdfNull)
            {
                // A removed page: every reader goes on with the next.
                continue;
            }

            Visit(revision, kid as PdfReference ?? throw new PdfFormatException("page tree", reference.Number, "a kid is not a reference"),
                above, inherited, visited, pages);
        }

        above.RemoveAt(above.Count - 1);
    }
}
