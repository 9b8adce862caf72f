using System.Globalization;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>The further tables of a verification report: beside published figures, by group, and what is not shown.</summary>
internal static class VerificationTables
{
    /// <summary>A rate that may be one in a million, with its interval.</summary>
    public static string Small(ErrorRate? rate) => rate is null ? "not measured" : string.Create(CultureInfo.InvariantCulture, $"{rate.Rate:0.0e-0} ({rate.Low:0.0e-0} to {rate.High:0.0e-0})");

    public static void WriteBeside(StringWriter page, IReadOnlyList<BesidePublished> beside)
    {
        if (beside.Count == 0)
        {
            return;
        }

        page.WriteLine("## Beside published figures of the same networks on the same pictures");
        page.WriteLine();
        page.WriteLine("| at a false match rate of | published threshold | ours | published false non-match rate | ours at the published threshold | ours, false match rate there | inside |");
        page.WriteLine("|---|---|---|---|---|---|---|");
        foreach (BesidePublished one in beside)
        {
            PublishedFigure p = one.Published;
            page.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {p.FalseMatchRate:0e-0} | {p.Threshold:0.000} [{p.ThresholdLow:0.000}, {p.ThresholdHigh:0.000}] | {one.Threshold:0.000} | {100 * p.Fnmr:0.00} % ({100 * p.FnmrLow:0.00} to {100 * p.FnmrHigh:0.00}) | {100 * one.Fnmr.Rate:0.00} % | {one.Fmr.Rate:0.0e-0} | {Inside(one)} |"));
        }

        page.WriteLine();
    }

    public static void WriteGroups(StringWriter page, VerificationFigures figures)
    {
        if (figures.Groups.Count == 0)
        {
            return;
        }

        page.WriteLine("## By group");
        page.WriteLine();
        page.WriteLine("Impostor comparisons are those of two people of one group: all of them where the list of pictures names the group, else the listed ones.");
        page.WriteLine();
        page.WriteLine("| group | pictures | failure to enrol | genuine | impostor | not accepted, genuine | accepted, impostor | below officer, genuine | officer or accepted, impostor | threshold at 1 in 1,000 |");
        page.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (GroupFigures group in figures.Groups)
        {
            string threshold = double.IsFinite(group.ThresholdAtFmr1e3) ? group.ThresholdAtFmr1e3.ToString("0.000", CultureInfo.InvariantCulture) : "not measured";
            page.WriteLine($"| {group.Column} {group.Value} | {group.Pictures} | {Rates.Percent(group.FailureToEnrol)} | {group.Genuine} | {group.Impostor} | {Rates.WithInterval(group.FnmrAtAccept)} | {Rates.WithInterval(group.FmrAtAccept)} | {Rates.WithInterval(group.FnmrAtOfficer)} | {Rates.WithInterval(group.FmrAtOfficer)} | {threshold} |");
        }

        page.WriteLine();
        page.WriteLine($"The worst group should have at most {GroupComparison.Limit:0} times the median group's rate (with one group: everybody's):");
        page.WriteLine();
        foreach (GroupComparison comparison in figures.GroupComparisons)
        {
            page.WriteLine($"- {comparison.Statement}");
        }

        page.WriteLine();
    }

    public static void WriteNotShown(StringWriter page, VerificationFigures figures)
    {
        page.WriteLine("## What this does not show");
        page.WriteLine();
        foreach (string sentence in figures.NotShown)
        {
            page.WriteLine($"- {sentence}");
        }

        page.WriteLine("- Anything about other people, cameras and light than those of the data set. Groups without a row were not measured.");
        page.WriteLine("- Intervals by group take comparisons for independent, which those of one person are not: they are too narrow.");
    }

    private static string Inside(BesidePublished one) => (one.ThresholdInside, one.FnmrInside) switch
    {
        (true, true) => "yes",
        (false, true) => "rate yes, threshold no",
        (true, false) => "threshold yes, RATE NO",
        _ => "NO",
    };
}
