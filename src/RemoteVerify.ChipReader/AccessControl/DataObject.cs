using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Data objects with one- and two-byte tags, as the protocols use them.</summary>
public static class DataObject
{
    private const string Structure = "data object";

    /// <summary>Tag, length and value; at most 65,535 bytes.</summary>
    public static byte[] Write(int tag, ReadOnlySpan<byte> value)
    {
        byte[] tagBytes = tag > 0xFF ? [(byte)(tag >> 8), (byte)tag] : [(byte)tag];
        byte[] length = value.Length < 0x80 ? [(byte)value.Length]
            : value.Length <= 0xFF ? [0x81, (byte)value.Length]
            : [0x82, (byte)(value.Length >> 8), (byte)value.Length];
        return [.. tagBytes, .. length, .. value];
    }

    /// <summary>A number that is not negative in as few bytes as it needs, at least one.</summary>
    public static byte[] Number(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        byte[] bytes = [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        return bytes[Math.Min(3, System.Numerics.BitOperations.LeadingZeroCount((uint)value) / 8)..];
    }

    /// <summary>Every object of one level: tag, where it starts, where its value is.</summary>
    /// <exception cref="ApduFormatException">A length does not fit.</exception>
    public static List<(int Tag, int Start, Range Value)> ReadAll(ReadOnlySpan<byte> body)
    {
        List<(int, int, Range)> objects = [];
        int position = 0;
        while (position < body.Length)
        {
            int start = position;
            int tag = Next(body, ref position);
            tag = (tag & 0x1F) == 0x1F ? (tag << 8) | Next(body, ref position) : tag;
            int length = Next(body, ref position);
            if (length >= 0x80)
            {
                int count = length & 0x7F;
                length = 0;
                for (int i = 0; i < count; i++)
                {
                    length = count <= 2 ? (length << 8) | Next(body, ref position) : throw new ApduFormatException(Structure, start, "length too long");
                }
            }

            if (length > body.Length - position)
            {
                throw new ApduFormatException(Structure, start, "length runs past the end");
            }

            objects.Add((tag, start, position..(position + length)));
            position += length;
        }

        return objects;
    }

    /// <summary>The value of the first object with this tag inside <paramref name="outerTag"/>.</summary>
    /// <exception cref="ApduFormatException">There is none.</exception>
    public static byte[] Find(ReadOnlySpan<byte> body, int outerTag, int tag) => Find(Find(body, outerTag), tag);

    /// <summary>The value of the first object with this tag.</summary>
    /// <exception cref="ApduFormatException">There is none.</exception>
    public static byte[] Find(ReadOnlySpan<byte> body, int tag) =>
        FindOptional(body, tag) ?? throw new ApduFormatException(Structure, 0, $"object {tag:X2} is missing");

    /// <summary>The value of the first object with this tag; null when there is none.</summary>
    /// <exception cref="ApduFormatException">The objects are broken.</exception>
    public static byte[]? FindOptional(ReadOnlySpan<byte> body, int tag)
    {
        foreach ((int found, _, Range value) in ReadAll(body))
        {
            if (found == tag)
            {
                return body[value].ToArray();
            }
        }

        return null;
    }

    private static int Next(ReadOnlySpan<byte> body, ref int position) =>
        position < body.Length ? body[position++] : throw new ApduFormatException(Structure, position, "ends inside a tag or length");
}
