using System.Globalization;
using System.Text;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Bench.Injection;

/// <summary>The run as a Markdown page.</summary>
internal static class InjectionReportWriter
{
    public static string Write(InjectionBenchReport report)
    {
        StringBuilder page = new();
        page.AppendLine("# Injection catalogue").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"`./rv bench injection --line {report.Line}`, set {report.Set}, clips from seed {report.FirstSeed} on. {report.Meaning} Every clip is a whole session: frames as the page sends them, encoders, detector, recogniser and attack networks are real, clock and line are simulated. {report.Traffic}.").AppendLine();
        page.AppendLine("**No pass takes effect by itself**: a document counts only after an officer, who looked at the proof pictures, has approved and countersigned it. \"Accepted\" below means that only this officer is left.").AppendLine();
        Through(page, report);
        page.AppendLine("| method | injected | enters by | clips | accepted | 95 % interval | officer | again | expired | stopped by |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (MethodResult m in report.Methods)
        {
            page.AppendLine($"| {m.Method} | {m.Instrument} | {m.Entry} | {m.Clips} | {m.Accepted.Count} | {Range(m.Accepted)} | {m.Officer} | {m.Retry} | {m.Expired} | {Counts(m.FailedChecks)} |");
        }

        page.AppendLine().AppendLine("Signals found, whether or not they were enough:").AppendLine();
        page.AppendLine("| method | signals |").AppendLine("|---|---|");
        foreach (MethodResult m in report.Living is null ? report.Methods : [.. report.Methods, report.Living])
        {
            page.AppendLine($"| {m.Method} | {Counts(m.Signals)} |");
        }

        Loss(page, report);
        page.AppendLine().AppendLine("## What this does not show").AppendLine();
        page.AppendLine("- Anything about people, real cameras or the programs that attackers use: everything is rendered here, the camera models are ours, and the thresholds were set on them.");
        page.AppendLine("- A test by CEN/TS 18099: the catalogue follows its division into instrument and method, no laboratory was involved.");
        page.AppendLine("- That a method with no accepted clip is stopped: ten clips without an acceptance leave up to 31 % at 95 %.");
        page.AppendLine().AppendLine("## Networks").AppendLine();
        foreach ((string name, string hash) in report.Models)
        {
            page.AppendLine($"- {name}: `{hash}`");
        }

        return page.ToString();
    }

    public static string Counts(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "nothing" : string.Join(", ", counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));

    public static string Percent(ErrorRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Count} of {rate.Trials}, {100 * rate.Rate:0.0} % ({Range(rate)})");

    private static string Range(ErrorRate rate) => string.Create(CultureInfo.InvariantCulture, $"{100 * rate.Low:0.0} to {100 * rate.High:0.0} %");

    private static void Through(StringBuilder page, InjectionBenchReport report)
    {
        page.AppendLine(report.Through.Count == 0
            ? "In this run nothing was accepted by the automatic checks alone."
            : "What gets through the automatic checks, and is left to the officer's eyes:").AppendLine();
        foreach (MethodResult m in report.Methods.Where(m => m.Accepted.Count > 0))
        {
            page.AppendLine($"- **{m.Method}**: {m.Instrument} ({m.Entry}), {Percent(m.Accepted)}");
        }

        page.AppendLine();
    }

    private static void Loss(StringBuilder page, InjectionBenchReport report)
    {
        if (report is not { Living: { } living, LivingLoss: { } loss })
        {
            return;
        }

        page.AppendLine().AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Living people, from good telephones to poor webcams: {living.Clips} sessions, {living.Accepted.Count} passed at the first try. Checks against injection and repetition cost {Percent(loss)}; the aim is at most {100 * InjectionBenchReport.LivingLossAim:0.0} %. All failed checks of the living: {Counts(living.FailedChecks)}."));
    }
}
