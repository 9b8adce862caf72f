using System.CommandLine;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary><c>rv fuzz images</c>: changed pictures must be decoded within limits or refused.</summary>
internal static class FuzzImagesCommand
{
    private const string Explanation =
        """
        Change pictures in every way and decode them as frames of a capture: JPEG, JPEG 2000, PNG and WebP. The answer must be a picture within
        the limits or the one exception, within a second of processor time and with bounded memory. With --sanitized, each mutant whose header
        is accepted also goes through the native shim under the address and undefined-behaviour sanitizers, with every function of the shim
        called on it. With --out, the number of the mutant in hand is on disk before the decoder gets it: if the process itself dies, run that
        number again with --only.
        """;

    private static readonly Option<long?> Mutants = new("--mutants") { Description = "How many (5000 unless --minutes is given)." };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "Ends after so many minutes." };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Number that the changes are drawn from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Pictures = new("--pictures") { Description = "Folder of pictures to change as well." };
    private static readonly Option<string> Target = new("--out") { Description = "Folder for findings." };
    private static readonly Option<long?> Only = new("--only") { Description = "Write this one mutant into the --out folder, and decode nothing." };
    private static readonly Option<int> Workers = new("--workers") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> Sanitized = new("--sanitized") { Description = "Also under the sanitizers (builds the shim anew for it)." };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("images", Explanation.ReplaceLineEndings(" ")) { Mutants, Minutes, Seed, Pictures, Target, Only, Workers, Sanitized, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            ImageFuzzOptions options = Options(parsed);
            List<ImageSeed> seeds = [.. ImageSeeds.Make(), .. parsed.GetValue(Pictures) is { } folder ? ImageSeeds.FromFolder(folder) : []];
            if (parsed.GetValue(Only) is { } index)
            {
                return Task.FromResult(Write(seeds, options, index));
            }

            using SanitizedShim? shim = parsed.GetValue(Sanitized) ? StartSanitized() : null;
            Output.Message($"{seeds.Count} pictures, {(options.Mutants == long.MaxValue ? "mutants until the time is up" : $"{options.Mutants} mutants")}.");
            ImageFuzzReport report = new ImageFuzzRun(seeds, options, shim).Run(Output.Message, cancellationToken);
            new Output(parsed.GetValue(json)).Answer(report, writer => Write(writer, report));
            return Task.FromResult(report.Findings.Count == 0 ? ExitCodes.Positive : ExitCodes.Negative);
        });
        return command;
    }

    private static SanitizedShim StartSanitized() => SanitizedShim.Start(
        Path.Combine(Installation.Root, "src", "RemoteVerify.Vision.Native"), Path.Combine(Installation.Cache, "vision-sanitized"));

    private static ImageFuzzOptions Options(ParseResult parsed)
    {
        double? minutes = parsed.GetValue(Minutes);
        long mutants = parsed.GetValue(Mutants) ?? (minutes is null ? 5_000 : long.MaxValue);
        if (mutants < 1 || minutes <= 0 || parsed.GetValue(Workers) is < 1 or > 256)
        {
            throw CommandException.WrongUse("--mutants, --minutes and --workers take numbers above 0.");
        }

        string? folder = parsed.GetValue(Target);
        if (folder is null && parsed.GetValue(Only) is not null)
        {
            throw CommandException.WrongUse("--only needs --out.");
        }

        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        return new ImageFuzzOptions(parsed.GetValue(Seed), mutants, minutes is { } m ? TimeSpan.FromMinutes(m) : null, parsed.GetValue(Workers), folder);
    }

    private static int Write(List<ImageSeed> seeds, ImageFuzzOptions options, long index)
    {
        MutantBuffer buffer = new();
        ImageSeed seed = seeds[(int)(index % seeds.Count)];
        ImageMutation kind = new ImageMutator(seeds).Mutate(seed, new FuzzRandom(options.Seed, index), buffer);
        string path = Path.Combine(options.Folder!, string.Create(CultureInfo.InvariantCulture, $"mutant-{seed.Name}-{index}.bin"));
        File.WriteAllBytes(path, buffer.Span);
        Output.Message($"{kind} of {seed.Name}: {path}");
        return ExitCodes.Positive;
    }

    private static void Write(TextWriter writer, ImageFuzzReport report)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Mutants} mutants in {report.Seconds:0} s, seed {report.Seed}"));
        writer.WriteLine($"{"",-12}{"decoded",10}{"by decoder",12}{"by header",12}");
        foreach (string format in report.Decoded.Keys.Union(report.RefusedByDecoder.Keys).Union(report.RefusedByHeader.Keys).Order(StringComparer.Ordinal))
        {
            writer.WriteLine($"{format,-12}{report.Decoded.GetValueOrDefault(format),10}{report.RefusedByDecoder.GetValueOrDefault(format),12}{report.RefusedByHeader.GetValueOrDefault(format),12}");
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"slowest {report.SlowestMilliseconds:0.0} ms ({report.Slowest}); working set {report.WorkingSetBytes >> 20} MiB, at most {report.PeakWorkingSetBytes >> 20} MiB"));
        if (report.Sanitized is { } sanitized)
        {
            writer.WriteLine($"{sanitized} of them through the shim under the sanitizers");
        }

        foreach (ImageFinding finding in report.Findings)
        {
            writer.WriteLine($"FINDING {finding.Code}: {finding.Kind} of {finding.Seed}, mutant {finding.Index}: {finding.Message}");
        }
    }
}
