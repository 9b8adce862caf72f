using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Fields of a form as people read and send them.</summary>
public static class FormFields
{
    /// <summary>A value as people read it: days as they are written here, the words of a choice, numbers in groups of three.</summary>
    /// <param name="rule">What the form says of the field; null where the procedure has no such field, and then the value stays as it is.</param>
    /// <param name="value">As it is kept.</param>
    /// <param name="texts">The texts of the page.</param>
    public static string Print(FormFieldRule? rule, string value, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return rule?.Type switch
        {
            FormFieldType.Number when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) => number.ToString("N0", texts.Culture),
            FormFieldType.Date when FieldFaults.Date(value) is { } day => PageTexts.Day(day),
            FormFieldType.Choice when rule.Choices.FirstOrDefault(choice => choice.Id == value) is { } choice => texts.Pick(choice.TitleVi, choice.TitleEn).Value,
            FormFieldType.Flag => texts[value == "true" ? "citizen.form.yes" : "citizen.form.no"].Value,
            _ => value,
        };
    }

    /// <summary>Last part of the key of a source's name.</summary>
    public static string SourceOf(FieldValue field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Source switch
        {
            ValueSource.Chip => "chip",
            ValueSource.VNeID => "vneid",
            ValueSource.PopulationDatabase => "population",
            ValueSource.CivilStatusRegister => "register",
            ValueSource.EarlierCase => "earlier",
            ValueSource.Officer => "officer",
            ValueSource.CardCamera => "card-camera",
            _ => "typed",
        };
    }

    /// <summary>The value of a field from what its inputs sent; a date comes in three parts, and one that is none stays as it was typed, so that the act can say so.</summary>
    public static string Sent(FormFieldRule rule, IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(form);
        if (rule.Type != FormFieldType.Date)
        {
            return form["value"].ToString();
        }

        string[] parts = [form["year"].ToString().Trim(), form["month"].ToString().Trim(), form["day"].ToString().Trim()];
        return parts.All(part => part.Length == 0) ? string.Empty
            : int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int year) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int month)
                && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int day) ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}")
            : string.Join('-', parts);
    }

    /// <summary>Day, month and year of a date, for its three inputs.</summary>
    public static (string Day, string Month, string Year) Parts(string value) => value.Split('-') is [var year, var month, var day] ? (day, month, year) : (value, string.Empty, string.Empty);
}
