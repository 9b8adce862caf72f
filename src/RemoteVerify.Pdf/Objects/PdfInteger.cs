using System.Globalization;

namespace RemoteVerify.Pdf.Objects;

/// <summary>A whole number.</summary>
public sealed class PdfInteger(long value) : PdfObject
{
    /// <summary>The value.</summary>
    public long Value { get; } = value;

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => other is PdfInteger i && i.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
