using RemoteVerify.Cli.Commands.Corpus;
using RemoteVerify.Cli.Commands.Fuzz;
using RemoteVerify.Cli.Commands.Fuzz.Chips;
using RemoteVerify.TestKit;
using Xunit.Abstractions;

namespace RemoteVerify.Cli.Tests.Commands.Fuzz;

public sealed class ChipFuzzRunTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Run_TenThousandMutantsOfTheCorpus_NoneIsGenuineOverChangedBytesAndAllStayInBounds()
    {
        string corpus = Path.Combine(TestMaterial.Corpus, "emrtd");
        Run([.. SyntheticSeeds.Make(), .. new CorpusSeeds(new CorpusFolder(corpus)).Make()], 10_000);
    }

    [Fact]
    public void Run_MutantsOfChipsMadeForTheRun_NoneIsGenuineOverChangedBytesAndAllStayInBounds() => Run(SyntheticSeeds.Make(), 2_000);

    [Fact]
    public void IsSound_EverySyntheticChip_HoldsUpAsItIs() =>
        Assert.All(SyntheticSeeds.Make().Where(seed => seed.Kind is "chip" or "master-list" or "certificate"), seed => Assert.True(seed.IsSound, seed.Name));

    [Fact]
    public void Objection_ChangedFilesWithTheOldReport_IsRaised()
    {
        // The judge must see a change by itself: it is shown the report of the unchanged chip.
        ChipSeed seed = SyntheticSeeds.Make().First(one => one.Kind == "chip");
        Dictionary<string, byte[]> files = seed.Files.ToDictionary(file => file.Name, file => file.Bytes);
        object claim = seed.Judge(files).Claim!;
        Assert.Null(seed.Objection(files, claim));
        foreach (SeedFile file in seed.Changeable.Where(file => file.Name is "EF_SOD.bin" or "EF_DG1.bin" or "EF_DG13.bin" or "list.crl" or "evidence.json"))
        {
            byte[] changed = [.. file.Bytes];
            changed[file.Name == "evidence.json" ? changed.AsSpan().IndexOf("0102"u8) + 1 : file.Name == "EF_SOD.bin" ? 150 : 60] ^= 7;
            Assert.True(seed.Objection(new Dictionary<string, byte[]>(files) { [file.Name] = changed }, claim) is not null, file.Name);
        }
    }

    [Fact]
    public async Task FuzzChip_ShortRun_GivesOneDocument()
    {
        CommandAnswer run = (await CommandLine.RunAsync("fuzz", "chip", "--mutants", "300", "--seed", "4", "--json")).Expect(0);

        Assert.Equal(300, run.Json.GetProperty("mutants").GetInt64());
        Assert.Equal(0, run.Json.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task FuzzChip_NoMutants_IsWrongUse() => (await CommandLine.RunAsync("fuzz", "chip", "--mutants", "0")).Expect(2);

    private void Run(IReadOnlyList<ChipSeed> seeds, long mutants)
    {
        ChipFuzzReport report = new ChipFuzzRun(seeds, new ChipFuzzOptions(Seed: 10_000, mutants, Longest: null, Environment.ProcessorCount, Folder: null)).Run(_ => { }, default);

        output.WriteLine($"{report.Mutants} mutants of {report.Seeds} seeds in {report.Seconds} s; slowest {report.SlowestMilliseconds} ms ({report.Slowest}); most memory {report.MostAllocatedBytes} bytes ({report.MostAllocated})");
        Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
        Assert.Equal(mutants, report.Mutants);
        Assert.Equal(Enum.GetValues<ChipMutationKind>().Length, report.Kinds.Count);
        Assert.True(report.Passed > 0 && report.SlowestMilliseconds <= 50 && report.MostAllocatedBytes <= ChipFuzzRun.MaximumAllocatedBytes);

        // A forged seed may be made what it was only by undoing its forgery, which in these seeds is one wrong bit of a challenge.
        Assert.All(report.Repaired, repaired => Assert.Contains("challenge.bin", repaired, StringComparison.Ordinal));
    }
}
