// ISO 32000-2 clauses 14.7.2 to 14.7.5 (logical structure) and 12.7.5.5 (signature fields).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>
/// Judges the structure tree of a tagged file: it may grow by one Form element for each widget of a new signature field, at
/// the end of its parent's kids, and by the way back in the parent tree. Nothing else of it may change.
/// </summary>
internal static class StructureRule
{
    private const int MaximumDepth = 256;

    private static readonly string[] ElementKeys = ["Type", "S", "P", "Pg", "K", "T", "Lang"];

    public static void Compare(RevisionComparison comparison, PdfDictionary oldCatalog)
    {
        var widgets = comparison.NewSignatureWidgets.Where(n => KeyOf(comparison, n) is not null).ToDictionary(n => n, n => KeyOf(comparison, n)!.Value);
        if (widgets.Count == 0 || oldCatalog["StructTreeRoot"] is not PdfReference root
            || comparison.Before.Get(root) is not PdfDictionary old || comparison.After.Get(root) is not PdfDictionary current)
        {
            return;
        }

        var place = new Place(root.Number, "/ParentTree");
        var (before, after) = (NumberTree.Read(comparison.OldTrees, old["ParentTree"], place), NumberTree.Read(comparison.NewTrees, current["ParentTree"], place));
        var added = after.Entries.Skip(before.Entries.Count).ToList();
        if (added.Count == 0)
        {
            // Nothing is allowed: a tree that changed all the same is judged like any other object.
            return;
        }

        if (!GrowsAtItsEnd(comparison, before, after) || !SaysTheNextKey(comparison, old, current, added[^1].Key))
        {
            comparison.Reject("structure: the parent tree changed");
            return;
        }

        if (Elements(comparison, added, widgets) is not { } elements)
        {
            comparison.Reject("structure: a new element is not that of a new signature field");
            return;
        }

        foreach (var parent in elements.GroupBy(e => e.Parent).Select(g => (Reference: g.Key, Elements: g.Select(e => e.Element).ToList())))
        {
            if (!IsInTree(comparison, parent.Reference, root) || !GrowsBy(comparison, parent.Reference, parent.Elements, parent.Reference.Equals(root)))
            {
                comparison.Reject("structure: an element changed by more than the new one");
                return;
            }
        }

        if (!elements.Any(e => e.Parent.Equals(root)) && !GrowsBy(comparison, root, [], isRoot: true))
        {
            comparison.Reject("structure: the root changed");
            return;
        }

        foreach (var (from, to) in before.Links)
        {
            comparison.AllowEdge(from, to);
        }

        // A page's entry lists the elements of its content, so the parent tree leads to the grown ones too.
        var grown = elements.Select(e => e.Parent).ToHashSet();
        foreach (var (from, to) in before.ValueLinks.Where(link => grown.Contains(link.Value)))
        {
            comparison.AllowEdge(from, to);
        }
    }

    private static long? KeyOf(RevisionComparison comparison, int widget) =>
        comparison.After.Locate(widget) is { } at && comparison.After.Get(new PdfReference(widget, at.Generation)) is PdfDictionary dictionary
            ? (dictionary["StructParent"] as PdfInteger)?.Value
            : null;

