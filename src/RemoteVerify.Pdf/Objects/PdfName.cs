namespace RemoteVerify.Pdf.Objects;

/// <summary>A name. <see cref="Value"/> has no leading slash, escapes are resolved, and each char is one byte of the name.</summary>
public sealed class PdfName(string value) : PdfObject
{
    /// <summary>The name, one char per byte.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => other is PdfName n && n.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "/" + Value;
}
