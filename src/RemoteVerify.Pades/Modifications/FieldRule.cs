using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges one field: filled, signed, created, or tampered with.</summary>
internal static class FieldRule
{
    private static readonly string[] FilledKeys = ["V", "DV", "AP", "AS", "I", "RV", "M"];
    private static readonly string[] SignedKeys = ["V", "AP", "AS", "F", "M", "MK", "DA", "Lock"];

    /// <summary>A field that only the newer revision has: a signature field, and nothing else.</summary>
    public static void Created(RevisionComparison comparison, FormField field)
    {
        if (field.Type != "Sig" || field.Dictionary.GetName("Subtype") is not (null or "Widget"))
        {
            comparison.Reject("form: a field was added that is not for a signature");
            return;
        }

        var level = LevelOf(comparison, field);
        comparison.FieldChanged(field.FullName, level);
        comparison.NewSignatureWidgets.UnionWith(field.Widgets.Select(w => w.Number));
    }

    /// <summary>A field that both revisions have.</summary>
    public static void Compare(RevisionComparison comparison, FormField old, FormField current)
    {
        var wasSigned = old.Type == "Sig" && comparison.Before.Resolve(old.Value) is PdfDictionary;
        var fillable = !wasSigned && old.Type is "Sig" or "Tx" or "Btn" or "Ch";
        if (fillable)
        {
            foreach (var widget in old.Widgets.Concat(old.Reference is { } r ? [r] : []))
            {
                comparison.FillableFields[widget.Number] = old.FullName;
            }
        }

        if (old.FullName != current.FullName || old.Type != current.Type)
        {
            comparison.Reject("form: a field changed its name or kind");
            return;
        }

        foreach (var number in old.Widgets.Concat(current.Widgets).Append(old.Reference!).Select(r => r.Number).Distinct())
        {
            if (comparison.Changed.Contains(number))
            {
                CompareObject(comparison, number, old, current, fillable);
            }
        }
    }

    private static void CompareObject(RevisionComparison comparison, int number, FormField old, FormField current, bool fillable)
    {
        var reference = old.Widgets.Append(old.Reference!).FirstOrDefault(r => r.Number == number);
        if (reference is null
            || comparison.Before.Get(reference) is not PdfDictionary before
            || comparison.After.Get(reference) is not PdfDictionary after
            || before.GetName("Subtype") is not (null or "Widget"))
        {
            comparison.Reject("form: a widget was added or replaced");
            return;
        }

        string[] keys = !fillable ? [] : old.Type == "Sig" ? SignedKeys : FilledKeys;
        if (!comparison.SameExcept(before, after, fillable ? "field" : "signed field", keys))
        {
            return;
        }

        comparison.AllowLimited(number);
        comparison.FieldChanged(old.FullName, old.Type == "Sig" ? LevelOf(comparison, current) : ModificationLevel.FormFilling);
    }

    /// <summary>Document timestamps are validation data, everything else in a field is form filling.</summary>
    private static ModificationLevel LevelOf(RevisionComparison comparison, FormField field) =>
        comparison.After.Resolve(field.Value) is PdfDictionary value
        && (value.GetName("Type") == "DocTimeStamp" || value.GetName("SubFilter") == "ETSI.RFC3161")
            ? ModificationLevel.LtaUpdates
            : ModificationLevel.FormFilling;
}
