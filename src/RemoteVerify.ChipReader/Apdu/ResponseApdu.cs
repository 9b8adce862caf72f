namespace RemoteVerify.ChipReader.Apdu;

/// <summary>A chip's answer (ISO/IEC 7816-4 clause 5.1).</summary>
public sealed record ResponseApdu(ReadOnlyMemory<byte> Data, int StatusWord)
{
    public const int Ok = 0x9000;
    public const int FileNotFound = 0x6A82;
    public const int SecurityStatusNotSatisfied = 0x6982;
    public const int EndOfFile = 0x6282;
    public const int WrongLength = 0x6700;

    public bool IsOk => StatusWord == Ok;

    public byte[] Encode() => [.. Data.Span, (byte)(StatusWord >> 8), (byte)StatusWord];

    /// <exception cref="ApduFormatException">Shorter than a status word, or longer than any answer.</exception>
    public static ResponseApdu Decode(ReadOnlyMemory<byte> bytes) =>
        bytes.Length is >= 2 and <= 65_536 + 2
            ? new ResponseApdu(bytes[..^2], (bytes.Span[^2] << 8) | bytes.Span[^1])
            : throw new ApduFormatException("response APDU", bytes.Length, "no status word, or too long");

    public override string ToString() => $"ResponseApdu({StatusWord:X4}, {Data.Length} bytes)";
}
