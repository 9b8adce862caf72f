using System.Globalization;
using System.Text;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Whether a value may stand in a field of the procedure's form.</summary>
public static class FieldFaults
{
    /// <summary>What is wrong with the value: <c>too-long</c>, <c>not-a-date</c>, ...; null when nothing is.</summary>
    public static string? Of(FormFieldRule rule, string value)
    {
        if (value.Length > rule.MaximumLength)
        {
            return "too-long";
        }

        if (value.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate))
        {
            return "unreadable-characters";
        }

        return rule.Type switch
        {
            FormFieldType.Date => Date(value) is null ? "not-a-date" : null,
            FormFieldType.Number => value.Length is > 0 and <= 18 && value.All(char.IsAsciiDigit) ? null : "not-a-number",
            FormFieldType.PersonalNumber => value.Length == 12 && value.All(char.IsAsciiDigit) ? null : "not-twelve-digits",
            FormFieldType.Choice => rule.Choices.Any(choice => choice.Id == value) ? null : "not-a-choice",
            FormFieldType.Flag => value is "true" or "false" ? null : "not-yes-or-no",
            _ => null,
        };
    }

    /// <summary>A day as fields keep it, <c>yyyy-MM-dd</c>; null when it is none.</summary>
    public static DateOnly? Date(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>The form in which values are kept: NFC, without space at the ends.</summary>
    public static string Clean(string? value) => (value ?? string.Empty).Normalize(NormalizationForm.FormC).Trim();
}
