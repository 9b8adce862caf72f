namespace RemoteVerify.Pdf.Objects;

/// <summary>A reference to an indirect object.</summary>
public sealed class PdfReference(int number, int generation) : PdfObject
{
    /// <summary>Object number, above 0 in a sound file.</summary>
    public int Number { get; } = number;

    /// <summary>Generation number.</summary>
    public int Generation { get; } = generation;

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) =>
        other is PdfReference r && r.Number == Number && r.Generation == Generation;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Generation);

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Generation} R";
}
