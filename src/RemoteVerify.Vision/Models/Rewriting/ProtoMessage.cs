// Protocol Buffers encoding: tags, varints, fixed and length-delimited fields (https://protobuf.dev/programming-guides/encoding).
using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>A Protocol Buffers message as a list of fields in their order; writing it again gives the same bytes.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    /// <summary>One field.</summary>
    /// <param name="Number">Of the field.</param>
    /// <param name="Type">Wire type.</param>
    /// <param name="Value">Of a varint or a fixed number.</param>
    /// <param name="Bytes">Of a length-delimited field.</param>
    public readonly record struct Field(int Number, int Type, ulong Value, ReadOnlyMemory<byte> Bytes);

    public List<Field> Fields { get; } = [];

    /// <exception cref="VisionFormatException">The bytes are no message.</exception>
    public static ProtoMessage Read(ReadOnlyMemory<byte> bytes)
    {
        ProtoMessage message = new();
        int at = 0;
        while (at < bytes.Length)
        {
            ulong tag = ReadVarint(bytes.Span, ref at);
            (int number, int type) = ((int)(tag >> 3), (int)(tag & 7));
            message.Fields.Add(type switch
            {
                Varint => new Field(number, type, ReadVarint(bytes.Span, ref at), default),
                Fixed64 => new Field(number, type, BinaryPrimitives.ReadUInt64LittleEndian(Take(bytes, ref at, 8).Span), default),
                Fixed32 => new Field(number, type, BinaryPrimitives.ReadUInt32LittleEndian(Take(bytes, ref at, 4).Span), default),
                Delimited => new Field(number, type, 0, Take(bytes, ref at, ReadVarint(bytes.Span, ref at))),
                _ => throw new VisionFormatException("model file", at, "a field of an unknown kind"),
            });
        }

        return message;
    }

    public byte[] Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        foreach (Field field in Fields)
        {
            WriteVarint(buffer, ((ulong)(uint)field.Number << 3) | (uint)field.Type);
            switch (field.Type)
            {
                case Varint:
                    WriteVarint(buffer, field.Value);
                    break;
                case Fixed64:
                    BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), field.Value);
                    buffer.Advance(8);
                    break;
                case Fixed32:
                    BinaryPrimitives.WriteUInt32LittleEndian(buffer.GetSpan(4), (uint)field.Value);
                    buffer.Advance(4);
                    break;
                default:
                    WriteVarint(buffer, (ulong)field.Bytes.Length);
                    buffer.Write(field.Bytes.Span);
                    break;
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    public IEnumerable<ReadOnlyMemory<byte>> All(int number) => Fields.Where(f => f.Number == number && f.Type == Delimited).Select(f => f.Bytes);

    public string Text(int number) => All(number).LastOrDefault() is { Length: > 0 } text ? Encoding.UTF8.GetString(text.Span) : "";

    public long? Number(int number) => Fields.LastOrDefault(f => f.Number == number && f.Type == Varint) is { Number: > 0 } found ? (long)found.Value : null;

    /// <summary>A repeated number, packed or one by one.</summary>
    public long[] Numbers(int number)
    {
        List<long> values = [];
        foreach (Field field in Fields.Where(f => f.Number == number))
        {
            if (field.Type != Delimited)
            {
                values.Add((long)field.Value);
                continue;
            }

            for (int at = 0; at < field.Bytes.Length;)
            {
                values.Add((long)ReadVarint(field.Bytes.Span, ref at));
            }
        }

        return [.. values];
    }

    public void Add(int number, ReadOnlyMemory<byte> bytes) => Fields.Add(new Field(number, Delimited, 0, bytes));

    public void Add(int number, string text) => Add(number, Encoding.UTF8.GetBytes(text));

    public void Add(int number, long value) => Fields.Add(new Field(number, Varint, (ulong)value, default));

    public void Add(int number, float value) => Fields.Add(new Field(number, Fixed32, BitConverter.SingleToUInt32Bits(value), default));

    public void Remove(int number) => Fields.RemoveAll(f => f.Number == number);

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> bytes, ref int at, ulong length)
    {
        if (length > (ulong)(bytes.Length - at))
        {
            throw new VisionFormatException("model file", at, "a field goes on after the end");
        }

        at += (int)length;
        return bytes.Slice(at - (int)length, (int)length);
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length)
            {
                break;
            }

            byte part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new VisionFormatException("model file", at, "a number without an end");
    }

    private static void WriteVarint(ArrayBufferWriter<byte> buffer, ulong value)
    {
        Span<byte> target = buffer.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            target[length++] = (byte)(value | 0x80);
        }

        target[length++] = (byte)value;
        buffer.Advance(length);
    }
}
