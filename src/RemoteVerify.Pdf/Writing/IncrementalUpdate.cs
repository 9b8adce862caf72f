using System.Buffers.Binary;
using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Writing;

/// <summary>
/// Changed and new objects of a document, written as a tail behind its bytes (ISO 32000-2 clause 7.5.6). The section has
/// the form of the newest one; objects that do not change are never written; object numbers are never used again.
/// </summary>
public sealed class IncrementalUpdate
{
    // New numbers follow; an update of a million objects still fits.
    private const int LargestKnownNumber = int.MaxValue - 1_000_000;

    private readonly SortedDictionary<int, (int Generation, PdfObject Value)> _objects = [];
    private readonly FillRandom _random;
    private int _next;

    /// <summary>Starts an update of the newest revision. <paramref name="random"/> feeds the new file identifier and encryption.</summary>
    public IncrementalUpdate(PdfDocument document, FillRandom random)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(random);
        if (document.Encryption is { CanWrite: false })
        {
            throw new ArgumentException("RC4 is not written; ask PdfEncryption.CanWrite first.", nameof(document));
        }

        Document = document;
        _random = random;
        _next = document.Latest.HighestNumber() is < LargestKnownNumber and var highest
            ? highest + 1
            : throw new PdfFormatException("trailer", document.Latest.XrefOffset, "object numbers leave no room for new ones");
    }

    /// <summary>What is updated.</summary>
    public PdfDocument Document { get; }

    /// <summary>Nothing was changed or added yet.</summary>
    public bool IsEmpty => _objects.Count == 0;

    /// <summary>A fresh number above all that the file ever used; give it a value with <see cref="Set"/>.</summary>
    public PdfReference Allocate() => new(_next++, 0);

    /// <summary>Adds a new object.</summary>
    public PdfReference Add(PdfObject value)
    {
        var reference = Allocate();
        Set(reference, value);
        return reference;
    }

    /// <summary>Replaces an object, or gives an allocated number its value. Strings and streams are in the clear here.</summary>
    public void Set(PdfReference reference, PdfObject value)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(value);
        _objects[reference.Number] = (reference.Generation, value);
    }

    /// <summary>The object as this update leaves it.</summary>
    public PdfObject Get(PdfReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _objects.TryGetValue(reference.Number, out var changed) ? changed.Value : Document.Latest.Get(reference);
    }

    /// <summary>The value itself or what it refers to, as this update leaves it.</summary>
    public PdfObject Resolve(PdfObject? value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            value = steps < 32 ? Get(reference) : throw new PdfFormatException("reference", reference.Number, "leads in a circle");
        }

        return value ?? PdfNull.Instance;
    }

    /// <summary>
    /// The tail. With placeholders, /ByteRange is filled in and the place of /Contents is known.
    /// <see cref="PdfTooLargeException"/> when the file with it would be too large to be read again.
    /// </summary>
    public UpdateTail Build()
    {
        var start = Document.Bytes.Length;
        var writer = new ObjectWriter(ExpectedBytes());
        writer.Raw("\n"u8);
        var offsets = new SortedDictionary<int, (int Generation, long Offset)>();
        foreach (var (number, (generation, value)) in _objects)
        {
            offsets[number] = (generation, Relative(writer));
            var written = Document.Decryption is { } cipher ? cipher.Encrypt(value, number, generation, _random) : value;
            writer.WriteIndirect(new PdfReference(number, generation), written);
        }

        var xref = Document.Latest.Kind == XrefKind.Stream ? WriteStream(writer, offsets) : WriteTable(writer, offsets);
        writer.Raw("startxref\n"u8);
        writer.Number(xref);
        writer.Raw("\n%%EOF\n"u8);
        PdfTooLargeException.ThrowIfLonger((long)start + writer.Length);
        return new UpdateTail(writer.Written, start, FillByteRange(writer, start));
    }

    /// <summary>Room for the signature and for what usually stands beside it.</summary>
    private int ExpectedBytes()
    {
        int bytes = 2048 + (_objects.Count * 256);
        foreach (var (_, value) in _objects.Values)
        {
            bytes += value switch
            {
                PdfStream stream => stream.EncodedData.Length,
                PdfDictionary dictionary when dictionary["Contents"] is ContentsPlaceholder contents => contents.DerBytes * 2,
                _ => 0,
            };
        }

        return bytes;
    }

    private long Relative(ObjectWriter writer) => Document.Bytes.Length + writer.Length - Document.HeaderOffset;

    private long WriteTable(ObjectWriter writer, SortedDictionary<int, (int Generation, long Offset)> offsets)
    {
        var place = Relative(writer);
        writer.Raw("xref\n"u8);
        if (offsets.Count == 0)
        {
            writer.Raw("0 0\n"u8);
        }

        foreach (var (first, count) in Runs(offsets.Keys))
        {
            writer.Number(first);
            writer.Raw(" "u8);
            writer.Number(count);
            writer.Raw("\n"u8);
            for (var number = first; number < first + count; number++)
            {
                var (generation, offset) = offsets[number];
                writer.Number(offset, 10);
                writer.Raw(" "u8);
                writer.Number(generation, 5);
                writer.Raw(" n\r\n"u8);
            }
        }

        writer.Raw("trailer\n"u8);
        writer.Write(Trailer(_next));
        writer.Raw("\n"u8);
        return place;
    }

    private long WriteStream(ObjectWriter writer, SortedDictionary<int, (int Generation, long Offset)> offsets)
    {
        var place = Relative(writer);
        var own = Allocate();
        offsets[own.Number] = (0, place);
        var content = new byte[offsets.Count * 11];
        var index = new List<PdfObject>();
        var at = 0;
        foreach (var (first, count) in Runs(offsets.Keys))
        {
            index.Add(new PdfInteger(first));
            index.Add(new PdfInteger(count));
            for (var number = first; number < first + count; number++, at += 11)
            {
                content[at] = 1;
                BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(at + 1), offsets[number].Offset);
                BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(at + 9), (ushort)offsets[number].Generation);
            }
        }

        var dictionary = new PdfDictionary(Trailer(_next)
            .Append(new("Type", new PdfName("XRef")))
            .Append(new("W", new PdfArray(new PdfInteger(1), new PdfInteger(8), new PdfInteger(2))))
            .Append(new("Index", new PdfArray(index))));
        writer.WriteIndirect(own, new PdfStream(dictionary, content));
        return place;
    }

    private PdfDictionary Trailer(int size)
    {
        var old = Document.Latest.Trailer;
        var entries = new List<KeyValuePair<string, PdfObject>>
        {
            new("Size", new PdfInteger(size)),
            new("Prev", new PdfInteger(Document.Latest.XrefOffset - Document.HeaderOffset)),
        };
        foreach (var key in (string[])["Root", "Info", "Encrypt"])
        {
            if (old[key] is { } value)
            {
                entries.Add(new(key, value));
            }
        }

        var fresh = new byte[16];
        _random(fresh);
        var first = Document.Latest.Resolve(old["ID"]) is PdfArray { Count: > 0 } id && id[0] is PdfString kept ? kept : new PdfString(fresh);
        entries.Add(new("ID", new PdfArray(new PdfString(first.Bytes, isHex: true), new PdfString(fresh, isHex: true))));
        return new PdfDictionary(entries);
    }

    private static IEnumerable<(int First, int Count)> Runs(IEnumerable<int> numbers)
    {
        (int First, int Count) run = (0, 0);
        foreach (var number in numbers)
        {
            if (run.Count > 0 && number == run.First + run.Count)
            {
                run.Count++;
                continue;
            }

            if (run.Count > 0)
            {
                yield return run;
            }

            run = (number, 1);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static SignatureGap? FillByteRange(ObjectWriter writer, long start)
    {
        if (writer.ByteRangeAt < 0 || writer.ContentsAt < 0)
        {
            return writer.ByteRangeAt == writer.ContentsAt
                ? null
                : throw new InvalidOperationException("/ByteRange and /Contents placeholders come together.");
        }

        var gapStart = start + writer.ContentsAt;
        var gap = new SignatureGap(gapStart, gapStart + writer.ContentsLength, start + writer.Length);
        writer.FillByteRange(gap);
        return gap;
    }
}
