using RemoteVerify.Cli.Commands.Bench.Cases;

namespace RemoteVerify.Cli.Tests.Commands;

public sealed class BenchCasesTests
{
    [Fact]
    public async Task OnSqlite_OneLane_CountsWholeFlowsAndTheirSigning()
    {
        CaseFigures figures = await new CaseBench(PaperFonts.Read(PaperFonts.DefaultFolder), 1, 1, TimeSpan.FromMilliseconds(1)).OnSqliteAsync(CancellationToken.None);

        Assert.Equal(1, figures.Flows);
        Assert.InRange(figures.SigningShare, 0.001, 0.999);
        Assert.True(figures.PerSecond > 0 && figures.MedianMilliseconds > 0 && figures.P99Milliseconds >= figures.MedianMilliseconds, figures.ToString());
        Assert.True(figures.ProcessorMilliseconds > 1, figures.ToString());
        Assert.True(figures.ResultBytes > figures.ScanBytes, figures.ToString());
    }

    [Fact]
    public void Percentile_OfSortedValues_IsTheOneThatThePartDoesNotExceed()
    {
        double[] sorted = [.. Enumerable.Range(1, 200).Select(n => (double)n)];
        Assert.Equal((100, 198), (CaseBench.Percentile(sorted, 0.5), CaseBench.Percentile(sorted, 0.99)));
        Assert.Equal(7, CaseBench.Percentile([7], 0.99));
        Assert.True(double.IsNaN(CaseBench.Percentile([], 0.5)));
    }
}
