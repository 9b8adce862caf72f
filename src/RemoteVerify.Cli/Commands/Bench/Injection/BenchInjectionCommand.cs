using System.CommandLine;
using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.People;
using RemoteVerify.Synthetic.Injection;

namespace RemoteVerify.Cli.Commands.Bench.Injection;

/// <summary><c>rv bench injection</c>: the injection catalogue in whole sessions.</summary>
internal static class BenchInjectionCommand
{
    private const string Explanation =
        """
        Run the injection catalogue through whole camera sessions on a simulated clock with the real networks: pictures, films, swapped faces,
        puppets, hooked pages, switched and relayed streams, each entering in its own way. Says what gets through the automatic checks and how
        many living sessions the checks cost. Rendered people: no test by CEN/TS 18099. Nothing takes effect without an officer who looked.
        """;

    private static readonly Option<int> Clips = new("--clips") { Description = "Clips of each method.", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Living = new("--living") { Description = "Sessions of living people.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> FirstSeed = new("--seed") { Description = "The first clip's number; the others follow.", DefaultValueFactory = _ => 2000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Sessions at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string[]> Only = new("--only") { Description = "Only these methods.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<double> Minutes = new("--minutes") { Description = "Ends the run after this time; what has ended by then is reported.", DefaultValueFactory = _ => 240 };
    private static readonly Option<string> Report = new("--report") { Description = "Folder for the Markdown report injection.md." };

    public static Command Create()
    {
        Option<string> set = FaceInput.Set();
        Option<string> line = BenchLine.Option();
        Option<bool> json = CommandTable.Json();
        Command command = new("injection", Explanation.ReplaceLineEndings(" ")) { Clips, Living, FirstSeed, line, Workers, Only, Minutes, Report, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            (int clips, int living, int workers) = (parsed.GetValue(Clips), parsed.GetValue(Living), parsed.GetValue(Workers));
            if (clips < 1 || living < 0 || workers is < 1 or > 256 || parsed.GetValue(Minutes) is not (> 0 and < 10_000))
            {
                throw CommandException.WrongUse("--clips, --workers and --minutes take numbers above 0, --living 0 or more.");
            }

            IReadOnlyList<InjectionMethod> methods = Methods(parsed.GetValue(Only) ?? []);
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            InjectionBench bench = new(InjectionBench.Analyser(engine), BenchLine.Of(parsed.GetValue(line)!), member => AtlasCommand.Render(member, cancellationToken), cancellationToken);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(parsed.GetValue(Minutes)));
            InjectionBenchReport report = bench.Run(
                methods, clips, living, parsed.GetValue(FirstSeed), workers, (done, all) => Output.Message($"{done} of {all} sessions"), limit.Token);
            if (parsed.GetValue(Report) is { } folder)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "injection.md"), InjectionReportWriter.Write(report));
            }

            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static IReadOnlyList<InjectionMethod> Methods(string[] names)
    {
        string[] unknown = [.. names.Where(name => InjectionCatalog.Methods.All(method => method.Name != name))];
        return unknown.Length > 0
            ? throw CommandException.WrongUse($"No method {string.Join(", ", unknown)}. There are: {string.Join(", ", InjectionCatalog.Methods.Select(m => m.Name))}.")
            : names.Length == 0 ? InjectionCatalog.Methods : [.. InjectionCatalog.Methods.Where(method => names.Contains(method.Name))];
    }

    private static void Write(TextWriter writer, InjectionBenchReport report)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Set {report.Set}, line {report.Line}, clips from {report.FirstSeed} on: {report.Seconds:0} s, {report.SecondsPerSession:0.0} s of one core each"));
        writer.WriteLine(report.Traffic);
        writer.WriteLine($"{"",-24}{"clips",6}{"accepted",9}{"officer",8}{"again",6}{"expired",8}   failed checks; signals");
        foreach (MethodResult m in report.Living is null ? report.Methods : [.. report.Methods, report.Living])
        {
            writer.WriteLine($"{m.Method,-24}{m.Clips,6}{m.Accepted.Count,9}{m.Officer,8}{m.Retry,6}{m.Expired,8}   {InjectionReportWriter.Counts(m.FailedChecks)}; {InjectionReportWriter.Counts(m.Signals)}");
        }

        if (report.Living is { AcceptedSeeds.Count: > 0 } living)
        {
            writer.WriteLine($"living that did not pass: {string.Join(' ', living.AcceptedSeeds)}");
        }

        if (report.LivingLoss is ErrorRate loss)
        {
            writer.WriteLine($"living lost by checks against injection: {InjectionReportWriter.Percent(loss)}, aim {100 * InjectionBenchReport.LivingLossAim:0.0} %");
        }

        writer.WriteLine(report.Through.Count == 0 ? "Nothing was accepted without an officer." : $"Accepted by the checks, stopped only by an officer's eyes: {string.Join(", ", report.Through)}");
        writer.WriteLine(report.Meaning);
    }
}
