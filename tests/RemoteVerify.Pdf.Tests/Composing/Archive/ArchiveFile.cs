using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Tests.Composing.Archive;

/// <summary>A file under the rules of PDF/A, with what was found against it.</summary>
internal sealed class ArchiveFile
{
    private readonly List<string> _findings = [];

    public ArchiveFile(byte[] pdf, int part)
    {
        (Bytes, Part) = (pdf, part);
        Document = PdfDocument.Open(pdf);
        Objects = [.. Revision.AllNumbers()
            .Select(number => (number, Revision.Locate(number)))
            .Where(entry => entry.Item2 is not null)
            .Select(entry => (entry.number, Revision.Get(new PdfReference(entry.number, entry.Item2!.Value.Generation))))];
    }

    public byte[] Bytes { get; }

    /// <summary>2 or 3.</summary>
    public int Part { get; }

    public PdfDocument Document { get; }

    public PdfRevision Revision => Document.Latest;

    /// <summary>Every object of the newest revision by number.</summary>
    public IReadOnlyList<(int Number, PdfObject Value)> Objects { get; }

    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Every dictionary at any depth, those of streams too.</summary>
    public IEnumerable<PdfDictionary> Dictionaries => Objects.SelectMany(entry => Below(entry.Value));

    public IEnumerable<PdfStream> Streams => Objects.Select(entry => entry.Value).OfType<PdfStream>();

    /// <summary>Notes a breach unless the rule holds.</summary>
    /// <param name="clause">Of ISO 19005-2:2011; ISO 19005-3:2012 numbers its clauses alike.</param>
    public void Require(bool holds, string clause, string what)
    {
        if (!holds)
        {
            _findings.Add($"{clause}: {what}");
        }
    }

    public T? Get<T>(PdfDictionary dictionary, string key)
        where T : PdfObject => Revision.Get<T>(dictionary, key);

    /// <summary>Strings, numbers and names at any depth of an object.</summary>
    public static IEnumerable<PdfObject> Leaves(PdfObject value) => value switch
    {
        PdfArray array => array.SelectMany(Leaves),
        PdfStream stream => Leaves(stream.Dictionary),
        PdfDictionary dictionary => dictionary.SelectMany(entry => Leaves(entry.Value).Prepend(new PdfName(entry.Key))),
        _ => [value],
    };

    private static IEnumerable<PdfDictionary> Below(PdfObject value) => value switch
    {
        PdfArray array => array.SelectMany(Below),
        PdfStream stream => Below(stream.Dictionary),
        PdfDictionary dictionary => dictionary.SelectMany(entry => Below(entry.Value)).Prepend(dictionary),
        _ => [],
    };
}
