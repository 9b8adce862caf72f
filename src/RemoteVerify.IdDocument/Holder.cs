namespace RemoteVerify.IdDocument;

/// <summary>The person, as the document says. Personal data: never print, never log.</summary>
public sealed record Holder
{
    /// <summary>The number of the document; for a Vietnamese card the 12-digit personal number.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>The personal number where the document carries one (12 digits for Vietnam); else null.</summary>
    public required string? PersonalNumber { get; init; }

    /// <summary>With diacritics from DG13 or DG11 where it agrees with the MRZ; else the MRZ's words, surname first.</summary>
    public required string FullName { get; init; }

    /// <summary>Surname and given names as the MRZ writes them.</summary>
    public required string MrzSurname { get; init; }

    public required string MrzGivenNames { get; init; }

    public required DateOnly? BirthDate { get; init; }

    /// <summary><c>M</c>, <c>F</c> or <c>X</c>.</summary>
    public required char Sex { get; init; }

    /// <summary>Three-letter code as in the MRZ.</summary>
    public required string Nationality { get; init; }

    public required string IssuingState { get; init; }

    /// <summary>Null when the document never expires.</summary>
    public required DateOnly? ExpiryDate { get; init; }

    public DateOnly? IssuedDate { get; init; }

    public string? PlaceOfOrigin { get; init; }

    public string? Residence { get; init; }

    public override string ToString() => "Holder(not shown)";
}
