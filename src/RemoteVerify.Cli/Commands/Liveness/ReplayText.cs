using System.Globalization;
using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>The answer of a replay for people.</summary>
internal static class ReplayText
{
    public static void Write(TextWriter writer, ReplayReport report)
    {
        writer.WriteLine(FormattableString.Invariant($"{report.Clip.Kind} clip, {report.Clip.Frames} frames, {report.Clip.Seconds:0.0} s, {report.Clip.FramesPerSecond:0.0}/s; set {report.Set}, policy {report.Policy.Name} {report.Policy.Version}"));
        writer.WriteLine($"\n{"step",-16}{"in clip",9}{"shown",9}{"onset",8}{"done",8}  answer");
        foreach (ReplayStep step in report.Steps)
        {
            writer.WriteLine(FormattableString.Invariant($"{step.Number + " " + step.Step,-16}{step.WantedAtMilliseconds,9:0}{step.RevealedAtMilliseconds,9}{step.OnsetMilliseconds,8}{step.FinishedMilliseconds,8}  {step.Answer ?? "none"}{(step.Redrawn ? ", redrawn" : "")}"));
        }

        writer.WriteLine($"\n{"check",-26}{"value",10}{"threshold",11}  outcome");
        foreach (ReplayCheck check in report.Checks)
        {
            writer.WriteLine($"{check.Id,-26}{Number(check.Value),10}{Number(check.Threshold),11}  {WireNames.Kebab(check.Outcome),-15}{check.Message}");
        }

        if (report.Frames is { } frames)
        {
            Frames(writer, frames);
        }

        writer.WriteLine();
        foreach (string note in report.Notes)
        {
            writer.WriteLine(note);
        }

        writer.WriteLine(report.Result == "passed" ? "Passed." : $"NOT PASSED: {report.Result} {report.Code}");
    }

    private static void Frames(TextWriter writer, JsonElement frames)
    {
        writer.WriteLine($"\n{"frame",6}  {"kind",-6}{"step",5}{"taken",8}{"size",10}{"bytes",8}{"faces",6}{"offset",8}{"eyes",7}");
        foreach (JsonElement frame in frames.EnumerateArray())
        {
            writer.WriteLine(
                $"{frame.GetProperty("sequence"),6}  {frame.GetProperty("kind").GetString(),-6}{frame.GetProperty("step"),5}{frame.GetProperty("captureMilliseconds"),8}"
                + $"{frame.GetProperty("width") + "x" + frame.GetProperty("height"),10}{frame.GetProperty("bytes"),8}{frame.GetProperty("faces"),6}{Number(frame, "offset"),8}{Number(frame, "eyeDistance"),7}");
        }
    }

    private static string Number(JsonElement frame, string name) => frame.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble().ToString("0.000", CultureInfo.InvariantCulture) : "-";

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}
