using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument;

/// <summary>What is said about the holder outside the chip. Nothing of it is proven; differences are reported, nothing is corrected.</summary>
/// <param name="Qr">The QR code printed on the card.</param>
/// <param name="Stated">What somebody typed.</param>
public sealed record HolderClaims(CardQr? Qr, StatedHolder? Stated)
{
    public override string ToString() => "HolderClaims(not shown)";
}

/// <summary>Details as they were typed; null for what was not asked.</summary>
/// <param name="Number">Personal number, or the document's.</param>
/// <param name="FullName">With or without diacritics.</param>
/// <param name="Sex"><c>M</c>, <c>F</c> or <c>X</c>.</param>
public sealed record StatedHolder(string? Number, string? FullName, DateOnly? BirthDate, char? Sex, DateOnly? ExpiryDate)
{
    public override string ToString() => "StatedHolder(not shown)";
}
