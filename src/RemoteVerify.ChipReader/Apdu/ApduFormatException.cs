namespace RemoteVerify.ChipReader.Apdu;

/// <summary>Bytes that are no APDU or not the answer that a protocol calls for. Never holds what the chip said.</summary>
public sealed class ApduFormatException(string structure, long offset, string message, Exception? inner = null)
    : Exception($"{structure}, offset {offset}: {message}", inner)
{
    public string Structure { get; } = structure;

    public long Offset { get; } = offset;
}
