namespace RemoteVerify.IdDocument.Files;

/// <summary>One BER-TLV data object: its tag as an integer (<c>0x7F61</c>), its whole encoding and its value.</summary>
/// <param name="Encoded">Tag, length and value exactly as received; this is what gets hashed.</param>
/// <param name="Offset">Offset of the tag in the file.</param>
public readonly record struct TlvElement(int Tag, ReadOnlyMemory<byte> Encoded, ReadOnlyMemory<byte> Value, int Offset)
{
    /// <summary>Offset of the first byte of <see cref="Value"/> in the file.</summary>
    public int ValueOffset => Offset + Encoded.Length - Value.Length;
}
