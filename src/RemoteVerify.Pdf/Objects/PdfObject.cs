namespace RemoteVerify.Pdf.Objects;

/// <summary>A PDF object (ISO 32000-2 clause 7.3). Immutable; equal when it says the same, whatever its spelling in the file.</summary>
public abstract class PdfObject : IEquatable<PdfObject>
{
    /// <inheritdoc/>
    public abstract bool Equals(PdfObject? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is PdfObject other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}
