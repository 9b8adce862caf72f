using System.CommandLine;
using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.People;

namespace RemoteVerify.Cli.Commands.Bench.Capture;

/// <summary><c>rv bench capture</c>: what camera sessions cost the service.</summary>
internal static class BenchCaptureCommand
{
    private const string Explanation =
        """
        Film whole camera sessions of rendered living people on a simulated clock, then work through their bytes as the service does: alone, for the processor time of a session and of
        each frame, and live, more and more at once until 95 of 100 guide frames are no longer answered within the limit. Times of this machine; nothing is judged by them.
        """;

    private static readonly Option<int> Sessions = new("--sessions") { Description = "Sessions to film and to work through alone.", DefaultValueFactory = _ => 4 };
    private static readonly Option<int?> Live = new("--live") { Description = "Sessions at once in real time; without it the most within the limit are searched; a node takes 32 unless it is told otherwise." };
    private static readonly Option<int> Limit = new("--limit") { Description = "Milliseconds within which 95 of 100 guide frames must be answered here; line and browser come on top.", DefaultValueFactory = _ => 150 };
    private static readonly Option<int> FirstSeed = new("--seed") { Description = "The first session's number; the others follow.", DefaultValueFactory = _ => 1000 };

    public static Command Create()
    {
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("capture", Explanation.ReplaceLineEndings(" ")) { Sessions, Live, Limit, FirstSeed, set, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (int sessions, int? live, int limit) = (parsed.GetValue(Sessions), parsed.GetValue(Live), parsed.GetValue(Limit));
            if (sessions is < 1 or > 200 || live is < 1 or > 1000 || limit is < 10 or > 10_000)
            {
                throw CommandException.WrongUse("--sessions takes 1 to 200, --live 1 to 1000, --limit 10 to 10000.");
            }

            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            FrameAnalyser analyser = new(engine);
            SessionCast cast = new(analyser, member => AtlasCommand.Render(member, cancellationToken), cancellationToken);
            CaptureBenchReport report = await new CaptureBench(analyser, cast).RunAsync(sessions, live, limit, parsed.GetValue(FirstSeed), line => Output.Message($"rv: {line}"), cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static void Write(TextWriter writer, CaptureBenchReport report)
    {
        void Line(FormattableString text) => writer.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"Set {report.Set}, {report.Cores} cores; {report.Sessions} sessions of {report.SecondsPerSession:0} s and {report.BytesPerSession / 1000} KB each");
        Line($"one session          {report.CoreSecondsPerSession:0.00} s of a core: by that {report.SessionsPerCore:0.0} live sessions per core");
        Line($"guide frame          median {report.GuideMilliseconds.Median:0.0} ms, p95 {report.GuideMilliseconds.P95:0.0} ms ({report.GuideMilliseconds.Count})");
        Line($"proof picture        median {report.ProofMilliseconds.Median:0.0} ms, p95 {report.ProofMilliseconds.P95:0.0} ms ({report.ProofMilliseconds.Count})");
        Line($"time to decision     median {report.DecisionMilliseconds.Median:0.0} ms, p95 {report.DecisionMilliseconds.P95:0.0} ms");
        writer.WriteLine("live, waiting included");
        foreach (CaptureRung rung in report.Rungs)
        {
            Line($"{rung.Sessions,4} at once         guide frame median {rung.GuideMilliseconds.Median:0.0} ms, p95 {rung.GuideMilliseconds.P95:0.0} ms; decision p95 {rung.DecisionMilliseconds.P95:0.0} ms; cores {100 * rung.ProcessorShare:0} % busy");
        }

        Line(report.LiveSessions is { } most ? $"within {report.LimitMilliseconds} ms at p95: {most} sessions at once, {(double)most / report.Cores:0.0} per core" : (FormattableString)$"within {report.LimitMilliseconds} ms at p95: none");
    }
}
