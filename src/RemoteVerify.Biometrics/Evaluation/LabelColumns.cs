using System.Collections.ObjectModel;
using System.Globalization;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// What a list says of people and pictures beside who they are: every further column is a way to form groups. Ages in years become bands:
/// <c>age</c> of the person, <c>portrait_age_years</c> between the reference picture and the other.
/// </summary>
internal static class LabelColumns
{
    /// <summary>Age of the person in years.</summary>
    public const string Age = "age";

    /// <summary>Years between the reference picture and the other one.</summary>
    public const string PortraitAge = "portrait_age_years";

    private static readonly (double Below, string Name)[] AgeBands = [(18, "under 18"), (31, "18-30"), (51, "31-50"), (71, "51-70"), (double.PositiveInfinity, "over 70")];
    private static readonly (double Below, string Name)[] PortraitAgeBands = [(3, "0-2 years"), (6, "3-5 years"), (11, "6-10 years"), (16, "11-15 years"), (double.PositiveInfinity, "over 15 years")];

    /// <summary>No labels at all; always this one instance, so that records without labels are equal.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The bands that a column of years is told in; null for other columns.</summary>
    public static IReadOnlyList<string>? BandsOf(string column) => column switch
    {
        Age => [.. AgeBands.Select(band => band.Name)],
        PortraitAge => [.. PortraitAgeBands.Select(band => band.Name)],
        _ => null,
    };

    /// <summary>The labels of one row: all columns but those that the list itself needs; empty values are left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(CsvTable table, string[] row, params ReadOnlySpan<string> needed)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        for (int i = 0; i < table.Header.Count; i++)
        {
            string column = Column(table.Header[i]);
            if (row[i].Length > 0 && column.Length > 0 && !needed.Contains(column))
            {
                labels[column] = Band(column, row[i]);
            }
        }

        return labels.Count == 0 ? None : labels;
    }

    private static string Column(string header) => header.ToLowerInvariant() switch
    {
        "age_years" => Age,
        "portrait_age" => PortraitAge,
        string other => other,
    };

    /// <summary>Years become a band; what is a band already stays as it is.</summary>
    private static string Band(string column, string value)
    {
        (double Below, string Name)[]? bands = column switch { Age => AgeBands, PortraitAge => PortraitAgeBands, _ => null };
        return bands is not null && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double years) && years >= 0
            ? bands.First(band => years < band.Below).Name
            : value;
    }
}
