// Decree 137/2015/ND-CP article 13, Circular 07/2016/TT-BCA annex 1 and Circular 59/2021/TT-BCA: twelve digits =
// three of the province or country of birth registration, one of century and sex, two of the birth year, six at random.
namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>The twelve digits of a Vietnamese personal identification number, taken apart.</summary>
public sealed record PersonalIdentificationNumber
{
    // The 63 codes of 2016. They stay valid after the mergers of 2025: numbers are never changed.
    private static readonly HashSet<int> ProvinceCodes =
    [
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46,
        48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94,
        95, 96,
    ];

    private PersonalIdentificationNumber(string digits) => Digits = digits;

    public string Digits { get; }

    /// <summary>Three digits: 001..096 a province, from 101 on a country.</summary>
    public string RegistrationCode => Digits[..3];

    /// <summary>False for a code below 100 that no province has; codes of countries are not checked.</summary>
    public bool RegistrationCodeAssigned => RegistrationNumber > 100 || ProvinceCodes.Contains(RegistrationNumber);

    public int BirthYear => 1900 + ((Digits[3] - '0') / 2 * 100) + ((Digits[4] - '0') * 10) + (Digits[5] - '0');

    /// <summary><c>M</c> or <c>F</c> as it was when the number was given; it may have changed by law since.</summary>
    public char Sex => (Digits[3] - '0') % 2 == 0 ? 'M' : 'F';

    private int RegistrationNumber => ((Digits[0] - '0') * 100) + ((Digits[1] - '0') * 10) + (Digits[2] - '0');

    /// <summary>Reads twelve digits; null when they are not twelve ASCII digits.</summary>
    public static PersonalIdentificationNumber? TryParse(string? text) =>
        text is { Length: 12 } && text.All(char.IsAsciiDigit) ? new PersonalIdentificationNumber(text) : null;

    /// <summary>True when the number says the same birth year as the date.</summary>
    public bool AgreesWith(DateOnly birth) => birth.Year == BirthYear;

    public override string ToString() => "PersonalIdentificationNumber(not shown)";
}
