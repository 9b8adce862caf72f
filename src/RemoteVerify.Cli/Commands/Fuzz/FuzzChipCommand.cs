using System.CommandLine;
using System.Globalization;
using RemoteVerify.Cli.Commands.Corpus;
using RemoteVerify.Cli.Commands.Fuzz.Chips;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary><c>rv fuzz chip</c>: changed documents must not be genuine, crash, hang, eat memory or be quoted.</summary>
internal static class FuzzChipCommand
{
    private const string Explanation =
        """
        Change chips, certificates, master lists, directory exports, revocation lists, evidence and printed texts, one file at a time, byte by byte and
        data object by data object (lengths, tags, nesting, indefinite lengths, identifiers, absurd numbers and curves, parts of other files), and judge them.
        A finding is: an exception other than the rooms' own; more than 50 ms (repeated up to three times in processor time of the thread; the shortest
        counts); more than 16 MiB allocated in all; a word of the file in a sentence about it; and a mutant that is genuine, trusted or valid although a
        hashed or signed byte range is not what it was, which is judged by code that shares nothing with the rooms. Judging a master list is loading it.
        Seeds are chips made for the run, and every row of a folder with expectations.csv: --seeds, or emrtd in the folder that RV_CORPUS names.
        """;

    private static readonly Option<long?> Mutants = new("--mutants") { Description = "How many (20000 unless --minutes is given)." };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "Ends after so many minutes." };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Number that the changes are drawn from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Target = new("--out") { Description = "Folder for findings." };
    private static readonly Option<string> Seeds = new("--seeds") { Description = "Folder with expectations.csv." };
    private static readonly Option<int> Workers = new("--workers") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("chip", Explanation.ReplaceLineEndings(" ")) { Mutants, Minutes, Seed, Target, Seeds, Workers, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            ChipFuzzOptions options = Options(parsed);
            IReadOnlyList<ChipSeed> seeds = [.. SyntheticSeeds.Make(), .. FromCorpus(parsed.GetValue(Seeds))];
            Output.Message($"{seeds.Count} seeds, {(options.Mutants == long.MaxValue ? "mutants until the time is up" : $"{options.Mutants} mutants")}.");
            ChipFuzzReport report = new ChipFuzzRun(seeds, options).Run(Output.Message, cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return Task.FromResult(report.Findings.Count == 0 ? ExitCodes.Positive : ExitCodes.Negative);
        });
        return command;
    }

    private static ChipFuzzOptions Options(ParseResult parsed)
    {
        double? minutes = parsed.GetValue(Minutes);
        long mutants = parsed.GetValue(Mutants) ?? (minutes is null ? 20_000 : long.MaxValue);
        if (mutants < 1 || minutes <= 0 || parsed.GetValue(Workers) is < 1 or > 256)
        {
            throw CommandException.WrongUse("--mutants, --minutes and --workers take numbers above 0.");
        }

        string? folder = parsed.GetValue(Target);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        return new ChipFuzzOptions(parsed.GetValue(Seed), mutants, minutes is { } m ? TimeSpan.FromMinutes(m) : null, parsed.GetValue(Workers), folder);
    }

    /// <summary>The named folder, or the corpus of the environment when it is there.</summary>
    private static IReadOnlyList<ChipSeed> FromCorpus(string? folder)
    {
        if (folder is null)
        {
            string? all = Environment.GetEnvironmentVariable("RV_CORPUS");
            folder = all is null ? null : Path.Combine(all, "emrtd");
            if (folder is null || !File.Exists(Path.Combine(folder, "expectations.csv")))
            {
                return [];
            }
        }

        return File.Exists(Path.Combine(folder, "expectations.csv"))
            ? new CorpusSeeds(new CorpusFolder(folder)).Make()
            : throw CommandException.WrongUse($"There is no expectations.csv in {folder}.");
    }

    private static void Write(TextWriter writer, ChipFuzzReport report)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Mutants} mutants of {report.Seeds} seeds in {report.Seconds:0} s ({report.PerSecond:0} a second), seed {report.Seed}"));
        foreach ((string verdict, long count) in report.Verdicts)
        {
            writer.WriteLine($"  {count,9} {verdict}");
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Passed} make a claim, none of them over changed bytes unless listed; slowest {report.SlowestMilliseconds:0.0} ms ({report.Slowest}); most memory {report.MostAllocatedBytes >> 10} KiB ({report.MostAllocated})"));
        foreach (string repaired in report.Repaired)
        {
            writer.WriteLine($"repaired: {repaired}");
        }

        foreach (ChipFuzzFinding finding in report.Findings)
        {
            writer.WriteLine($"FINDING {finding.Code}: {finding.Kind} of {finding.File} of {finding.Seed}, mutant {finding.Index}: {finding.Message} {finding.Kept}");
        }
    }
}
