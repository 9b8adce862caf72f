using System.Globalization;
using System.Text;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>A page that stands beside the figures wherever they go: what was measured, on what, with what, and what was not shown.</summary>
internal static class VerificationReport
{
    public static void Write(string folder, VerificationFigures figures, BiometricEngine engine, string dataSet, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        string name = "verification-" + engine.Catalog.Set.Name;
        (double accept, double officer) = (engine.MatchPolicy.Accept.Threshold.Value, engine.MatchPolicy.Officer.Threshold.Value);
        if (figures.Det.Count > 0)
        {
            Save(Path.Combine(folder, name + ".svg"), DetPlot.Draw($"Set {engine.Catalog.Set.Name}", figures.Det, accept, officer));
        }

        using StringWriter page = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        page.WriteLine($"# Verification with the set {engine.Catalog.Set.Name}");
        page.WriteLine();
        page.WriteLine($"{at:yyyy-MM-dd}, `./rv face evaluate`. Data set: {dataSet}. {figures.Pictures} pictures of {figures.People} people; {figures.Genuine} genuine and {figures.Impostor} impostor comparisons; {figures.FailureToEnrol} pictures without a usable face (failure to enrol {Rates.WithInterval(ErrorRate.Of(figures.FailureToEnrol, figures.Pictures))}).");
        page.WriteLine();
        if (figures.Det.Count > 0)
        {
            page.WriteLine($"![Detection error trade-off]({name}.svg)");
            page.WriteLine();
        }

        page.WriteLine("| at a false match rate of | threshold | false non-match rate | 95 % interval, by people |");
        page.WriteLine("|---|---|---|---|");
        WriteRate(page, "1 in 100", figures.Thresholds.AtFmr1e2, figures.FnmrAtFmr1e2, figures.FnmrIntervals[0]);
        WriteRate(page, "1 in 1,000", figures.Thresholds.AtFmr1e3, figures.FnmrAtFmr1e3, figures.FnmrIntervals[1]);
        WriteRate(page, "1 in 10,000", figures.Thresholds.AtFmr1e4, figures.FnmrAtFmr1e4, figures.FnmrIntervals[2]);
        page.WriteLine();
        page.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Equal error {Rates.Percent(figures.Eer)}. Rates at the set's own thresholds, accept {accept:0.000} and officer {officer:0.000}, on the listed pairs (over all {figures.Impostor} impostor comparisons: accepted {VerificationTables.Small(figures.ImpostorAtAccept)}, officer or accepted {VerificationTables.Small(figures.ImpostorAtOfficer)}):"));
        page.WriteLine();
        page.WriteLine("| group | genuine | impostor | not accepted, genuine | accepted, impostor | not even for an officer, genuine | officer or accepted, impostor |");
        page.WriteLine("|---|---|---|---|---|---|---|");
        foreach (PolicyFigures group in figures.AtPolicy)
        {
            page.WriteLine($"| {(group.Group.Length == 0 ? "everybody" : group.Group)} | {group.Genuine} | {group.Impostor} | {Rates.WithInterval(group.FnmrAtAccept)} | {Rates.WithInterval(group.FmrAtAccept)} | {Rates.WithInterval(group.FnmrAtOfficer)} | {Rates.WithInterval(group.FmrAtOfficer)} |");
        }

        page.WriteLine();
        VerificationTables.WriteBeside(page, figures.Beside);
        VerificationTables.WriteGroups(page, figures);
        VerificationTables.WriteNotShown(page, figures);
        WriteNetworks(page, engine);
        Save(Path.Combine(folder, name + ".md"), page.ToString());
    }

    /// <summary>Writes a text in one step.</summary>
    public static void Save(string path, string text)
    {
        using AtomicFile file = new(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }

    private static void WriteRate(StringWriter page, string at, double threshold, double rate, (double Low, double High)? interval)
    {
        string ends = interval is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known.Low:0.##} to {100 * known.High:0.##} %") : "not measured";
        page.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {at} | {(double.IsFinite(threshold) ? threshold.ToString("0.000", CultureInfo.InvariantCulture) : "not measured")} | {Rates.Percent(rate)} | {ends} |"));
    }

    /// <summary>The files behind the figures.</summary>
    public static void WriteNetworks(StringWriter page, BiometricEngine engine)
    {
        page.WriteLine();
        page.WriteLine("## Networks");
        page.WriteLine();
        foreach ((string id, string hash) in FaceInput.ModelsOf(engine))
        {
            page.WriteLine($"- {id}: `{hash}`");
        }
    }
}
