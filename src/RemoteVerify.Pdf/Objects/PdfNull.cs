namespace RemoteVerify.Pdf.Objects;

/// <summary>The null object; also the value of every reference to an object that does not exist.</summary>
public sealed class PdfNull : PdfObject
{
    private PdfNull()
    {
    }

    /// <summary>The only instance.</summary>
    public static PdfNull Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => other is PdfNull;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <inheritdoc/>
    public override string ToString() => "null";
}
