// ISO 32000-2 clauses 7.7.3 and 12.5.
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges pages: only /Annots may grow, by the widgets of new signature fields.</summary>
internal static class PageRule
{
    public static void Compare(RevisionComparison comparison)
    {
        var (before, after) = (comparison.OldTrees.Pages, comparison.NewTrees.Pages);
        if (!before.Select(p => p.Reference).SequenceEqual(after.Select(p => p.Reference)))
        {
            comparison.Reject("pages were added, removed or moved");
            return;
        }

        for (var i = 0; i < before.Count; i++)
        {
            ComparePage(comparison, before[i], after[i]);
        }
    }

    private static void ComparePage(RevisionComparison comparison, PdfPage old, PdfPage current)
    {
        var list = old.Dictionary["Annots"] as PdfReference;
        if (!comparison.Changed.Contains(old.Reference.Number) && (list is null || !comparison.Changed.Contains(list.Number)))
        {
            return;
        }

        var what = $"page {old.Number}";
        if (comparison.SameExcept(old.Dictionary, current.Dictionary, what, "Annots"))
        {
            comparison.AllowLimited(old.Reference.Number);
        }

        var oldList = comparison.Before.Get<PdfArray>(old.Dictionary, "Annots") ?? PdfArray.Empty;
        var newList = comparison.NewList(current.Dictionary, "Annots", what);
        if (!oldList.SequenceEqual(newList.Take(oldList.Count)))
        {
            comparison.Reject($"{what}: annotations were removed or replaced");
            return;
        }

        comparison.AllowEdge(new Place(old.Reference.Number, "/Annots"), old.Dictionary["Annots"]);
        foreach (var added in newList.Skip(oldList.Count))
        {
            if (added is not PdfReference widget || !comparison.NewSignatureWidgets.Contains(widget.Number))
            {
                AddedAnnotation(comparison, added, what);
            }
        }
    }

    private static void AddedAnnotation(RevisionComparison comparison, PdfObject annotation, string what)
    {
        var subtype = (comparison.After.Resolve(annotation) as PdfDictionary)?.GetName("Subtype");
        if (subtype is null or "Widget")
        {
            comparison.Reject($"{what}: a widget without a new signature field was added");
            return;
        }

        comparison.Raise(ModificationLevel.Annotations);
        comparison.Note($"{what}: an annotation was added");
    }
}
