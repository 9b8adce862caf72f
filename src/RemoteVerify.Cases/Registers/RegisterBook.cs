using System.Globalization;
using System.Text.RegularExpressions;

namespace RemoteVerify.Cases.Registers;

/// <summary>One sequence of numbers: a register book (sổ chứng thực, sổ công chứng) of one tenant in one year.</summary>
/// <param name="Tenant">Whose book.</param>
/// <param name="Code">Sign of the book, e.g. <c>SCT/BS</c>; the procedure's data names it.</param>
/// <param name="Year">Calendar year in Vietnam.</param>
public sealed partial record RegisterBook(TenantId Tenant, string Code, int Year)
{
    /// <summary>Longest sign of a book, in characters.</summary>
    public const int LongestCode = 32;

    /// <summary>Sign of the book.</summary>
    public string Code { get; } = Signs().IsMatch(Code)
        ? Code
        : throw new ArgumentException("The sign of a book is 1 to 32 letters, digits and the signs / , . - (it may not begin or end with a sign).", nameof(Code));

    /// <summary>Year of the book.</summary>
    public int Year { get; } = Year is >= 2000 and <= 9999 ? Year : throw new ArgumentOutOfRangeException(nameof(Year));

    /// <summary>The book in which an act of this moment is numbered: the year is that of Vietnam's calendar.</summary>
    public static RegisterBook At(TenantId tenant, string code, DateTimeOffset at) => new(tenant, code, VietnamTime.Day(at).Year);

    /// <summary>True when <paramref name="code"/> may be the sign of a book.</summary>
    public static bool IsSign(string? code) => code is not null && Signs().IsMatch(code);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code}/{Year}");

    [GeneratedRegex(@"^(?=.{1,32}\z)[\p{L}\p{N}](?:[\p{L}\p{N}/,.\-]*[\p{L}\p{N}])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
