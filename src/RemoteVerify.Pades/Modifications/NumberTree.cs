// ISO 32000-2 clause 7.9.7 (number trees).
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>The entries of a number tree in the order of the file, and the links that hold its nodes together.</summary>
internal sealed class NumberTree
{
    private const int MaximumDepth = 64;

    private readonly List<(long Key, PdfObject Value)> _entries = [];
    private readonly List<(Place Place, PdfObject Value)> _links = [];
    private readonly List<(Place Place, PdfReference Value)> _valueLinks = [];
    private readonly List<PdfReference> _nodes = [];
    private readonly HashSet<int> _visited = [];

    private NumberTree()
    {
    }

    public IReadOnlyList<(long Key, PdfObject Value)> Entries => _entries;

    /// <summary>References from a node to the next or to its own lists, with their places; not those to values.</summary>
    public IReadOnlyList<(Place Place, PdfObject Value)> Links => _links;

    /// <summary>References from a leaf, or from the list that an entry is, to what the entry is about.</summary>
    public IReadOnlyList<(Place Place, PdfReference Value)> ValueLinks => _valueLinks;

    /// <summary>Nodes that are objects of their own.</summary>
    public IReadOnlyList<PdfReference> Nodes => _nodes;

    /// <summary>Keys ascend, and each leaf says the right limits: all readers find the same.</summary>
    public bool IsOrderly { get; private set; } = true;

    /// <exception cref="PdfFormatException">It is no tree.</exception>
    public static NumberTree Read(RevisionTrees trees, PdfObject? root, Place place)
    {
        var tree = new NumberTree();
        tree.Visit(trees, root, place, 0);
        tree.IsOrderly &= tree._entries.Zip(tree._entries.Skip(1)).All(pair => pair.First.Key < pair.Second.Key);
        return tree;
    }

    private void Visit(RevisionTrees trees, PdfObject? value, Place place, int depth)
    {
        var revision = trees.Revision;
        if (value is PdfReference reference)
        {
            if (depth > MaximumDepth || !_visited.Add(reference.Number))
            {
                throw new PdfFormatException("number tree", reference.Number, "too deep, or a node is reached twice");
            }

            _links.Add((place, reference));
            _nodes.Add(reference);
            place = new Place(reference.Number, "");
        }

        if (revision.Resolve(value) is not PdfDictionary node)
        {
            return;
        }

        IsOrderly &= !node.HasDuplicateKeys && !(node.Contains("Kids") && node.Contains("Nums"));
        var first = _entries.Count;
        Add(trees, List(revision, node, "Nums", place), node["Nums"] is PdfReference own ? new Place(own.Number, "[]") : place.Down("Nums[]"));
        var (kids, at) = (List(revision, node, "Kids", place), node["Kids"] is PdfReference apart ? new Place(apart.Number, "") : place.Down("Kids"));
        foreach (var kid in kids)
        {
            Visit(trees, kid, at with { Path = at.Path + "[]" }, depth + 1);
        }

        if (kids.Count == 0 && revision.Get<PdfArray>(node, "Limits") is { } limits)
        {
            IsOrderly &= _entries.Count > first && limits.Count == 2
                && Number(revision, limits[0]) == _entries[first].Key && Number(revision, limits[1]) == _entries[^1].Key;
        }
    }

    private void Add(RevisionTrees trees, PdfArray numbers, Place place)
    {
        trees.Spend(numbers.Count);
        IsOrderly &= numbers.Count % 2 == 0;
        for (var i = 0; i + 1 < numbers.Count; i += 2)
        {
            _entries.Add((Number(trees.Revision, numbers[i]) ?? throw new PdfFormatException("number tree", -1, "a key is no number"), numbers[i + 1]));
            AddValue(trees, numbers[i + 1], place);
        }
    }

    private void AddValue(RevisionTrees trees, PdfObject value, Place place)
    {
        if (value is PdfReference reference)
        {
            _valueLinks.Add((place, reference));
            place = new Place(reference.Number, "");
        }

        if (trees.Revision.Resolve(value) is PdfArray list)
        {
            trees.Spend(list.Count);
            _valueLinks.AddRange(list.OfType<PdfReference>().Select(item => (place with { Path = place.Path + "[]" }, item)));
        }
    }

    private PdfArray List(PdfRevision revision, PdfDictionary node, string key, Place place)
    {
        if (node[key] is PdfReference apart)
        {
            _links.Add((place.Down(key), apart));
        }

        return revision.Get<PdfArray>(node, key) ?? PdfArray.Empty;
    }

    private static long? Number(PdfRevision revision, PdfObject value) => (revision.Resolve(value) as PdfInteger)?.Value;
}
