// Field positions: ICAO Doc 9303-5 clause 4.2 (TD1), 9303-6 clause 4.2 (TD2), 9303-4 clause 4.2 (TD3); 8th edition.
namespace RemoteVerify.IdDocument.Mrz;

/// <summary>Cuts the three layouts into fields and holds each against its check digit.</summary>
internal static class MrzLayout
{
    public static MachineReadableZone Td1(string mrz)
    {
        string one = mrz[..30], two = mrz[30..60], three = mrz[60..];
        Number number = DocumentNumber(one[5..14], one[14], one[15..30]);
        string composite = one[5..30] + two[..7] + two[8..15] + two[18..29];
        return Build(MrzFormat.Td1, mrz, one, number, three, two[..7], two[7], two[8..15], two[15..18], two[18..29],
            [new MrzCheck("composite", CheckDigit.Matches(composite, two[29]))]);
    }

    public static MachineReadableZone Td2(string mrz)
    {
        string one = mrz[..36], two = mrz[36..];
        Number number = DocumentNumber(two[..9], two[9], two[28..35]);
        string composite = two[..10] + two[13..20] + two[21..35];
        return Build(MrzFormat.Td2, mrz, one, number, one[5..], two[13..20], two[20], two[21..28], two[10..13], "",
            IsVisa(one) ? [] : [new MrzCheck("composite", CheckDigit.Matches(composite, two[35]))]);
    }

    public static MachineReadableZone Td3(string mrz)
    {
        string one = mrz[..44], two = mrz[44..];
        Number number = new(two[..9].TrimEnd('<'), CheckDigit.Matches(two.AsSpan(0, 9), two[9]), two[28..42].TrimEnd('<'));
        string composite = two[..10] + two[13..20] + two[21..43];
        return Build(MrzFormat.Td3, mrz, one, number, one[5..], two[13..20], two[20], two[21..28], two[10..13], "", IsVisa(one) ? [] :
        [
            new MrzCheck("optional-data", CheckDigit.Matches(two.AsSpan(28, 14), two[42])),
            new MrzCheck("composite", CheckDigit.Matches(composite, two[43])),
        ]);
    }

    /// <summary>
    /// A number of more than nine characters has a filler in place of its check digit and goes on in the optional data up to
    /// the next filler; the last character there is the check digit over the whole number (Doc 9303-5 clause 4.2.2 note j).
    /// </summary>
    private static Number DocumentNumber(string nine, char digit, string optional)
    {
        int end = optional.IndexOf('<', StringComparison.Ordinal);
        int length = end < 0 ? optional.Length : end;
        if (digit != '<' || length < 2)
        {
            return new Number(nine.TrimEnd('<'), CheckDigit.Matches(nine, digit), optional.TrimEnd('<'));
        }

        string whole = nine + optional[..(length - 1)];
        return new Number(whole, CheckDigit.Matches(whole, optional[length - 1]), optional[length..].Trim('<'));
    }

    private static MachineReadableZone Build(MrzFormat format, string mrz, string firstLine, Number number, string names,
        string birth, char sex, string expiry, string nationality, string optional2, IReadOnlyList<MrzCheck> last)
    {
        int gap = names.IndexOf("<<", StringComparison.Ordinal);
        string surname = gap < 0 ? names : names[..gap];
        string given = gap < 0 ? "" : names[(gap + 2)..];
        MrzDate birthDate = new(birth[..6]), expiryDate = new(expiry[..6]);
        List<MrzCheck> checks =
        [
            new("document-number", number.Ok),
            new("birth-date", CheckDigit.Matches(birth.AsSpan(0, 6), birth[6]) && birthDate.IsPlausible),
            new("expiry", CheckDigit.Matches(expiry.AsSpan(0, 6), expiry[6]) && expiryDate.IsPlausible),
            .. last,
        ];
        return new MachineReadableZone
        {
            Format = format,
            Text = mrz,
            DocumentCode = firstLine[..2].TrimEnd('<'),
            IssuingState = firstLine[2..5].TrimEnd('<'),
            DocumentNumber = number.Value,
            OptionalData = number.RestOfOptional,
            OptionalData2 = optional2.TrimEnd('<'),
            Nationality = nationality.TrimEnd('<'),
            BirthDate = birthDate,
            ExpiryDate = expiryDate,
            Sex = sex == '<' ? 'X' : sex,
            Surname = Words(surname),
            GivenNames = Words(given),
            NamesMayBeTruncated = names[^1] != '<',
            Checks = checks.AsReadOnly(),
        };
    }

    /// <summary>Visas have these sizes too, and optional data where documents have the last check digits (Doc 9303-7 clauses 4.2.2 and 5.2.2).</summary>
    private static bool IsVisa(string firstLine) => firstLine[0] == 'V';

    private static string Words(string field) => string.Join(' ', field.Split('<', StringSplitOptions.RemoveEmptyEntries));

    private readonly record struct Number(string Value, bool Ok, string RestOfOptional)
    {
        public override string ToString() => "Number(not shown)";
    }
}
