using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>What one revision did to the one before it.</summary>
/// <param name="Revision">Index of the newer revision.</param>
/// <param name="Level">The greatest change found.</param>
/// <param name="ChangedFields">Full names of fields filled, signed or created; document timestamps are not named.</param>
/// <param name="Findings">What is not allowed, in words without personal data.</param>
public sealed record RevisionChange(
    int Revision, ModificationLevel Level, IReadOnlySet<string> ChangedFields, IReadOnlyList<string> Findings)
{
    /// <summary>A new signature field lies over what the older revision shows.</summary>
    public bool CoversContent { get; init; }

    /// <summary>A signature field was added that waits for its signature.</summary>
    public bool HasUnsignedNewField { get; init; }

    /// <summary>What is worth knowing although it is allowed, without personal data.</summary>
    public IReadOnlyList<string> Observations { get; init; } = [];

    /// <summary>Prints no field names.</summary>
    public override string ToString() => $"revision {Revision}: {Level}, {ChangedFields.Count} fields";
}

/// <summary>Compares neighbouring revisions: nothing is allowed unless a rule and every path to it allow it (PADES.md 4.6).</summary>
internal static class RevisionComparer
{
    public static RevisionChange Compare(RevisionTrees old, RevisionTrees current, VisitBudget budget)
    {
        RevisionComparison? comparison = null;
        var (before, after) = (old.Revision, current.Revision);
        try
        {
            budget.SpendObjects(4 + after.ChangedNumbers().Count);
            comparison = new RevisionComparison(old, current, ChangedObjects(before, after));
            JudgeBytes(comparison);
            CatalogRule.Compare(comparison);
            PageRule.Compare(comparison);
            if (comparison.Level < ModificationLevel.Other)
            {
                JudgeObjects(comparison, budget);
            }

            comparison.Raise(ModificationLevel.LtaUpdates);
            return new RevisionChange(after.Index, comparison.Level, comparison.ChangedFields, comparison.Findings)
            {
                CoversContent = comparison.CoversContent,
                HasUnsignedNewField = comparison.HasUnsignedNewField,
                Observations = comparison.Observations,
            };
        }
        catch (PdfFormatException broken)
        {
            // What can't be read can't be allowed.
            return new RevisionChange(after.Index, ModificationLevel.Other,
                comparison?.ChangedFields ?? new HashSet<string>(), [.. comparison?.Findings ?? [], $"unreadable: {broken.Structure}"]);
        }
    }

    private static HashSet<int> ChangedObjects(PdfRevision before, PdfRevision after)
    {
        var changed = new HashSet<int>();
        var mapped = after.ChangedNumbers();
        foreach (var number in mapped)
        {
            var (old, current) = (before.Locate(number), after.Locate(number));
            if (old != current && !SameValue(before, after, number, old, current))
            {
                changed.Add(number);
            }
        }

        return changed;
    }

    /// <summary>Readers must not find anything in the update that its entries don't name, nor objects moved under others.</summary>
    private static void JudgeBytes(RevisionComparison comparison)
    {
        var before = comparison.Before;
        if (comparison.Changed.Any(n => before.Locate(n) is { Index: < 0 } at && IsObjectStream(before, n, at.Generation)))
        {
            comparison.Reject("an object stream was replaced");
        }

        if (comparison.After.FindUnclaimedByte() is { } offset)
        {
            comparison.Reject($"byte {offset} belongs to no object that an entry names");
        }
    }

    private static bool IsObjectStream(PdfRevision revision, int number, int generation) =>
        revision.Get(new PdfReference(number, generation)) is PdfStream stream && stream.Dictionary.GetName("Type") == "ObjStm";

    private static bool SameValue(PdfRevision before, PdfRevision after, int number, ObjectLocation? old, ObjectLocation? current)
    {
        if (old is not { } was || current is not { } now || was.Generation != now.Generation)
        {
            return false;
        }

        var reference = new PdfReference(number, was.Generation);
        return before.Get(reference).Equals(after.Get(reference));
    }

