// ISO 32000-2 clause 12.8.2.2; the sneaky signature attack covers certified content by an allowed signature field.
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Says which new fields lie over what the older revision shows.</summary>
internal static class CoverRule
{
    public static void Judge(RevisionComparison comparison, IReadOnlyList<PdfDictionary> widgets)
    {
        foreach (var widget in widgets)
        {
            var box = InkBox.From(comparison.After, widget["Rect"]);
            if (box.IsEmpty)
            {
                continue;
            }

            // Without /P, or with a page that does not list it, any page may show it.
            foreach (var page in comparison.OldTrees.Pages.Where(p => widget["P"] is not PdfReference named || named.Equals(p.Reference)))
            {
                if (Covers(comparison, page, box))
                {
                    comparison.NoteCover($"a new field lies over text, pictures or fields of page {page.Number}");
                    return;
                }
            }
        }
    }

    private static bool Covers(RevisionComparison comparison, PdfPage page, InkBox box)
    {
        var before = comparison.Before;
        foreach (var annotation in before.Get<PdfArray>(page.Dictionary, "Annots") ?? PdfArray.Empty)
        {
            if (before.Resolve(annotation) is PdfDictionary other && InkBox.From(before, other["Rect"]) is { IsEmpty: false } place && place.Overlaps(box))
            {
                return true;
            }
        }

        try
        {
            var ink = PageInk.Read(before, page);
            return ink.Text.Concat(ink.Pictures).Any(place => place.Overlaps(box));
        }
        catch (PdfFormatException)
        {
            // What can't be seen can't be shown to be free.
            return true;
        }
    }
}
