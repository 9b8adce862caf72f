namespace RemoteVerify.Synthetic.Chips;

/// <summary>What is written on a synthetic citizen's card. Nobody in here exists, and the numbers end in a run of zeros to say so.</summary>
public sealed record ChipHolder
{
    /// <summary>Twelve digits.</summary>
    public required string PersonalNumber { get; init; }

    /// <summary>In Vietnamese with diacritics, surname first.</summary>
    public required string FullName { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary><c>M</c> or <c>F</c>.</summary>
    public required char Sex { get; init; }

    public required DateOnly Issued { get; init; }

    /// <summary>Null for a card without an end.</summary>
    public required DateOnly? Expires { get; init; }

    public string Nationality { get; init; } = "Việt Nam";

    public string Ethnicity { get; init; } = "Kinh";

    public string Religion { get; init; } = "Không";

    public string PlaceOfOrigin { get; init; } = "Xã Thử Nghiệm, Tỉnh Mẫu";

    public string Residence { get; init; } = "Số 1 Đường Thử Nghiệm, Tỉnh Mẫu";

    public string IdentifyingMarks { get; init; } = "";

    public string Father { get; init; } = "";

    public string Mother { get; init; } = "";

    public string Spouse { get; init; } = "";

    /// <summary>Nine digits of the card before, or empty.</summary>
    public string OldNumber { get; init; } = "";

    public override string ToString() => "ChipHolder(not shown)";
}
