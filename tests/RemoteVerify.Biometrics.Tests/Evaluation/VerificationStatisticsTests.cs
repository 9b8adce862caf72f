using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class VerificationStatisticsTests
{
    [Fact]
    public void FnmrAtFmr_KnownScores_TakesTheLowestThresholdThatHolds()
    {
        ScoreHistogram genuine = Scores(0.9f, 0.8f, 0.35f, 0.1f);
        ScoreHistogram impostor = Scores([.. Enumerable.Repeat(0f, 99), 0.3f]);
        (double fnmr, double threshold) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-2);
        Assert.Equal(0, fnmr);
        Assert.InRange(threshold, 0.0, 0.00001);
        (double strict, double higher) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-3);
        Assert.Equal(0.25, strict);
        Assert.InRange(higher, 0.3, 0.30001);
    }

    [Fact]
    public void EqualError_OverlappingScores_IsTheirShare()
    {
        ScoreHistogram genuine = Scores(0.9f, 0.8f, 0.7f, 0.2f);
        ScoreHistogram impostor = Scores(0.0f, 0.1f, 0.05f, 0.3f);
        (double rate, double threshold) = VerificationStatistics.EqualError(genuine, impostor);
        Assert.Equal(0.25, rate);
        Assert.InRange(threshold, 0.2, 0.3);
        Assert.Equal((0.875, 0.875), VerificationStatistics.BestAccuracy(genuine, impostor));
    }

    [Fact]
    public void EqualError_NoScores_IsNotANumber()
    {
        Assert.True(double.IsNaN(VerificationStatistics.EqualError(Scores(), Scores()).Rate));
        Assert.True(double.IsNaN(VerificationStatistics.FnmrAtFmr(Scores(0.5f), Scores(), 1e-2).Fnmr));
    }

    [Fact]
    public void VisitPairs_MoreRowsThanABlock_SeesEveryPairOnceWithItsCosine()
    {
        FaceTemplate[] templates = [.. Enumerable.Range(0, 150).Select(i => FaceTemplate.FromRaw([MathF.Cos(i), MathF.Sin(i), 0, 0, 0], "m"))];
        HashSet<(int, int)> seen = [];
        new TemplateMatrix(templates).VisitPairs(
            (i, j, similarity) =>
            {
                Assert.True(i < j && seen.Add((i, j)));
                Assert.Equal(MathF.Cos(i - j), similarity, 4);
            },
            CancellationToken.None);
        Assert.Equal(150 * 149 / 2, seen.Count);
    }

    [Fact]
    public void Of_ChainOfGenuinePairs_IsOnePerson()
    {
        IdentityGroups groups = new([new("a", "b", true, ""), new("c", "b", true, ""), new("d", "a", false, "")]);
        Assert.Equal(groups.Of("a"), groups.Of("c"));
        Assert.NotEqual(groups.Of("a"), groups.Of("d"));
    }

    private static ScoreHistogram Scores(params float[] values)
    {
        ScoreHistogram histogram = new();
        foreach (float value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }
}
