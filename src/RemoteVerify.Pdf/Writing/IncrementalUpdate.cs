using System.Buffers.Binary;
using System.Runtime.InteropServices;
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

    private readonly Dictionary<int, (int Generation, PdfObject Value)> _objects = [];
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
        int[] numbers = [.. _objects.Keys];
        Array.Sort(numbers);
        var places = new List<WrittenObject>(numbers.Length + 1);
        foreach (var number in numbers)
        {
            var (generation, value) = _objects[number];
            places.Add(new(number, generation, Relative(writer)));
            var written = Document.Decryption is { } cipher ? cipher.Encrypt(value, number, generation, _random) : value;
            writer.WriteIndirect(new PdfReference(number, generation), written);
        }

        var xref = Document.Latest.Kind == XrefKind.Stream ? WriteStream(writer, places) : WriteTable(writer, places);
        writer.Raw("startxref\n"u8);
        writer.Number(xref);
        writer.Raw("\n%%EOF\n"u8);
        var tail = new UpdateTail(writer.Written, start, FillByteRange(writer, start));
        PdfTooLargeException.ThrowIfLonger((long)start + tail.Length);
        return tail;
    }

    /// <summary>Room for what usually stands in an update.</summary>
    private int ExpectedBytes() => 1024 + (_objects.Count * 256) + _objects.Values.Sum(o => (o.Value as PdfStream)?.EncodedData.Length ?? 0);

    private long Relative(ObjectWriter writer) => Document.Bytes.Length + writer.Length - Document.HeaderOffset;

    private long WriteTable(ObjectWriter writer, List<WrittenObject> places)
    {
        var place = Relative(writer);
        writer.Raw("xref\n"u8);
        if (places.Count == 0)
        {
            writer.Raw("0 0\n"u8);
        }

        for (int at = 0, count; at < places.Count; at += count)
        {
            count = RunLength(places, at);
            writer.Number(places[at].Number);
            writer.Raw(" "u8);
            writer.Number(count);
            writer.Raw("\n"u8);
            foreach (var (_, generation, offset) in CollectionsMarshal.AsSpan(places).Slice(at, count))
            {
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

    private long WriteStream(ObjectWriter writer, List<WrittenObject> places)
    {
        var place = Relative(writer);
        var own = Allocate();
        places.Add(new(own.Number, 0, place));
        var content = new byte[places.Count * 11];
        var index = new List<PdfObject>();
        for (int at = 0, count; at < places.Count; at += count)
        {
            count = RunLength(places, at);
            index.Add(new PdfInteger(places[at].Number));
            index.Add(new PdfInteger(count));
            for (var i = at; i < at + count; i++)
            {
                var entry = content.AsSpan(i * 11, 11);
                entry[0] = 1;
                BinaryPrimitives.WriteInt64BigEndian(entry[1..], places[i].Offset);
                BinaryPrimitives.WriteUInt16BigEndian(entry[9..], (ushort)places[i].Generation);
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

    /// <summary>How many objects from this one on have numbers that follow each other.</summary>
    private static int RunLength(List<WrittenObject> places, int first)
    {
        var count = 1;
        while (first + count < places.Count && places[first + count].Number == places[first].Number + count)
        {
            count++;
        }

        return count;
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

    /// <summary>One line of the cross-reference section.</summary>
    private readonly record struct WrittenObject(int Number, int Generation, long Offset);
}
