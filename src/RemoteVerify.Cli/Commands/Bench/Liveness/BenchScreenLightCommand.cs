using System.CommandLine;
using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.People;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary><c>rv bench screen-light</c>: what the coloured light of the screen tells apart.</summary>
internal static class BenchScreenLightCommand
{
    private const string Explanation =
        """
        Run short camera sessions on a simulated clock in which the screen changes its colour, with screens from strong to hardly visible: rendered
        living people, the same under other colours, pictures painted over, prints, screens, cut-outs, masks and fed-in recordings. No living session
        may be contradicted by the light. A regression gate on rendered people, no error rate of ISO/IEC 30107-3.
        """;

    private static readonly Option<int> Living = new("--living") { Description = "Sessions of living people.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> Attacks = new("--attacks") { Description = "Sessions of each other kind.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> FirstSeed = new("--seed") { Description = "The first session's number; the others follow.", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Sessions at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<ScreenLightKind[]> Only = new("--only") { Description = "Only these kinds (the living always run).", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        Option<string> set = FaceInput.Set();
        Option<string> line = BenchLine.Option();
        Option<bool> json = CommandTable.Json();
        Command command = new("screen-light", Explanation.ReplaceLineEndings(" ")) { Living, Attacks, FirstSeed, line, Workers, Only, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            (int living, int attacks, int workers) = (parsed.GetValue(Living), parsed.GetValue(Attacks), parsed.GetValue(Workers));
            if (attacks < 1 || living < 1 || workers is < 1 or > 256)
            {
                throw CommandException.WrongUse("--living, --attacks and --workers take numbers above 0.");
            }

            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            FrameAnalyser analyser = new(engine);
            SessionCast cast = new(analyser, member => AtlasCommand.Render(member, cancellationToken), cancellationToken);
            (ScreenLightKind, int)[] sessions = ManySessions.Counts(ScreenLightKind.Live, living, parsed.GetValue(Only), attacks);
            IReadOnlyList<ScreenLightResult> results = new ScreenLightBench(analyser, cast, BenchLine.Of(parsed.GetValue(line)!)).Run(
                sessions, parsed.GetValue(FirstSeed), workers, (done, all) => Output.Message($"{done} of {all} sessions"), cancellationToken);
            bool holds = results[0].Contradicted.Count == 0;
            var report = new { Meaning = "A regression gate on rendered people, no error rate of ISO/IEC 30107-3.", Set = engine.Catalog.Set.Name, Holds = holds, Kinds = results };
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, results, holds));
            return Task.FromResult(holds ? ExitCodes.Positive : ExitCodes.Negative);
        });
        return command;
    }

    private static void Write(TextWriter writer, IReadOnlyList<ScreenLightResult> results, bool holds)
    {
        writer.WriteLine($"{"",-16}{"sessions",9}{"responded",11}{"unseen",8}{"contradicted",14}{"not shown",11}");
        foreach (ScreenLightResult kind in results)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Kind,-16}{kind.Sessions,9}{kind.Responded,11}{kind.Unseen,8}{kind.Contradicted.Count,14}{kind.NotShown,11}   95 %: {100 * kind.Contradicted.Low:0.0} to {100 * kind.Contradicted.High:0.0} % contradicted"));
        }

        writer.WriteLine("A regression gate on rendered people. It is no APCER, BPCER or IAPAR and says nothing about people.");
        writer.WriteLine(holds ? "The gate holds: no living session was contradicted." : "THE GATE DOES NOT HOLD.");
    }
}
