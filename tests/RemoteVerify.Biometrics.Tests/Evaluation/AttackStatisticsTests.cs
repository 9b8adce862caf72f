using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class AttackStatisticsTests
{
    // 100 living faces with scores 0.01, 0.02 ... 1.00.
    private static readonly ScoredSample[] Living = [.. Enumerable.Range(1, 100).Select(i => new ScoredSample($"{i}", string.Empty, i / 100f))];

    [Fact]
    public void Read_ListWithSpecies_IsSimulated()
    {
        IReadOnlyList<AttackSample> samples = AttackSampleList.Read("file,person,species\na.jpg,1,live\nb.jpg,1,cutout\n"u8);
        Assert.Equal([new("a.jpg", string.Empty, true), new("b.jpg", "cutout", true)], samples);
        Assert.False(AttackSampleList.Read("file,kind\na.jpg,live\n"u8)[0].IsSimulated);
    }

    [Fact]
    public void ThresholdAtLiveLoss_TwoInAHundred_LosesExactlyTwo()
    {
        Assert.Equal(0.03f, AttackStatistics.ThresholdAtLiveLoss(Living, 0.02));
        Assert.Equal(0.01f, AttackStatistics.ThresholdAtLiveLoss(Living, 0));
    }

    [Fact]
    public void ThresholdAtLiveLoss_FacesNotFound_AreLostAlready()
    {
        ScoredSample[] oneNotFound = [.. Living.Skip(1), new ScoredSample("x", string.Empty, null)];
        Assert.Equal(0.03f, AttackStatistics.ThresholdAtLiveLoss(oneNotFound, 0.02));
        ScoredSample[] tenNotFound = [.. Living.Skip(10), .. Enumerable.Repeat(new ScoredSample("x", string.Empty, null), 10)];
        Assert.Equal(0.11f, AttackStatistics.ThresholdAtLiveLoss(tenNotFound, 0.02));
        Assert.True(float.IsNaN(AttackStatistics.ThresholdAtLiveLoss([new ScoredSample("x", "print", 0.5f)], 0.02)));
    }

    [Fact]
    public void Figures_SimulatedSpecies_GiveTheGateAtBothThresholds()
    {
        ScoredSample[] scored =
        [
            .. Living, new("p1", "print", 0.02f), new("p2", "print", 0.04f), new("r1", "replay", 0.6f), new("r2", "replay", null), new("r3", "replay", 0.029f), new("r4", "replay", 0),
        ];
        AttackGateFigures gate = AttackStatistics.Figures(scored, 0.5f, 1, simulated: true).Gate!;
        Assert.Equal((0.5, 0.49), (gate.AtPolicy.Threshold, gate.AtPolicy.LiveLoss));
        Assert.Equal([new("print", 2, 0), new("replay", 4, 0.25)], gate.AtPolicy.Accepted);
        Assert.Equal(0.02, gate.AtLiveLoss.LiveLoss);
        Assert.Equal([new("print", 2, 0.5), new("replay", 4, 0.25)], gate.AtLiveLoss.Accepted);
        Assert.Equal(0.5, gate.AtLiveLoss.WorstAccepted);
    }

    [Fact]
    public void Figures_RealSpecies_GiveRatesAndNoGate()
    {
        AttackFigures figures = AttackStatistics.Figures([.. Living, new("p", "print", 0.7f)], 0.5f, 1, simulated: false);
        Assert.Null(figures.Gate);
        Assert.Equal((0.49, 1.0), (figures.Bpcer, figures.WorstApcer));
    }
}
