namespace RemoteVerify.Pdf.Objects;

/// <summary>A truth value.</summary>
public sealed class PdfBoolean : PdfObject
{
    private PdfBoolean(bool value) => Value = value;

    /// <summary>The object for true.</summary>
    public static PdfBoolean True { get; } = new(true);

    /// <summary>The object for false.</summary>
    public static PdfBoolean False { get; } = new(false);

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <summary>The object for a value.</summary>
    public static PdfBoolean Of(bool value) => value ? True : False;

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => other is PdfBoolean b && b.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value ? 1 : 2;

    /// <inheritdoc/>
    public override string ToString() => Value ? "true" : "false";
}
