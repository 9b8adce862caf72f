// ISO 32000-2 clause 12.7.
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges the interactive form: fields keep their place, values may be filled, signature fields may come.</summary>
internal static class FormRule
{
    public static void Compare(RevisionComparison comparison, PdfDictionary oldCatalog, PdfDictionary newCatalog, Place catalog)
    {
        var old = comparison.Before.Get<PdfDictionary>(oldCatalog, "AcroForm") ?? PdfDictionary.Empty;
        var current = comparison.After.Get<PdfDictionary>(newCatalog, "AcroForm");
        if (current is null)
        {
            if (oldCatalog.Contains("AcroForm") || newCatalog.Contains("AcroForm"))
            {
                comparison.Reject("form: removed or not a dictionary");
            }

            return;
        }

        var place = catalog.Into("AcroForm", oldCatalog);
        comparison.AllowEdge(catalog.Down("AcroForm"), oldCatalog["AcroForm"]);
        if (comparison.SameExcept(old, current, "form", "Fields", "SigFlags", "NeedAppearances", "DR", "DA"))
        {
            if (oldCatalog["AcroForm"] is PdfReference own)
            {
                comparison.AllowLimited(own.Number);
            }
        }

        CompareSettings(comparison, old, current, place);
        CompareRoots(comparison, old, current, place);
        CompareFields(comparison);
    }

    private static void CompareSettings(RevisionComparison comparison, PdfDictionary old, PdfDictionary current, Place place)
    {
        if (comparison.After.Resolve(current["NeedAppearances"]) is PdfBoolean { Value: true }
            && comparison.Before.Resolve(old["NeedAppearances"]) is not PdfBoolean { Value: true })
        {
            comparison.Reject("form: /NeedAppearances was switched on");
        }

        var (oldFlags, newFlags) = (comparison.Before.Resolve(old["SigFlags"]), comparison.After.Resolve(current["SigFlags"]));
        if (!oldFlags.Equals(newFlags) && (newFlags is not PdfInteger { Value: >= 0 and <= 3 } now || (oldFlags is PdfInteger was && (was.Value & ~now.Value) != 0)))
        {
            comparison.Reject("form: /SigFlags were taken back");
        }

        if (old.Contains("DA") && !(current["DA"] ?? PdfNull.Instance).Equals(old["DA"]))
        {
            comparison.Reject("form: /DA changed");
        }

        if (old["DR"] is { } oldResources && !oldResources.Equals(current["DR"]))
        {
            CompareResources(comparison, old, current, place);
        }
    }

    /// <summary>
    /// Resources for appearances may be added; those that were there stay the same references. Form XObjects may be named
    /// anew, as several signers do: no viewer builds the text of a field from them.
    /// </summary>
    private static void CompareResources(RevisionComparison comparison, PdfDictionary oldForm, PdfDictionary newForm, Place form)
    {
        var old = comparison.Before.Get<PdfDictionary>(oldForm, "DR") ?? PdfDictionary.Empty;
        var current = comparison.After.Get<PdfDictionary>(newForm, "DR") ?? PdfDictionary.Empty;
        foreach (var (key, value) in old)
        {
            var oldKind = comparison.Before.Resolve(value) as PdfDictionary ?? PdfDictionary.Empty;
            var newKind = comparison.After.Get<PdfDictionary>(current, key) ?? PdfDictionary.Empty;
            if (key != "XObject" && !value.Equals(current[key]) && !oldKind.All(e => e.Value.Equals(newKind[e.Key])))
            {
                comparison.Reject($"form: default resources of /{key} changed");
                return;
            }
        }

        comparison.AllowEdge(form.Down("DR"), oldForm["DR"]);
    }

    private static void CompareRoots(RevisionComparison comparison, PdfDictionary old, PdfDictionary current, Place place)
    {
        var oldRoots = comparison.Before.Get<PdfArray>(old, "Fields") ?? PdfArray.Empty;
        var newRoots = comparison.NewList(current, "Fields", "form");
        if (!oldRoots.SequenceEqual(newRoots.Take(oldRoots.Count)))
        {
            comparison.Reject("form: a field was removed or moved");
        }

        comparison.AllowEdge(place.Down("Fields"), old["Fields"]);
    }

    private static void CompareFields(RevisionComparison comparison)
    {
        var (before, after) = (comparison.OldTrees.Fields, comparison.NewTrees.Fields);
        var old = before.Where(f => f.Reference is not null).ToDictionary(f => f.Reference!.Number);
        var groups = before.SelectMany(f => f.Ancestors).ToHashSet();
        foreach (var field in after)
        {
            if (field.Reference is null)
            {
                if (!before.Any(f => f.Reference is null && f.FullName == field.FullName && f.Dictionary.Equals(field.Dictionary)))
                {
                    comparison.Reject("form: a field without an object of its own changed");
                }
            }
            else if (old.Remove(field.Reference.Number, out var earlier))
            {
                FieldRule.Compare(comparison, earlier, field);
            }
            else
            {
                NewFieldRule.Judge(comparison, field, groups);
            }
        }

        if (old.Count > 0)
        {
            comparison.Reject("form: a field was removed");
        }

        if (after.Count != before.Count && after.Select(f => f.FullName).Distinct(StringComparer.Ordinal).Count() < after.Count
            && before.Select(f => f.FullName).Distinct(StringComparer.Ordinal).Count() == before.Count)
        {
            comparison.Reject("form: a new field has the name of another one");
        }

        ComparePassages(comparison, before, after);
    }

    /// <summary>The kids that were there stay in their order, and only fields come, which are judged as fields.</summary>
    private static bool OnlyGrew(RevisionComparison comparison, PdfDictionary old, PdfDictionary current)
    {
        var (oldKids, newKids) = (comparison.Before.Get<PdfArray>(old, "Kids") ?? PdfArray.Empty, comparison.NewList(current, "Kids", "field"));
        return oldKids.SequenceEqual(newKids.Take(oldKids.Count))
            && newKids.Skip(oldKids.Count).All(k => k is PdfReference && comparison.After.Resolve(k) is PdfDictionary kid && kid.Contains("T"));
    }

    /// <summary>Fields above the terminal ones may get kids, nothing else.</summary>
    private static void ComparePassages(RevisionComparison comparison, IReadOnlyList<FormField> before, IReadOnlyList<FormField> after)
    {
        var stay = after.SelectMany(f => f.Ancestors).ToHashSet();
        foreach (var reference in before.SelectMany(f => f.Ancestors).Distinct())
        {
            var number = reference.Number;
            var old = comparison.Before.Get(reference) as PdfDictionary;
            if (!comparison.Changed.Contains(number) && !(old?["Kids"] is PdfReference list && comparison.Changed.Contains(list.Number)))
            {
                continue;
            }

            if (old is not null && comparison.After.Get(reference) is PdfDictionary current
                && comparison.SameExcept(old, current, "field", "Kids")
                && stay.Contains(reference)
                && OnlyGrew(comparison, old, current))
            {
                comparison.AllowLimited(number);
                comparison.AllowEdge(new Place(number, "/Kids"), old["Kids"]);
            }
            else
            {
                comparison.Reject("form: a field above others changed");
            }
        }
    }
}
