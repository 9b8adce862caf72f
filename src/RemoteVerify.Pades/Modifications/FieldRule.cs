// ISO 32000-2 clauses 12.7.4 (fields) and 12.8.2.2.2 (filling in forms, signing).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges a field that both revisions have: filled, signed, or tampered with.</summary>
internal static class FieldRule
{
    private const long ReadOnly = 1;
    private const long PushButton = 1 << 16;

    // Invisible, Hidden and NoView: a field must not appear or go by being filled.
    private const long ShownFlags = 1 | 2 | 32;

    private static readonly string[] FilledKeys = ["V", "AP", "AS", "I", "RV", "M", "DA", "DS", "Q", "MK"];
    private static readonly string[] SignedKeys = ["V", "AP", "AS", "F", "M", "MK", "DA", "Lock", "Type"];

    public static void Compare(RevisionComparison comparison, FormField old, FormField current)
    {
        if (old.FullName != current.FullName || old.Type != current.Type)
        {
            comparison.Reject("form: a field changed its name or kind");
            return;
        }

        var keys = ChangeableKeys(comparison, old, current);
        foreach (var widget in keys.Contains("AP") ? old.Widgets.Concat(old.Reference is { } r ? [r] : []) : [])
        {
            comparison.FillableFields[widget.Number] = old.FullName;
        }

        var known = old.Widgets.Append(old.Reference!).DistinctBy(w => w.Number).ToDictionary(w => w.Number);
        foreach (var number in old.Widgets.Concat(current.Widgets).Append(old.Reference!).Select(w => w.Number).Distinct())
        {
            if (comparison.Changed.Contains(number))
            {
                CompareObject(comparison, known.GetValueOrDefault(number), old, current, keys);
            }
        }
    }

    /// <summary>Document timestamps are validation data, everything else in a field is form filling.</summary>
    public static ModificationLevel LevelOf(RevisionComparison comparison, FormField field) =>
        comparison.After.Resolve(field.Value) is PdfDictionary value
        && (value.GetName("Type") == "DocTimeStamp" || value.GetName("SubFilter") == "ETSI.RFC3161")
            ? ModificationLevel.LtaUpdates
            : ModificationLevel.FormFilling;

    /// <summary>The look of a field goes with its value: without a new value only a look that was missing may come.</summary>
    private static string[] ChangeableKeys(RevisionComparison comparison, FormField old, FormField current)
    {
        var (before, after) = (comparison.Before.Resolve(old.Value), comparison.After.Resolve(current.Value));
        switch (old.Type)
        {
            case "Sig":
                return before is not PdfDictionary && after is PdfDictionary && IsNew(comparison, current.Value) ? SignedKeys : [];
            case "Btn" when (Flags(comparison, old) & PushButton) != 0:
                return [];
            case "Tx" or "Btn" or "Ch":
                return !before.Equals(after) ? IsValueOf(old.Type, after) ? FilledKeys : [] : HasLook(comparison, old) ? ["M"] : ["M", "AP", "AS", "MK", "DA"];
            default:
                return [];
        }
    }

    /// <summary>The object did not exist before: a signature is made, not moved from elsewhere.</summary>
    internal static bool IsNew(RevisionComparison comparison, PdfObject? value) =>
        value is PdfDictionary || (value is PdfReference reference && comparison.Changed.Contains(reference.Number));

    private static bool IsValueOf(string type, PdfObject value) => value switch
    {
        PdfNull => true,
        PdfString => type != "Btn",
        PdfName => type != "Tx",
        PdfStream => type == "Tx",
        PdfArray => type == "Ch",
        _ => false,
    };

    private static bool HasLook(RevisionComparison comparison, FormField field) =>
        field.Widgets.Append(field.Reference!).Any(w => w is not null && comparison.Before.Get(w) is PdfDictionary widget && widget.Contains("AP"));

    private static long Flags(RevisionComparison comparison, FormField field)
    {
        foreach (var holder in field.Ancestors.Reverse().Select(comparison.Before.Get).Prepend(field.Dictionary).OfType<PdfDictionary>())
        {
            if (comparison.Before.Get<PdfInteger>(holder, "Ff") is { } flags)
            {
                return flags.Value;
            }
        }

        return 0;
    }

    private static void CompareObject(RevisionComparison comparison, PdfReference? reference, FormField old, FormField current, string[] keys)
    {
        if (reference is null
            || comparison.Before.Get(reference) is not PdfDictionary before
            || comparison.After.Get(reference) is not PdfDictionary after
            || before.GetName("Subtype") is not (null or "Widget")
            || after.GetName("Type") is not (null or "Annot"))
        {
            comparison.Reject("form: a widget was added or replaced");
            return;
        }

        if (!comparison.SameExcept(before, after, keys.Length > 0 ? "field" : "field without a new value", [.. keys, .. Flags(comparison, before, after)]))
        {
            return;
        }

        if (after["AP"] is { } look && comparison.After.Resolve(look) is not PdfDictionary && !look.Equals(before["AP"]))
        {
            comparison.Reject("form: /AP is not a dictionary");
            return;
        }

        comparison.AllowLimited(reference.Number);
        comparison.FieldChanged(old.FullName, old.Type == "Sig" ? LevelOf(comparison, current) : ModificationLevel.FormFilling);
    }

    /// <summary>Flags that differ in an allowed way: a field may become read-only, as locks do; a filled one may be printed.</summary>
    private static IEnumerable<string> Flags(RevisionComparison comparison, PdfDictionary before, PdfDictionary after)
    {
        var (old, current) = (Number(comparison.Before.Resolve(before["Ff"])), Number(comparison.After.Resolve(after["Ff"])));
        if ((old | ReadOnly) == current)
        {
            yield return "Ff";
        }

        (old, current) = (Number(comparison.Before.Resolve(before["F"])), Number(comparison.After.Resolve(after["F"])));
        if (((old ^ current) & ShownFlags) == 0)
        {
            yield return "F";
        }
    }

    private static long Number(PdfObject value) => value is PdfInteger integer ? integer.Value : value is PdfNull ? 0 : -1;
}
