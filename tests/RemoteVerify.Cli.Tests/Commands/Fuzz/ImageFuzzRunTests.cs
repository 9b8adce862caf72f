using RemoteVerify.Cli.Commands.Fuzz.Images;
using RemoteVerify.Vision.Images;
using Xunit.Abstractions;

namespace RemoteVerify.Cli.Tests.Commands.Fuzz;

/// <summary>5,000 changed pictures: decoded within limits or refused, and the native side touches no byte that is not its own.</summary>
public sealed class ImageFuzzRunTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Run_FiveThousandMutantsUnderTheSanitizers_FindsNothing()
    {
        using SanitizedShim? shim = Shim();
        List<ImageSeed> seeds = [.. ImageSeeds.Make()];

        ImageFuzzReport report = new ImageFuzzRun(seeds, new ImageFuzzOptions(Seed: 29, Mutants: 5_000, Longest: null, Environment.ProcessorCount, Folder: null), shim).Run(_ => { }, default);

        output.WriteLine($"{report.Sanitized} under the sanitizers, slowest {report.SlowestMilliseconds} ms, peak {report.PeakWorkingSetBytes >> 20} MiB");
        Assert.Empty(report.Findings);
        Assert.Equal(5_000, report.Mutants);
        Assert.Equal(5_000, report.Decoded.Values.Sum() + report.RefusedByDecoder.Values.Sum() + report.RefusedByHeader.Values.Sum());

        // Every format was decoded, and refused by its header.
        Assert.Equal(Enum.GetNames<ImageFormat>().Where(name => name != "Unknown").Order(), report.Decoded.Keys.Order());
        Assert.All(report.Decoded.Values, count => Assert.True(count > 20));
        Assert.Equal(4, report.RefusedByHeader.Count);
        Skip.If(shim is null, "The sanitized shim can't be built here: cmake, g++ or OpenCV's headers are absent. The run without it found nothing.");
        Assert.True(report.Sanitized > 500, $"only {report.Sanitized} got past the header");
    }

    private static SanitizedShim? Shim()
    {
        try
        {
            return SanitizedShim.Start(Path.Combine(Installation.Root, "src", "RemoteVerify.Vision.Native"), Path.Combine(Installation.Cache, "vision-sanitized"));
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
