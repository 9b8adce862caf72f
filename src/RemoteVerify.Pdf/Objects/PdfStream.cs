namespace RemoteVerify.Pdf.Objects;

/// <summary>A stream: its dictionary and its bytes as stored (decrypted, but with its filters still on).</summary>
public sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> encodedData) : PdfObject
{
    /// <summary>The stream dictionary. Its /Length is only what the file said; the writer puts the true one.</summary>
    public PdfDictionary Dictionary { get; } = dictionary;

    /// <summary>The bytes, filters not taken off; see <c>Reading.StreamDecoder</c>.</summary>
    public ReadOnlyMemory<byte> EncodedData { get; } = encodedData;

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) =>
        other is PdfStream s && s.Dictionary.Without("Length").Equals(Dictionary.Without("Length"))
        && s.EncodedData.Span.SequenceEqual(EncodedData.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(5, EncodedData.Length);

    /// <inheritdoc/>
    public override string ToString() => $"stream of {EncodedData.Length} bytes";
}
