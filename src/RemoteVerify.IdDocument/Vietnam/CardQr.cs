// The QR code of the Vietnamese card. 2021 layout observed on many cards; the 2024 layout is not confirmed, so more than
// seven fields are kept as they are. It carries no signature: it may make an access key, it never proves anything.
namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>What the QR code on the card says.</summary>
public sealed record CardQr
{
    /// <summary>Longer texts are refused.</summary>
    public const int MaxCharacters = 2048;

    private const string Structure = "card QR";

    /// <summary><c>2021-7</c>, or <c>extended</c> when there are more than seven fields.</summary>
    public required string Layout { get; init; }

    public required string PersonalNumber { get; init; }

    /// <summary>The nine-digit number of the old card, null when the field is empty.</summary>
    public required string? OldNumber { get; init; }

    public required string FullName { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary><c>M</c> or <c>F</c>.</summary>
    public required char Sex { get; init; }

    public required string Residence { get; init; }

    public required DateOnly Issued { get; init; }

    /// <summary>Everything behind the seventh field, uninterpreted.</summary>
    public required IReadOnlyList<string> FurtherFields { get; init; }

    public static CardQr Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters)
        {
            throw new IdDocumentFormatException(Structure, MaxCharacters, "too long");
        }

        if (text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar))
        {
            throw new IdDocumentFormatException(Structure, 0, "not well-formed Unicode");
        }

        string[] fields = text.Trim().Split('|');
        if (fields.Length < 7)
        {
            throw new IdDocumentFormatException(Structure, 0, "fewer than seven fields");
        }

        if (PersonalIdentificationNumber.TryParse(fields[0]) is null)
        {
            throw Field(0, "twelve digits expected");
        }

        if (fields[1].Length != 0 && !(fields[1].Length is 9 or 12 && fields[1].All(char.IsAsciiDigit)))
        {
            throw Field(1, "nine or twelve digits, or nothing, expected");
        }

        return new CardQr
        {
            Layout = fields.Length == 7 ? "2021-7" : "extended",
            PersonalNumber = fields[0],
            OldNumber = fields[1].Length == 0 ? null : fields[1],
            FullName = fields[2].Trim().Length > 0 ? fields[2].Trim() : throw Field(2, "name is empty"),
            BirthDate = VietnameseDate.FromDigits(fields[3]) ?? throw Field(3, "no such date"),
            Sex = VietnameseSex.Read(fields[4]) ?? throw Field(4, "sex not recognised"),
            Residence = fields[5].Trim(),
            Issued = VietnameseDate.FromDigits(fields[6]) ?? throw Field(6, "no such date"),
            FurtherFields = fields[7..].AsReadOnly(),
        };
    }

    public override string ToString() => $"CardQr({Layout}; content not shown)";

    private static IdDocumentFormatException Field(int index, string message) => new(Structure, index, $"field {index + 1}: {message}");
}
