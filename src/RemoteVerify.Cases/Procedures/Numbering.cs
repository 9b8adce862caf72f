using System.Globalization;

namespace RemoteVerify.Cases.Procedures;

/// <summary>The register book that gives the number, and how the number is printed.</summary>
/// <param name="Series">Name of the series, such as <c>SCT/BS</c>; one book of it a year and office.</param>
/// <param name="Format">How it is printed: <c>{number}</c>, <c>{book}</c> and <c>{year}</c> are filled in.</param>
public sealed record Numbering(string Series, string Format)
{
    /// <summary>The number as printed.</summary>
    public string Print(long number, string book, int year) => Format
        .Replace("{number}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{book}", book, StringComparison.Ordinal)
        .Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
