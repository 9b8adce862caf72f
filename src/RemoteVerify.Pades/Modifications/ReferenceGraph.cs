using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>A reference found in a revision: which object holds it (0 is the trailer), under which keys, and what it names.</summary>
internal readonly record struct ReferenceEdge(int Holder, string Path, int Target);

/// <summary>Finds every way by which a revision reaches some objects, because a change is judged by all of them (PADES.md 4.6).</summary>
internal static class ReferenceGraph
{
    // These describe the section; all others, private ones too, lead to objects of the document.
    private static readonly HashSet<string> SectionKeys =
        ["Size", "Prev", "XRefStm", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL"];

    private static bool IsPrivate(string key) => key is not ("Root" or "Info" or "Encrypt" or "ID");

    /// <summary>Some writers keep private trailer entries about objects that are gone; their numbers are free for new ones.</summary>
    private static bool LeadsNowhere(PdfRevision revision, PdfObject value) => value switch
    {
        PdfReference reference => revision.Locate(reference.Number) is null,
        PdfArray array => array.OfType<PdfReference>().All(r => revision.Locate(r.Number) is null),
        _ => false,
    };

    /// <summary>All edges to the wanted objects from objects that the trailer reaches. Throws when the visits run out.</summary>
    public static IReadOnlyList<ReferenceEdge> EdgesTo(PdfRevision revision, IReadOnlySet<int> wanted, VisitBudget budget) =>
        Walk(revision, wanted, budget).Edges;

    /// <summary>Every object that the trailer reaches.</summary>
    public static IReadOnlySet<int> Reached(PdfRevision revision, VisitBudget budget) => Walk(revision, new HashSet<int>(), budget).Seen;

    private static (List<ReferenceEdge> Edges, HashSet<int> Seen) Walk(PdfRevision revision, IReadOnlySet<int> wanted, VisitBudget budget)
    {
        var edges = new List<ReferenceEdge>();
        var seen = new HashSet<int>();
        var waiting = new Queue<PdfReference>();
        var path = new List<string>();
        Collect(0, new PdfDictionary(revision.Trailer.Where(e => !SectionKeys.Contains(e.Key) && !(IsPrivate(e.Key) && LeadsNowhere(revision, e.Value)))));
        while (waiting.TryDequeue(out var next))
        {
            budget.SpendObjects();
            var value = revision.Get(next);
            Collect(next.Number, value is PdfStream stream ? stream.Dictionary : value);
        }

        return (edges, seen);

        // Direct objects are at most as deep as the parser allows, so recursion is bounded.
        void Collect(int holder, PdfObject value)
        {
            budget.SpendItems();
            switch (value)
            {
                case PdfReference reference:
                    if (wanted.Contains(reference.Number))
                    {
                        edges.Add(new ReferenceEdge(holder, string.Concat(path), reference.Number));
                    }

                    if (seen.Add(reference.Number))
                    {
                        waiting.Enqueue(reference);
                    }

                    break;
                case PdfArray array:
                    path.Add("[]");
                    foreach (var item in array)
                    {
                        Collect(holder, item);
                    }

                    path.RemoveAt(path.Count - 1);
                    break;
                case PdfDictionary dictionary:
                    foreach (var (key, item) in dictionary)
                    {
                        path.Add("/" + key);
                        Collect(holder, item);
                        path.RemoveAt(path.Count - 1);
                    }

                    break;
            }
        }
    }
}

/// <summary>How much one analysis may cost; past it the answer is that the change can't be judged.</summary>
internal sealed class VisitBudget(long items)
{
    // Looking an object up costs about as much as looking at so many items of one.
    private const int ItemsPerObject = 16;

    private long _left = items; // Stays negative, so that later steps stop at once.

    /// <summary>For objects that are looked up.</summary>
    public void SpendObjects(int objects = 1) => SpendItems((long)objects * ItemsPerObject);

    /// <summary>For items of arrays and dictionaries.</summary>
    public void SpendItems(long items = 1)
    {
        _left -= items;
        if (_left < 0)
        {
            throw new PdfFormatException("modification analysis", -1, "more revisions and objects than are analysed");
        }
    }
}
