using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>
/// An opened PDF over bytes that it never changes or copies. Objects are read when asked for and kept, so one instance
/// serves one thread at a time. A broken cross-reference is refused, never repaired by scanning (PADES.md 4.2).
/// </summary>
public sealed class PdfDocument
{
    // Objects that need another one to be read: a stream its length, a compressed object its container.
    private const int MaxReadSteps = 8;

    // Objects that lie one after the other are read about once each; more means that they lie inside each other.
    private const int MaxParsedFactor = 16;
    private const int MaxParsedBytes = 8 << 20;

    private readonly Dictionary<(long Offset, int Revision), (PdfObject Value, bool DependsOnRevision)> _objects = [];
    private readonly Dictionary<(long Offset, int Revision), ObjectStream> _objectStreams = [];

    // The same stream object serves several revisions, and is decoded once.
    private readonly Dictionary<PdfStream, ObjectStream> _decoded = new(ReferenceEqualityComparer.Instance);
    private readonly List<PdfRevision> _revisions = [];
    private readonly DecodeBudget _budget;
    private PdfDecryption? _decryption;
    private long _parsed;
    private RevisionIndex? _index;

    private PdfDocument(ReadOnlyMemory<byte> bytes, PdfLimits limits)
    {
        Bytes = bytes;
        Limits = limits;
        _budget = new DecodeBudget(limits);
    }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Limits in force.</summary>
    public PdfLimits Limits { get; }

    /// <summary>Where <c>%PDF-</c> stands; cross-reference offsets count from there, byte ranges of signatures from 0.</summary>
    public int HeaderOffset { get; private set; }

    /// <summary>Version of the header, for example <c>1.7</c>; the catalog may name a later one.</summary>
    public string HeaderVersion { get; private set; } = "";

    /// <summary>How many revisions the file holds, at least 1.</summary>
    public int RevisionCount => _revisions.Count;

    /// <summary>The newest revision.</summary>
    public PdfRevision Latest => _revisions[^1];

    /// <summary>The value of the last <c>startxref</c>, relative to the header, as the file says it.</summary>
    public long StartXref { get; private set; }

    /// <summary>What protects the file; null when it is not encrypted.</summary>
    public PdfEncryption? Encryption => _decryption?.Description;

    /// <summary>Only for files with so many revisions that walking them costs more than the index.</summary>
    internal RevisionIndex? Index => _revisions.Count <= 16 ? null : _index ??= new RevisionIndex(_revisions);

    internal PdfDecryption? Decryption => _decryption;

    /// <summary>
    /// Opens a file. <see cref="PdfFormatException"/> when its header or cross-reference is broken,
    /// <see cref="PdfPasswordException"/> when no password opens it, <see cref="PdfTooLargeException"/> from 2 GiB on.
    /// </summary>
    public static PdfDocument Open(ReadOnlyMemory<byte> bytes, PdfOpenOptions? options = null)
    {
        options ??= new PdfOpenOptions();
        PdfTooLargeException.ThrowIfLonger(bytes.Length);
        var document = new PdfDocument(bytes, options.Limits);
        (document.HeaderOffset, document.HeaderVersion) = FileFrame.ReadHeader(bytes.Span);
        document.StartXref = FileFrame.ReadStartXref(bytes, options.Limits);
        document._revisions.AddRange(new RevisionChain(document).Read(document._budget));
        if (document.Latest.Trailer["Encrypt"] is { } encrypt and not PdfNull)
        {
            document._decryption = PdfDecryption.Open(document.ReadEncryptDictionary(encrypt), document.Latest.Trailer, options.Password);
        }

        return document;
    }

    /// <summary>The view of a revision; 0 is the oldest.</summary>
    public PdfRevision Revision(int index) => _revisions[index];

    /// <summary>The decoded content of a stream within the limits of this document.</summary>
    public ReadOnlyMemory<byte> Decode(PdfStream stream) => StreamDecoder.Decode(stream, Limits.MaxDecodedStreamBytes);

    internal PdfObject Read(PdfRevision view, PdfReference reference, int steps)
    {
        if (steps > MaxReadSteps)
        {
            throw new PdfFormatException("object", reference.Number, "needs itself to be read");
        }

        if (!view.TryFind(reference.Number, out var entry, out var source))
        {
            return PdfNull.Instance;
        }

        switch (entry.Kind)
        {
            case XrefEntryKind.InFile when entry.Detail == reference.Generation:
                return ReadInFile(view, source, entry, reference.Number, steps);
            case XrefEntryKind.Compressed when reference.Generation == 0:
                return Container(view, (int)entry.Place, steps).Read(entry.Detail, reference.Number);
            default:
                return PdfNull.Instance;
        }
    }

    private PdfObject ReadInFile(PdfRevision view, PdfRevision source, XrefEntry entry, int number, int steps)
    {
        if (_objects.TryGetValue((entry.Place, source.Index), out var known) && !known.DependsOnRevision)
        {
            return known.Value;
        }

        if (_objects.TryGetValue((entry.Place, -1 - view.Index), out known))
        {
            return known.Value;
        }

        // An object of a revision lay in the file when that revision was the newest, so it ends before the revision does.
        var visible = Bytes[..(int)source.LastByte];
        var dependsOnRevision = false;
        var read = IndirectObjectParser.Read(visible, Limits, entry.Place, length =>
        {
            dependsOnRevision = true;
            return (Read(view, length, steps + 1) as PdfInteger)?.Value;
        });
        if (read.Number != number || read.Generation != entry.Detail)
        {
            throw new PdfFormatException("indirect object", entry.Place, "has another number than the xref says");
        }

        _parsed += read.End - entry.Place - ((read.Value as PdfStream)?.EncodedData.Length ?? 0);
        if (_parsed > (MaxParsedFactor * (long)Bytes.Length) + MaxParsedBytes)
        {
            throw new PdfFormatException("indirect object", entry.Place, "objects lie inside each other");
        }

        var value = _decryption is null ? read.Value : _decryption.Decrypt(read.Value, number, read.Generation);
        _objects[(entry.Place, dependsOnRevision ? -1 - view.Index : source.Index)] = (value, dependsOnRevision);
        return value;
    }

    private ObjectStream Container(PdfRevision view, int number, int steps)
    {
        if (!view.TryFind(number, out var entry, out var source) || entry.Kind != XrefEntryKind.InFile)
        {
            throw new PdfFormatException("object stream", number, "is not an object of its own in the file");
        }

        var key = (entry.Place, view.Index);
        if (!_objectStreams.TryGetValue(key, out var container))
        {
            var stream = ReadInFile(view, source, entry, number, steps + 1) as PdfStream
                ?? throw new PdfFormatException("object stream", entry.Place, "is not a stream");
            if (!_decoded.TryGetValue(stream, out container))
            {
                container = new ObjectStream(stream, Limits, _budget, entry.Place);
                _decoded.Add(stream, container);
            }

            _objectStreams[key] = container;
        }

        return container;
    }

    private PdfDictionary ReadEncryptDictionary(PdfObject value) =>
        Latest.Resolve(value) as PdfDictionary ?? throw new PdfFormatException("encryption", -1, "/Encrypt is not a dictionary");
}
