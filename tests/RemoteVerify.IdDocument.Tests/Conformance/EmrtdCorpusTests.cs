using RemoteVerify.IdDocument.Conformance;
using RemoteVerify.TestKit;

namespace RemoteVerify.IdDocument.Tests.Conformance;

public sealed class EmrtdCorpusTests
{
    // Rows that this room does not judge, with the reason. Everything else must pass.
    private static readonly Dictionary<string, string> NotReachedHere = new()
    {
        ["f-9303-11-BAC"] = "basic access control is ChipReader's; judged in its tests",
        ["f-9303-11-PACE_GM_ECDH_G_1"] = "PACE is ChipReader's; judged in its tests",
    };

    [SkippableFact]
    public void Run_WholeCorpus_EveryRowPassesOrIsListed()
    {
        CorpusReport report = EmrtdCorpus.Run(Csv(), Read);

        string[] unexpected = [.. report.Rows
            .Where(row => row.Outcome != (NotReachedHere.ContainsKey(row.Id) ? RowOutcome.Skip : RowOutcome.Pass))
            .Select(row => $"{row.Id} {row.Outcome}: {row.Reason}\n  expected {row.Expected}\n  actual   {row.Actual}")];
        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected));
        Assert.Equal(149, report.Total);
        Assert.Equal(report.Total - NotReachedHere.Count, report.Passed);
    }

    private static string Csv() => File.ReadAllText(Path.Combine(TestMaterial.Corpus, "emrtd", "expectations.csv"));

    private static ReadOnlyMemory<byte> Read(string name) => File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "emrtd", name));
}
