using RemoteVerify.Cli.Commands.Fuzz;
using RemoteVerify.Pades.Validation;
using Xunit.Abstractions;

namespace RemoteVerify.Cli.Tests.Commands.Fuzz;

public sealed class FuzzRunTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Run_TwentyThousandMutants_NonePassesChangedAndAllAreAnsweredInTime()
    {
        Skip.If(PageRenderer.Missing is { }, $"{PageRenderer.Missing} is not installed.");
        using SeedMaker maker = new(TimeProvider.System.GetUtcNow());
        FuzzRun run = new(await maker.MakeAsync(default), new FuzzOptions(Seed: 20_000, Mutants: 20_000, Longest: null, Environment.ProcessorCount, Draws: true, Folder: null));

        FuzzReport report = run.Run(_ => { }, default);

        foreach ((string verdict, long count) in report.Verdicts)
        {
            output.WriteLine($"{count,6} {verdict}");
        }

        output.WriteLine($"{report.Passed} pass in {report.Passes.Count} classes; slowest {report.SlowestMilliseconds} ms ({report.Slowest}); most memory {report.MostAllocatedBytes} bytes; {report.Seconds} s");
        foreach (PassingClass pass in report.Passes)
        {
            output.WriteLine($"{pass.Count} x {pass.Seed} {pass.Kind} {pass.FirstIndex}");
        }

        Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
        Assert.Equal(20_000, report.Mutants);
        Assert.Equal(20_000, report.Verdicts.Values.Sum());
        Assert.Equal(report.Passed, report.Passes.Sum(pass => pass.Count));
        Assert.True(report.Drawn && report.Passed is > 0 and < 4_000, $"{report.Passed} pass");
        Assert.True(report.SlowestMilliseconds <= 1_000, report.Slowest);
        Assert.InRange(report.MostAllocatedBytes, 1, FuzzRun.MaximumAllocatedBytes);
        Assert.Equal(Enum.GetValues<MutationKind>().Length, report.Kinds.Count);
    }

    [Fact]
    public async Task Mutate_SameSeedAndIndex_GivesTheSameBytes()
    {
        using SeedMaker maker = new(TimeProvider.System.GetUtcNow());
        FuzzSeed seed = (await maker.MakeAsync(default))[0];
        MutantBuffer one = new(), other = new();
        for (int index = 0; index < 300; index++)
        {
            MutationKind kind = new PdfMutator(seed).Mutate(new FuzzRandom(7, index), one);
            Assert.Equal(kind, new PdfMutator(seed).Mutate(new FuzzRandom(7, index), other));
            Assert.True(one.Span.SequenceEqual(other.Span));
        }
    }

    [SkippableFact]
    public async Task Draw_AppendedChangeOfAPage_IsSeenByBothReaders()
    {
        Skip.If(PageRenderer.Missing is { }, $"{PageRenderer.Missing} is not installed.");
        using SeedMaker maker = new(TimeProvider.System.GetUtcNow());
        byte[] pdf = (await maker.MakeAsync(default))[0].Bytes;
        byte[] changed = [.. pdf];
        int at = changed.AsSpan().IndexOf("pays 10 dong"u8);
        changed[at + 5] = (byte)'9';
        using PageRenderer renderer = new();

        Rendering before = renderer.Draw(pdf, null), after = renderer.Draw(changed, null);

        Assert.NotEqual(before.Poppler, after.Poppler);
        Assert.NotEqual(before.Mupdf, after.Mupdf);
        Assert.Equal(64, before.Poppler.Length);
    }

    [Fact]
    public async Task FuzzPdf_ShortRun_GivesOneDocument()
    {
        CommandAnswer run = (await CommandLine.RunAsync("fuzz", "pdf", "--mutants", "300", "--seed", "4", "--no-drawing", "--json")).Expect(0);

        Assert.Equal(300, run.Json.GetProperty("mutants").GetInt64());
        Assert.Equal(0, run.Json.GetProperty("findings").GetArrayLength());
        Assert.Equal(11, run.Json.GetProperty("seeds").GetArrayLength());
    }

    [Fact]
    public async Task FuzzPdf_NoMutants_IsWrongUse() => (await CommandLine.RunAsync("fuzz", "pdf", "--mutants", "0")).Expect(2);

    [Fact]
    public async Task MakeAsync_EverySeed_PassesAsItIs()
    {
        using SeedMaker maker = new(TimeProvider.System.GetUtcNow());
        foreach (FuzzSeed seed in await maker.MakeAsync(default))
        {
            Assert.Equal(Indication.TotalPassed, PadesValidator.Validate(seed.Bytes, seed.Options).Indication);
            Assert.NotEmpty(seed.Signed);
        }
    }
}
