using System.Globalization;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>What figures do not show, as sentences that stand beside them wherever they go.</summary>
internal static class NotShown
{
    private const int RuleOf30 = 30;
    private static readonly string[] Vietnamese = ["viet", "việt", "kinh"];

    /// <summary>Sentences for figures of verification.</summary>
    public static IReadOnlyList<string> Of(VerificationFigures figures, IReadOnlyList<string> tooManyValues)
    {
        List<string> sentences = [];
        foreach (double rate in (double[])[1e-2, 1e-3, 1e-4, 1e-5])
        {
            if (figures.Impostor * rate < RuleOf30)
            {
                sentences.Add(Text($"FMR {Power(rate)} and below: {figures.Impostor} impostor comparisons are fewer than the {RuleOf30 / rate:0} that 30 false matches take (rule of 30)."));
                break;
            }
        }

        foreach (GroupFigures group in figures.Groups.Where(g => g.Impostor > 0 && g.Impostor * 1e-4 < RuleOf30))
        {
            double shown = new[] { 1e-3, 1e-2, 1e-1 }.FirstOrDefault(rate => group.Impostor * rate >= RuleOf30);
            sentences.Add(Text($"Within {group.Column} {group.Value}: {(shown > 0 ? $"FMR below {Power(shown)}" : "any FMR")} ({group.Impostor} impostor comparisons; at 1e-3 {group.Impostor * 1e-3:0.#} false matches are expected, at 1e-4 {group.Impostor * 1e-4:0.#}: indicative)."));
        }

        sentences.AddRange(figures.Groups.Where(g => g.Genuine < RuleOf30).Select(g => $"FNMR within {g.Column} {g.Value}: {g.Genuine} genuine comparisons."));
        if (!figures.Groups.Any(g => Vietnamese.Any(word => g.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)) && g.Genuine >= RuleOf30))
        {
            sentences.Add("Anything for Vietnamese people: the list names no such group.");
        }

        sentences.Add(Bands(figures, LabelColumns.Age) ?? "By age, and for people over 60: the list has no column age.");
        sentences.Add(Bands(figures, LabelColumns.PortraitAge) ?? "For old portraits: the list has no column portrait_age_years.");
        if (figures.Groups.Count == 0)
        {
            sentences.Add("By sex, skin or origin: the list has no column for it.");
        }

        sentences.AddRange(tooManyValues.Select(column => $"By {column}: the column has more than {GroupTable.MostGroups} values."));
        sentences.Add("Webcams, and small compressed chip portraits, unless the pictures of the list are such.");
        return sentences.Where(sentence => sentence.Length > 0).ToList();
    }

    /// <summary>Which bands lack genuine pairs; empty when none does, null without the column.</summary>
    private static string? Bands(VerificationFigures figures, string column)
    {
        if (figures.Groups.All(group => group.Column != column))
        {
            return null;
        }

        string[] lacking = [.. LabelColumns.BandsOf(column)!.Where(band => !figures.Groups.Any(g => g.Column == column && g.Value == band && g.Genuine >= RuleOf30))];
        return lacking.Length == 0 ? string.Empty : $"For {column} {string.Join(", ", lacking)}: fewer than {RuleOf30} genuine comparisons.";
    }

    private static string Power(double rate) => "1e-" + Math.Round(-Math.Log10(rate)).ToString("0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
