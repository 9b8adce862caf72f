// ICAO Doc 9303-3 clause 4.8: YYMMDD; unknown parts of a birth date are fillers.
namespace RemoteVerify.IdDocument.Mrz;

/// <summary>A date with a two-digit year, as printed; parts may be unknown.</summary>
public sealed record MrzDate(string Text)
{
    /// <summary>False when a part is neither digits nor fillers or no such day exists.</summary>
    public bool IsPlausible => Year is not null && Month is null or (>= 1 and <= 12) && Day is null or (>= 1 and <= 31) && PartsReadable;

    private bool PartsReadable => IsPart(Text[..2]) && IsPart(Text[2..4]) && IsPart(Text[4..6]);

    private int? Year => Number(Text[..2]);

    private int? Month => Number(Text[2..4]);

    private int? Day => Number(Text[4..6]);

    /// <summary>The birth date: the latest such day that is not after <paramref name="reference"/>; null when parts are unknown or wrong.</summary>
    public DateOnly? ResolveBirth(DateOnly reference)
    {
        int century = reference.Year / 100 * 100;
        DateOnly? inThisCentury = At(century);
        return inThisCentury is { } date && date <= reference ? date : At(century - 100);
    }

    /// <summary>The expiry date: the day in the hundred years around <paramref name="reference"/> (50 back, 49 ahead).</summary>
    public DateOnly? ResolveExpiry(DateOnly reference)
    {
        if (Year is not { } twoDigits)
        {
            return null;
        }

        int first = reference.Year - 50;
        int year = (first / 100 * 100) + twoDigits;
        return At((year < first ? year + 100 : year) - twoDigits);
    }

    public override string ToString() => "MrzDate(not shown)";

    private DateOnly? At(int century) =>
        Year is { } year && Month is { } month and >= 1 and <= 12 && Day is { } day and >= 1
        && day <= DateTime.DaysInMonth(century + year, month)
            ? new DateOnly(century + year, month, day)
            : null;

    private static int? Number(string part) =>
        part.All(char.IsAsciiDigit) ? int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool IsPart(string part) => part == "<<" || part.All(char.IsAsciiDigit);
}
