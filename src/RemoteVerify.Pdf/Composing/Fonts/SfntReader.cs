using System.Buffers.Binary;

namespace RemoteVerify.Pdf.Composing.Fonts;

/// <summary>Bounds-checked big-endian access to one table of a font file; every read outside of it is a <see cref="PdfFormatException"/>.</summary>
internal readonly struct SfntReader(ReadOnlyMemory<byte> data, string table)
{
    public int Length => data.Length;

    public byte U8(int offset) => Slice(offset, 1).Span[0];

    public ushort U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(Slice(offset, 2).Span);

    public short I16(int offset) => BinaryPrimitives.ReadInt16BigEndian(Slice(offset, 2).Span);

    public uint U32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4).Span);

    /// <summary>An unsigned 32-bit value that must fit an array index.</summary>
    public int Offset32(int offset)
    {
        uint value = U32(offset);
        return value <= int.MaxValue ? (int)value : throw Broken(offset, "an offset is larger than the file");
    }

    public ReadOnlyMemory<byte> Slice(int offset, int length)
    {
        if (offset < 0 || length < 0 || offset > data.Length - length)
        {
            throw Broken(offset, $"{length} bytes are wanted at {offset}, but the table has {data.Length}");
        }

        return data.Slice(offset, length);
    }

    public PdfFormatException Broken(int offset, string message) => new($"TrueType {table}", offset, message);
}
