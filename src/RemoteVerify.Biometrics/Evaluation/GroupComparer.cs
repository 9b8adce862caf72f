using System.Globalization;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Holds the worst group of each column against the median one.</summary>
internal static class GroupComparer
{
    private static readonly (string Measure, string Words, Func<GroupFigures, ErrorRate?> Of)[] Measures =
    [
        ("fnmrAtAccept", "false non-matches at the accept threshold", group => group.FnmrAtAccept),
        ("fmrAtAccept", "false matches at the accept threshold", group => group.FmrAtAccept),
        ("fnmrAtOfficer", "false non-matches at the officer's threshold", group => group.FnmrAtOfficer),
        ("fmrAtOfficer", "false matches at the officer's threshold", group => group.FmrAtOfficer),
        ("failureToEnrol", "failures to enrol", group => group.FailureToEnrol),
    ];

    /// <param name="groups">Of all columns.</param>
    /// <param name="everybody">The same rates over all pairs and pictures.</param>
    public static IReadOnlyList<GroupComparison> Compare(IReadOnlyList<GroupFigures> groups, GroupFigures everybody) =>
    [
        .. groups.GroupBy(group => group.Column, StringComparer.Ordinal)
            .SelectMany(column => Measures.Select(measure => Compare(column.Key, measure.Measure, measure.Words, [.. column.Select(g => (g.Value, measure.Of(g)))], measure.Of(everybody)))),
    ];

    internal static GroupComparison Compare(string column, string measure, string words, IReadOnlyList<(string Value, ErrorRate? Rate)> groups, ErrorRate? everybody)
    {
        (string Value, ErrorRate Rate)[] measured = [.. groups.Where(g => g.Rate is not null).Select(g => (g.Value, g.Rate!)).OrderBy(g => g.Item2.Rate)];
        if (measured.Length == 0 || (measured.Length == 1 && everybody is null))
        {
            return new GroupComparison(column, measure, string.Empty, null, double.NaN, null, null, $"{column}, {words}: not measured.");
        }

        (string value, ErrorRate worst) = measured[^1];
        double median = measured.Length == 1 ? everybody!.Rate : measured[(measured.Length - 1) / 2].Rate.Rate;
        string beside = measured.Length == 1 ? "everybody's" : "the median group's";
        double limit = GroupComparison.Limit * median;
        double? ratio = median > 0 ? worst.Rate / median : null;

        // Where hardly an error was seen, neither yes nor no follows from these pictures.
        bool? holds = worst.Rate > limit ? ((limit > 0 && worst.Low > limit) || worst.Count >= 5 ? false : null)
            : worst.Count == 0 || worst.High > Math.Max(limit, worst.Rate) * 3 ? null
            : true;
        string verdict = holds switch
        {
            true => $"within {GroupComparison.Limit:0} times",
            false => $"MORE than {GroupComparison.Limit:0} times",
            _ => "too few errors to say",
        };
        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{column}, {words}: worst {value} {100 * worst.Rate:0.###} % ({100 * worst.Low:0.###} to {100 * worst.High:0.###}), {beside} {100 * median:0.###} %{(ratio is { } times ? $", {times:0.0} times" : "")}: {verdict}.");
        return new GroupComparison(column, measure, value, worst, median, ratio, holds, sentence);
    }
}
