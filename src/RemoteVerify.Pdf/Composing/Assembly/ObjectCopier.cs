using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Copies an object of another document with everything that it refers to; never back to the pages it came from.</summary>
internal sealed class ObjectCopier(PdfRevision source, ObjectTable target)
{
    /// <summary>A page whose resources hold more objects than this is refused.</summary>
    private const int MaximumObjects = 100_000;

    /// <summary>Keys that tie a picture to the document it came from.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "StructParent", "StructParents", "Metadata", "PieceInfo" };

    private readonly Dictionary<(int Number, int Generation), PdfReference> _copied = [];
    private readonly Queue<(PdfReference From, PdfReference To)> _waiting = [];

    public PdfObject Copy(PdfObject value)
    {
        PdfObject copy = Direct(value);
        while (_waiting.TryDequeue(out (PdfReference From, PdfReference To) next))
        {
            target.Set(next.To, Direct(source.Get(next.From)));
        }

        return copy;
    }

    private PdfObject Direct(PdfObject value) => value switch
    {
        PdfReference reference => Mapped(reference),
        PdfArray array => new PdfArray(array.Select(Direct)),
        PdfStream stream => new PdfStream(Dictionary(stream.Dictionary).Without("Length"), stream.EncodedData),
        PdfDictionary dictionary => IsPage(dictionary) ? PdfNull.Instance : Dictionary(dictionary),
        _ => value,
    };

    private PdfDictionary Dictionary(PdfDictionary dictionary) => new(dictionary
        .Where(entry => !LeftOut.Contains(entry.Key))
        .Select(entry => KeyValuePair.Create(entry.Key, Direct(entry.Value))));

    private PdfReference Mapped(PdfReference reference)
    {
        if (!_copied.TryGetValue((reference.Number, reference.Generation), out PdfReference? copy))
        {
            if (_copied.Count >= MaximumObjects)
            {
                throw new PdfFormatException("page resources", -1, $"more than {MaximumObjects} objects");
            }

            copy = target.Reserve();
            _copied.Add((reference.Number, reference.Generation), copy);
            _waiting.Enqueue((reference, copy));
        }

        return copy;
    }

    private static bool IsPage(PdfDictionary dictionary) => dictionary.GetName("Type") is "Page" or "Pages" or "Catalog";
}