    /// <summary>Every way by which the older revision reached a changed object must be one that a rule allowed.</summary>
    private static void JudgeObjects(RevisionComparison comparison, VisitBudget budget)
    {
        var open = comparison.Changed.Where(n => !comparison.IsLimited(n)).ToHashSet();
        if (open.Count == 0)
        {
            return;
        }

        // Appearance streams may own further objects, so edges to all objects below fillable fields count too.
        var owned = AppearanceObjects(comparison, budget);
        var edges = ReferenceGraph.EdgesTo(comparison.Before, open.Union(owned.Keys).ToHashSet(), budget).ToLookup(e => e.Target);
        KeepExclusivelyOwned(comparison, owned, edges);
        foreach (var number in open)
        {
            foreach (var edge in edges[number])
            {
                if (comparison.IsAllowed(edge))
                {
                    continue;
                }

                if (IsFill(comparison, edge))
                {
                    comparison.FieldChanged(comparison.FillableFields[edge.Holder], ModificationLevel.FormFilling);
                    continue;
                }

                if (owned.TryGetValue(edge.Holder, out var names))
                {
                    names.ToList().ForEach(n => comparison.FieldChanged(n, ModificationLevel.FormFilling));
                    continue;
                }

                comparison.Reject($"object {number} changed, and {(edge.Holder == 0 ? "the trailer" : $"object {edge.Holder}")} reaches it by {edge.Path}");
                return;
            }
        }
    }

    /// <summary>Objects below the appearances of fillable fields, each with the names of the fields that use it.</summary>
    private static Dictionary<int, HashSet<string>> AppearanceObjects(RevisionComparison comparison, VisitBudget budget)
    {
        var found = new Dictionary<int, HashSet<string>>();
        foreach (var (number, name) in comparison.FillableFields)
        {
            if (comparison.Before.Locate(number) is { } place
                && comparison.Before.Get(new PdfReference(number, place.Generation)) is PdfDictionary field)
            {
                CollectBelow(comparison.Before, field["AP"] ?? PdfNull.Instance, name, found, budget);
            }
        }

        return found;
    }

    private static void CollectBelow(
        PdfRevision revision, PdfObject start, string name, Dictionary<int, HashSet<string>> found, VisitBudget budget)
    {
        var waiting = new Queue<PdfObject>([start]);
        while (waiting.TryDequeue(out var next))
        {
            budget.SpendItems();
            if (next is PdfReference reference)
            {
                if (!found.TryGetValue(reference.Number, out var names))
                {
                    found.Add(reference.Number, names = new HashSet<string>(StringComparer.Ordinal));
                }

                if (!names.Add(name))
                {
                    continue;
                }

                budget.SpendObjects();
                next = revision.Get(reference);
            }

            IEnumerable<PdfObject> below = next switch
            {
                PdfArray array => array,
                PdfDictionary dictionary => dictionary.Select(e => e.Value),
                PdfStream stream => stream.Dictionary.Select(e => e.Value),
                _ => [],
            };
            foreach (var item in below.Where(i => i is PdfReference or PdfArray or PdfDictionary))
            {
                waiting.Enqueue(item);
            }
        }
    }

    /// <summary>Drops what anything else than an appearance reaches, and what that reaches in turn.</summary>
    private static void KeepExclusivelyOwned(
        RevisionComparison comparison, Dictionary<int, HashSet<string>> owned, ILookup<int, ReferenceEdge> edges)
    {
        var below = owned.Keys.SelectMany(n => edges[n]).ToLookup(e => e.Holder, e => e.Target);
        var dropped = new Queue<int>(owned.Keys.Where(n => edges[n].Any(e => !owned.ContainsKey(e.Holder) && !IsFill(comparison, e))));
        while (dropped.TryDequeue(out var number))
        {
            if (owned.Remove(number))
            {
                foreach (var target in below[number].Where(owned.ContainsKey))
                {
                    dropped.Enqueue(target);
                }
            }
        }
    }

    private static bool IsFill(RevisionComparison comparison, ReferenceEdge edge) =>
        comparison.FillableFields.ContainsKey(edge.Holder)
        && (edge.Path is "/V" or "/AP" || edge.Path.StartsWith("/AP/", StringComparison.Ordinal));
}
