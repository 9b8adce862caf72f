using System.Globalization;

namespace RemoteVerify.Pdf.Objects;

/// <summary>A number with a fraction.</summary>
public sealed class PdfReal(double value) : PdfObject
{
    /// <summary>The value; always finite.</summary>
    public double Value { get; } = double.IsFinite(value) ? value : 0;

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => other is PdfReal r && r.Value.Equals(Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);
}
