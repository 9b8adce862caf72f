using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class DetCurveTests
{
    [Fact]
    public void Of_TwoPiles_TradesOneErrorForTheOther()
    {
        (ScoreHistogram genuine, ScoreHistogram impostor) = (new(), new());
        for (int i = 0; i < 10_000; i++)
        {
            impostor.Add(i / 10_000f * 0.5f);
            genuine.Add(0.3f + (i / 10_000f * 0.6f));
        }

        IReadOnlyList<DetPoint> points = DetCurve.Of(genuine, impostor);

        Assert.InRange(points.Count, 25, 40);
        Assert.Equal(1, points[0].FalseMatchRate);
        foreach ((DetPoint looser, DetPoint stricter) in points.Zip(points.Skip(1)))
        {
            Assert.True(stricter.FalseMatchRate < looser.FalseMatchRate && stricter.FalseNonMatchRate >= looser.FalseNonMatchRate && stricter.Threshold > looser.Threshold);
        }

        // At a tenth of the impostors the threshold is 0.45, and a quarter of the genuine lie below it.
        DetPoint tenth = points.MinBy(point => Math.Abs(point.FalseMatchRate - 0.1))!;
        Assert.Equal(0.45, tenth.Threshold, 0.01);
        Assert.Equal(0.25, tenth.FalseNonMatchRate, 0.02);
        Assert.True(points[^1].FalseMatchRate * 10_000 >= 10);
    }

    [Fact]
    public void Of_OneSideMissing_IsEmpty()
    {
        ScoreHistogram some = new();
        some.Add(0.5f);
        Assert.Empty(DetCurve.Of(some, new ScoreHistogram()));
        Assert.Empty(DetCurve.Of(new ScoreHistogram(), some));
    }
}
