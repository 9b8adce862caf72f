// ISO/IEC 7816-4 clause 5.2.2 (BER-TLV) with definite lengths, as ICAO Doc 9303-10 wants for elementary files.
namespace RemoteVerify.IdDocument.Files;

/// <summary>Reads the data objects of one level, one after another; nesting is the caller's, so depth is bounded by the caller's code.</summary>
public sealed class TlvReader
{
    /// <summary>More data objects than this on one level are refused.</summary>
    public const int MaxElementsPerLevel = 512;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _structure;
    private readonly int _baseOffset;
    private int _position;
    private int _count;

    public TlvReader(ReadOnlyMemory<byte> data, string structure, int baseOffset = 0)
    {
        _data = data;
        _structure = structure;
        _baseOffset = baseOffset;
    }

    /// <summary>Opens the value of a constructed data object.</summary>
    public TlvReader(TlvElement parent, string structure)
        : this(parent.Value, structure, parent.ValueOffset) { }

    public bool HasMore => _position < _data.Length;

    /// <summary>Offset of the next byte in the file.</summary>
    public int Offset => _baseOffset + _position;

    /// <summary>The tag that comes next, without reading it; null at the end.</summary>
    public int? PeekTag()
    {
        if (!HasMore)
        {
            return null;
        }

        int position = _position;
        return ReadTag(ref position);
    }

    public TlvElement Read()
    {
        if (++_count > MaxElementsPerLevel)
        {
            throw Broken($"more than {MaxElementsPerLevel} data objects on one level");
        }

        int start = _position;
        int position = start;
        int tag = ReadTag(ref position);
        int length = ReadLength(ref position);
        if (length > _data.Length - position)
        {
            throw Broken("length runs past the end");
        }

        _position = position + length;
        return new TlvElement(tag, _data[start.._position], _data.Slice(position, length), _baseOffset + start);
    }

    public TlvElement Read(int expectedTag)
    {
        int at = Offset;
        TlvElement element = Read();
        return element.Tag == expectedTag
            ? element
            : throw new IdDocumentFormatException(_structure, at, $"tag {expectedTag:X2} expected, {element.Tag:X2} found");
    }

    /// <summary>Reads the next data object only when it carries the tag.</summary>
    public TlvElement? ReadOptional(int tag) => PeekTag() == tag ? Read() : null;

    private int ReadTag(ref int position)
    {
        int first = NextByte(ref position);
        if ((first & 0x1F) != 0x1F)
        {
            return first;
        }

        int tag = first;
        for (int i = 0; i < 2; i++)
        {
            int next = NextByte(ref position);
            tag = (tag << 8) | next;
            if ((next & 0x80) == 0)
            {
                return tag;
            }
        }

        throw Broken("tag longer than three bytes");
    }

    private int ReadLength(ref int position)
    {
        int first = NextByte(ref position);
        if (first < 0x80)
        {
            return first;
        }

        int count = first & 0x7F;
        if (count is 0 or > 4)
        {
            throw Broken(count == 0 ? "indefinite length" : "length of more than four bytes");
        }

        long length = 0;
        for (int i = 0; i < count; i++)
        {
            length = (length << 8) | (uint)NextByte(ref position);
        }

        return length <= int.MaxValue ? (int)length : throw Broken("length runs past the end");
    }

    private int NextByte(ref int position) =>
        position < _data.Length ? _data.Span[position++] : throw Broken("ends inside a tag or length");

    private IdDocumentFormatException Broken(string message) => new(_structure, Offset, message);
}
