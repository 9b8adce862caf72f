using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Writing;

/// <summary>Stands for the value of /ByteRange in an update: room of fixed width that the writer fills with the true range.</summary>
public sealed class ByteRangePlaceholder : PdfObject
{
    private ByteRangePlaceholder()
    {
    }

    /// <summary>Bytes from the opening to the closing bracket, and the spaces after it: "[0 " and three offsets of 10 digits.</summary>
    public const int Width = 40;

    /// <summary>The only instance; an update takes one.</summary>
    public static ByteRangePlaceholder Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 7;
}

/// <summary>Stands for the value of /Contents in an update: <c>&lt;</c>, zeros, <c>&gt;</c>.</summary>
public sealed class ContentsPlaceholder : PdfObject
{
    /// <summary>Reserves room for so many bytes of DER, twice as many hexadecimal digits.</summary>
    public ContentsPlaceholder(int derBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(derBytes, 1);
        DerBytes = derBytes;
    }

    /// <summary>Room in bytes.</summary>
    public int DerBytes { get; }

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => DerBytes;
}