    /// <summary>The old entries stand first and say the same; the nodes have no keys but those of a tree.</summary>
    private static bool GrowsAtItsEnd(RevisionComparison comparison, NumberTree before, NumberTree after) =>
        after.IsOrderly
        && before.Entries.Zip(after.Entries).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.Equals(pair.Second.Value))
        && before.Nodes.All(n => comparison.Before.Get(n) is not PdfDictionary old
            || (comparison.After.Get(n) is PdfDictionary current && comparison.SameExcept(old, current, "structure", "Nums", "Kids", "Limits")))
        && after.Nodes.All(n => before.Nodes.Contains(n)
            || (IsNew(comparison, n) && comparison.After.Get(n) is PdfDictionary made && made.Keys.All(k => k is "Nums" or "Kids" or "Limits")));

    private static bool SaysTheNextKey(RevisionComparison comparison, PdfDictionary old, PdfDictionary current, long last) =>
        comparison.After.Resolve(current["ParentTreeNextKey"]) switch
        {
            PdfInteger next => next.Value > last,
            PdfNull => !old.Contains("ParentTreeNextKey"),
            _ => false,
        };

    /// <summary>One element for one widget each; null when one is anything else.</summary>
    private static List<(PdfReference Element, PdfReference Parent)>? Elements(
        RevisionComparison comparison, List<(long Key, PdfObject Value)> added, Dictionary<int, long> widgets)
    {
        var found = new List<(PdfReference, PdfReference)>();
        var left = new Dictionary<int, long>(widgets);
        foreach (var (key, value) in added)
        {
            if (value is not PdfReference reference || found.Any(f => f.Item1.Equals(reference)) || !IsNew(comparison, reference)
                || comparison.After.Get(reference) is not PdfDictionary element || element.HasDuplicateKeys
                || element.Keys.Any(k => !ElementKeys.Contains(k))
                || element.GetName("Type") is not (null or "StructElem") || element.GetName("S") != "Form"
                || element["P"] is not PdfReference parent
                || WidgetOf(comparison, element) is not { } widget
                || !left.Remove(widget.Number, out var own) || own != key)
            {
                return null;
            }

            found.Add((reference, parent));
        }

        return found;
    }

    /// <summary>The one annotation that the element holds, on the page that the element names.</summary>
    private static PdfReference? WidgetOf(RevisionComparison comparison, PdfDictionary element)
    {
        var content = comparison.After.Resolve(element["K"]) is PdfArray { Count: 1 } list ? list[0] : element["K"];
        if (content is PdfReference apart && !IsNew(comparison, apart))
        {
            return null;
        }

        var page = element["Pg"] as PdfReference;
        return comparison.After.Resolve(content) is PdfDictionary held && !held.HasDuplicateKeys && held.Keys.All(k => k is "Type" or "Pg" or "Obj")
            && held.GetName("Type") == "OBJR" && held["Obj"] is PdfReference widget
            && (held["Pg"] as PdfReference ?? page) is { } shown && (page ?? shown).Equals(shown)
            && comparison.OldTrees.Pages.Any(p => p.Reference.Equals(shown))
            && comparison.After.Get(widget) is PdfDictionary annotation && shown.Equals(annotation["P"] ?? shown)
                ? widget
                : null;
    }

    /// <summary>The parent was an element before, which the root holds.</summary>
    private static bool IsInTree(RevisionComparison comparison, PdfReference parent, PdfReference root)
    {
        PdfObject? next = parent;
        for (var depth = 0; depth < MaximumDepth; depth++)
        {
            if (root.Equals(next))
            {
                return true;
            }

            if (next is not PdfReference reference || comparison.Before.Get(reference) is not PdfDictionary element
                || element.GetName("Type") is not (null or "StructElem") || element.GetName("S") is null)
            {
                return false;
            }

            next = element["P"];
        }

        return false;
    }

    /// <summary>Only the kids grew, by these elements at their end.</summary>
    private static bool GrowsBy(RevisionComparison comparison, PdfReference parent, List<PdfReference> elements, bool isRoot)
    {
        if (comparison.Before.Get(parent) is not PdfDictionary old || comparison.After.Get(parent) is not PdfDictionary current
            || !comparison.SameExcept(old, current, "structure", isRoot ? ["K", "ParentTree", "ParentTreeNextKey"] : ["K"]))
        {
            return false;
        }

        var (oldKids, newKids) = (Kids(comparison.Before.Resolve(old["K"]), old["K"]), Kids(comparison.After.Resolve(current["K"]), current["K"]));
        if (!oldKids.SequenceEqual(newKids.Take(oldKids.Count)) || !newKids.Skip(oldKids.Count).SequenceEqual(elements))
        {
            return false;
        }

        AllowPaths(comparison, parent, old, oldKids, isRoot);
        return true;
    }

    /// <summary>
    /// The ways of the structure to a grown element: from its parent and its kids. Anything else that leads to it might read
    /// /K in its own sense, as transparency groups and filters do. Those of the parent tree are allowed with its links.
    /// </summary>
    private static void AllowPaths(RevisionComparison comparison, PdfReference element, PdfDictionary old, IReadOnlyList<PdfObject> kids, bool isRoot)
    {
        if (comparison.Before.Resolve(old["K"]) is PdfArray)
        {
            comparison.AllowEdge(new Place(element.Number, "/K"), old["K"]);
        }

        foreach (var kid in kids.OfType<PdfReference>())
        {
            comparison.AllowEdge(new Place(kid.Number, "/P"), element);
        }

        if (isRoot)
        {
            comparison.AllowEdge(new Place(((PdfReference)comparison.Before.Trailer["Root"]!).Number, "/StructTreeRoot"), element);
        }
        else if (old["P"] is PdfReference above && comparison.Before.Get(above) is PdfDictionary parent)
        {
            comparison.AllowEdge(new Place(above.Number, "/K"), element);
            comparison.AllowEdge(new Place(above.Number, "/K[]"), element);
            if (parent["K"] is PdfReference list)
            {
                comparison.AllowEdge(new Place(list.Number, "[]"), element);
            }
        }
    }

    private static IReadOnlyList<PdfObject> Kids(PdfObject resolved, PdfObject? written) => resolved switch
    {
        PdfNull => [],
        PdfArray list => [.. list],
        _ => [written!],
    };

    private static bool IsNew(RevisionComparison comparison, PdfReference reference) =>
        comparison.Changed.Contains(reference.Number) && comparison.Before.Get(reference) is PdfNull;
}
