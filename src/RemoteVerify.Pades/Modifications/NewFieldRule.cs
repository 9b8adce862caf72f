// ISO 32000-2 clauses 12.7.5.5 (signature fields) and 12.5.6.19 (widgets).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges a field that only the newer revision has: a signature field with its signature, and nothing that acts.</summary>
internal static class NewFieldRule
{
    private static readonly string[] Keys =
    [
        "Type", "Subtype", "FT", "T", "TU", "TM", "V", "Rect", "F", "Ff", "P", "AP", "AS", "MK", "DA", "DR", "DV", "Q", "Lock", "SV", "Kids", "Parent",
        "StructParent", "M", "NM", "BS", "Border", "H", "C", "Contents", "Lang", "BM", "CA", "ca",
    ];

    private static readonly string[] GroupKeys = ["T", "TU", "TM", "Kids", "Parent", "FT"];

    /// <param name="groups">Groups that the older revision has.</param>
    public static void Judge(RevisionComparison comparison, FormField field, IReadOnlySet<PdfReference> groups)
    {
        if (field.Type != "Sig" || field.Dictionary.GetName("Subtype") is not (null or "Widget"))
        {
            comparison.Reject("form: a field was added that is not for a signature");
            return;
        }

        var name = comparison.After.Get<PdfString>(field.Dictionary, "T")?.ToText();
        if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
        {
            comparison.Reject("form: a new field has no proper name");
            return;
        }

        if (!JudgeGroups(comparison, field, name, groups))
        {
            comparison.Reject("form: the group above a new field does more than to name it");
            return;
        }

        var widgets = field.Widgets.Select(comparison.After.Get).OfType<PdfDictionary>().Append(field.Dictionary).ToList();
        if (widgets.Any(w => w.Keys.Any(k => !Keys.Contains(k)) || w.GetName("Type") is not (null or "Annot")))
        {
            comparison.Reject("form: a new signature field has entries that signing does not need");
            return;
        }

        JudgeValue(comparison, field, widgets);
        CoverRule.Judge(comparison, widgets);
        comparison.FieldChanged(field.FullName, FieldRule.LevelOf(comparison, field));
        comparison.NewSignatureWidgets.UnionWith(field.Widgets.Select(w => w.Number));
    }

    /// <summary>Groups that come with the field have a name and fields below; all of them are objects, so that their names make up the field's.</summary>
    private static bool JudgeGroups(RevisionComparison comparison, FormField field, string name, IReadOnlySet<PdfReference> groups)
    {
        var parts = new List<string>();
        foreach (var reference in field.Ancestors)
        {
            if (comparison.After.Get(reference) is not PdfDictionary group || comparison.After.Get<PdfString>(group, "T")?.ToText() is not { Length: > 0 } part)
            {
                return false;
            }

            parts.Add(part);
            if (!groups.Contains(reference)
                && (part.Contains('.', StringComparison.Ordinal) || group.HasDuplicateKeys || group.Keys.Any(k => !GroupKeys.Contains(k))
                    || comparison.NewList(group, "Kids", "field").Any(k => k is not PdfReference || comparison.After.Resolve(k) is not PdfDictionary kid || !kid.Contains("T"))))
            {
                return false;
            }
        }

        return field.FullName == string.Join('.', parts.Append(name));
    }

    private static void JudgeValue(RevisionComparison comparison, FormField field, List<PdfDictionary> widgets)
    {
        if (comparison.After.Resolve(field.Value) is PdfDictionary)
        {
            if (!FieldRule.IsNew(comparison, field.Value))
            {
                comparison.Reject("form: a new field shows a signature that was there before");
            }
        }
        else if (field.Value is not null && comparison.After.Resolve(field.Value) is not PdfNull)
        {
            comparison.Reject("form: a new signature field has a value that is no signature");
        }
        else
        {
            comparison.NoteUnsignedField();
            if (widgets.Exists(w => w.Contains("AP")))
            {
                comparison.Reject("form: a new signature field has a look but no signature");
            }
        }
    }
}
