using System.CommandLine;
using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.People;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary><c>rv bench liveness</c>: whole sessions of living people and of attacks.</summary>
internal static class BenchLivenessCommand
{
    private const string Explanation =
        """
        Run whole camera sessions on a simulated clock with the real networks: rendered living people, and prints, screens, cut-outs, bent masks
        and fed-in recordings of them, each with its own hand, room, light, camera and line. No attack may pass, and at most 5 % of the living
        may fail at the first try. A regression gate on rendered people, no error rate of ISO/IEC 30107-3.
        """;

    private static readonly Option<int> Attacks = new("--attacks") { Description = "Sessions of each kind of attack.", DefaultValueFactory = _ => 150 };
    private static readonly Option<int> Living = new("--living") { Description = "Sessions of living people.", DefaultValueFactory = _ => 300 };
    private static readonly Option<int> FirstSeed = new("--seed") { Description = "The first session's number; the others follow.", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Sessions at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<SessionKind[]> Only = new("--only") { Description = "Only these kinds of attack (the living always run).", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string> Keep = new("--keep-proofs") { Description = "Folder for the good proof pictures and their list, for models calibrate-attacks." };

    public static Command Create()
    {
        Option<string> set = FaceInput.Set();
        Option<string> line = BenchLine.Option();
        Option<bool> json = CommandTable.Json();
        Command command = new("liveness", Explanation.ReplaceLineEndings(" ")) { Attacks, Living, FirstSeed, line, Workers, Only, Keep, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            (int attacks, int living, int workers) = (parsed.GetValue(Attacks), parsed.GetValue(Living), parsed.GetValue(Workers));
            if (attacks < 1 || living < 1 || workers is < 1 or > 256)
            {
                throw CommandException.WrongUse("--attacks, --living and --workers take numbers above 0.");
            }

            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            FrameAnalyser analyser = new(engine);
            SessionCast cast = new(analyser, member => AtlasCommand.Render(member, cancellationToken), cancellationToken);
            (SessionKind, int)[] sessions = ManySessions.Counts(SessionKind.Live, living, parsed.GetValue(Only), attacks);
            LivenessBench bench = new(analyser, cast, BenchLine.Of(parsed.GetValue(line)!), parsed.GetValue(Keep) is { } folder ? new ProofKeeper(folder) : null);
            LivenessBenchReport report = bench.Run(
                sessions, parsed.GetValue(FirstSeed), workers, (done, all) => Output.Message($"{done} of {all} sessions"), cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return Task.FromResult(report.Holds ? ExitCodes.Positive : ExitCodes.Negative);
        });
        return command;
    }

    private static void Write(TextWriter writer, LivenessBenchReport report)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Set {report.Set}, line {report.Line}, sessions from {report.FirstSeed} on: {report.Seconds:0} s, {report.SecondsPerSession:0.0} s of one core each"));
        writer.WriteLine(report.Traffic);
        writer.WriteLine($"{"",-14}{"sessions",9}{"passed",8}{"officer",9}{"again",7}{"expired",9}   failed checks");
        foreach (KindResult kind in report.Kinds)
        {
            string checks = string.Join(", ", kind.FailedChecks.OrderByDescending(check => check.Value).Select(check => $"{check.Key} {check.Value}"));
            writer.WriteLine($"{kind.Kind,-14}{kind.Sessions,9}{kind.Passed.Count,8}{kind.Officer,9}{kind.Retry,7}{kind.Expired,9}   {checks}");
        }

        foreach (KindResult kind in report.Kinds.Where(kind => kind.PassedSeeds.Count > 0))
        {
            writer.WriteLine($"{(kind.Kind == "live" ? "living that did not pass" : kind.Kind + " that passed")}: {string.Join(' ', kind.PassedSeeds)}");
        }

        ErrorRate loss = report.LiveLoss;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"living lost at the first try: {100 * loss.Rate:0.0} % (95 %: {100 * loss.Low:0.0} to {100 * loss.High:0.0}), limit {100 * report.LiveLossLimit:0} %"));
        LivingTransactions whole = report.Transactions;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole transactions of up to {whole.MaximumTries} tries: {100 * whole.FalseRejection.Rate:0.0} % did not pass (95 %: {100 * whole.FalseRejection.Low:0.0} to {100 * whole.FalseRejection.High:0.0}), {whole.ToOfficer} of them to an officer; passed at try 1, 2, ...: {string.Join(", ", whole.PassedAtTry)}"));
        writer.WriteLine(report.Meaning);
        writer.WriteLine(report.Holds ? "The gate holds." : "THE GATE DOES NOT HOLD.");
    }
}
