// ISO/IEC 7816-4 clause 5.1 (command-response pairs), short and extended length.
namespace RemoteVerify.ChipReader.Apdu;

/// <summary>A command to a chip.</summary>
/// <param name="ExpectedBytes">Le: 1..256 short, up to 65,536 extended; null when no data is expected.</param>
public sealed record CommandApdu(byte Class, byte Instruction, byte P1, byte P2, ReadOnlyMemory<byte> Data = default, int? ExpectedBytes = null)
{
    private const int MaxShortData = 255;
    private const int MaxShortExpected = 256;
    private const int MaxExtended = 65_536;
    private const string Structure = "command APDU";

    public byte[] Encode()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Data.Length, MaxExtended - 1);
        if (ExpectedBytes is < 1 or > MaxExtended)
        {
            throw new ArgumentOutOfRangeException(nameof(ExpectedBytes));
        }

        bool extended = Data.Length > MaxShortData || ExpectedBytes > MaxShortExpected;
        List<byte> bytes = [Class, Instruction, P1, P2];
        if (extended)
        {
            bytes.Add(0);
        }

        if (!Data.IsEmpty)
        {
            bytes.AddRange(extended ? [(byte)(Data.Length >> 8), (byte)Data.Length] : [(byte)Data.Length]);
            bytes.AddRange(Data.Span);
        }

        if (ExpectedBytes is { } expected)
        {
            bytes.AddRange(extended ? [(byte)(expected >> 8), (byte)expected] : [(byte)expected]);
        }

        return [.. bytes];
    }

    /// <exception cref="ApduFormatException">The lengths do not add up.</exception>
    public static CommandApdu Decode(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < 4)
        {
            throw new ApduFormatException(Structure, span.Length, "shorter than a header");
        }

        CommandApdu header = new(span[0], span[1], span[2], span[3]);
        if (span.Length == 4)
        {
            return header;
        }

        bool extended = span[4] == 0 && span.Length > 5;
        int width = extended ? 2 : 1;
        int position = extended ? 5 : 4;
        if (span.Length < position + width)
        {
            throw new ApduFormatException(Structure, position, "ends inside a length");
        }

        int length = Number(span.Slice(position, width));
        position += width;
        if (position == span.Length)
        {
            return header with { ExpectedBytes = Expected(length, extended) };
        }

        if (length == 0 || length > span.Length - position)
        {
            throw new ApduFormatException(Structure, position, "data length does not fit");
        }

        header = header with { Data = bytes.Slice(position, length) };
        position += length;
        return (span.Length - position) switch
        {
            0 => header,
            int rest when rest == width => header with { ExpectedBytes = Expected(Number(span[position..]), extended) },
            _ => throw new ApduFormatException(Structure, position, "bytes behind the data"),
        };
    }

    public override string ToString() => $"CommandApdu(INS {Instruction:X2}, {Data.Length} bytes, Le {ExpectedBytes})";

    private static int Number(ReadOnlySpan<byte> bytes) => bytes.Length == 2 ? (bytes[0] << 8) | bytes[1] : bytes[0];

    private static int Expected(int coded, bool extended) => coded != 0 ? coded : extended ? MaxExtended : MaxShortExpected;
}
