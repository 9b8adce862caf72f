using System.CommandLine;
using System.Globalization;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary><c>rv fuzz pdf</c>: changed signed files must not pass, crash, hang or eat memory.</summary>
internal static class FuzzPdfCommand
{
    private const string Explanation =
        """
        Change signed PDF files in every way and validate them. Whatever still passes is listed; it must keep every signed byte and be drawn by
        pdftoppm and mutool at 50 dpi like its signed revision. Mutants that differ only in the signature value or in certificates, lists and
        responses of the security store count as one class and are drawn once. Time is that of one validation; one above a second is repeated
        up to three times in processor time of the thread, because on a busy machine it may only have waited, and the shortest counts. Memory is all that one validation allocates, whether or not it was still needed at the end: at most
        64 MiB above the file. Keys are made for the run, so a seed repeats the places and kinds of the changes, not the bytes of the signatures.
        """;

    private static readonly Option<long?> Mutants = new("--mutants") { Description = "How many (20000 unless --minutes is given)." };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "Ends after so many minutes." };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Number that the changes are drawn from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Target = new("--out") { Description = "Folder for findings and the list of what passes." };
    private static readonly Option<string> Corpus = new("--corpus") { Description = "Folder of signed PDF files to change as well; those that do not pass as they are serve for crashes only." };
    private static readonly Option<int> Workers = new("--workers") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> NoDrawing = new("--no-drawing") { Description = "Do not draw what passes." };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("pdf", Explanation.ReplaceLineEndings(" ")) { Mutants, Minutes, Seed, Target, Corpus, Workers, NoDrawing, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FuzzOptions options = Options(parsed);
            using SeedMaker maker = new(TimeProvider.System.GetUtcNow());
            List<FuzzSeed> seeds = [.. await maker.MakeAsync(cancellationToken), .. FromCorpus(parsed.GetValue(Corpus))];
            Output.Message($"{seeds.Count} signed files, {(options.Mutants == long.MaxValue ? "mutants until the time is up" : $"{options.Mutants} mutants")}.");
            FuzzReport report = new FuzzRun(seeds, options).Run(Output.Message, cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return report.Findings.Count == 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static FuzzOptions Options(ParseResult parsed)
    {
        double? minutes = parsed.GetValue(Minutes);
        long mutants = parsed.GetValue(Mutants) ?? (minutes is null ? 20_000 : long.MaxValue);
        if (mutants < 1 || minutes <= 0 || parsed.GetValue(Workers) is < 1 or > 256)
        {
            throw CommandException.WrongUse("--mutants, --minutes and --workers take numbers above 0.");
        }

        bool draws = !parsed.GetValue(NoDrawing);
        if (draws && PageRenderer.Missing is { } tool)
        {
            throw CommandException.Environment($"{tool} is not installed (./rv setup installs it); --no-drawing goes without.");
        }

        string? folder = parsed.GetValue(Target);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        return new FuzzOptions(parsed.GetValue(Seed), mutants, minutes is { } m ? TimeSpan.FromMinutes(m) : null, parsed.GetValue(Workers), draws, folder);
    }

    private static List<FuzzSeed> FromCorpus(string? folder)
    {
        List<FuzzSeed> seeds = [];
        if (folder is null)
        {
            return seeds;
        }

        if (!Directory.Exists(folder))
        {
            throw CommandException.WrongUse($"There is no folder {folder}.");
        }

        ValidationOptions options = new() { At = TimeProvider.System.GetUtcNow(), TrustEmbeddedRoots = true };
        foreach (string path in Directory.EnumerateFiles(folder, "*.pdf").Order(StringComparer.Ordinal))
        {
            byte[] bytes = InputFiles.Read(path);
            try
            {
                FuzzSeed seed = new(Path.GetFileNameWithoutExtension(path), bytes, options);
                if (seed.Signed.Count > 0)
                {
                    seeds.Add(seed);
                }
            }
            catch (PdfFormatException)
            {
                // Not readable as it is: a mutant of it has nothing that could pass.
            }
        }

        return seeds;
    }

    private static void Write(TextWriter writer, FuzzReport report)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Mutants} mutants of {report.Seeds.Count} files in {report.Seconds:0} s ({report.PerSecond:0} a second), seed {report.Seed}"));
        foreach ((string verdict, long count) in report.Verdicts)
        {
            writer.WriteLine($"  {count,9} {verdict}");
        }

        writer.WriteLine($"{report.Passed} pass, in {report.Passes.Count} classes{(report.Drawn ? ", each drawn by pdftoppm and mutool" : ", not drawn")}:");
        foreach (PassingClass pass in report.Passes)
        {
            writer.WriteLine($"  {pass.Count,6} x {pass.Seed}: {pass.Kind}, mutant {pass.FirstIndex}");
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slowest {report.SlowestMilliseconds:0.0} ms ({report.Slowest}); most memory {report.MostAllocatedBytes >> 10} KiB; peak working set {report.PeakWorkingSetBytes >> 20} MiB"));
        foreach (FuzzFinding finding in report.Findings)
        {
            writer.WriteLine($"FINDING {finding.Code}: {finding.Kind} of {finding.Seed}, mutant {finding.Index}: {finding.Message} {finding.File}");
        }
    }
}
