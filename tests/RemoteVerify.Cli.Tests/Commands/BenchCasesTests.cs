using RemoteVerify.Cases.Journeys.PaperCopies.Scans;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cli.Commands.Bench.Cases;
using RemoteVerify.Cli.Commands.Demo.Journeys;
using RemoteVerify.Pdf.Composing;
using Xunit;

namespace RemoteVerify.Cli.Tests.Commands;

public sealed class BenchCasesTests
{
    private static readonly ScanRule Rule = new("1.4", 200, true, 100, 2);

    [Fact]
    public async Task OnSqlite_OneLane_CountsWholeFlowsAndTheirSigning()
    {
        CaseFigures figures = await new CaseBench(PaperFonts.Read(PaperFonts.DefaultFolder), 1, 1, TimeSpan.FromMilliseconds(1)).OnSqliteAsync(CancellationToken.None);

        Assert.Equal(1, figures.Flows);
        Assert.InRange(figures.SigningShare, 0.001, 0.999);
        Assert.True(figures.PerSecond > 0 && figures.MedianMilliseconds > 0 && figures.P99Milliseconds >= figures.MedianMilliseconds, figures.ToString());
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

    [SkippableFact]
    public void Diploma_ScannedForTheDemo_IsWhatAScanMustBe()
    {
        Skip.IfNot(Directory.GetFiles("/usr/bin", "pdftoppm").Length == 1, "pdftoppm is not installed (poppler-utils).");
        ScanReport report = ScanInspector.Inspect(DemoDiploma.Scan("Nguyễn Văn Mẫu", DateTimeOffset.UnixEpoch.AddYears(56)), Rule);
        Assert.Empty(report.Faults);
        Assert.Equal(1, report.Findings!.Pages);
    }
}
