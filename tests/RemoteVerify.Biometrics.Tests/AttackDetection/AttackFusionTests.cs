using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.AttackDetection;

public class AttackFusionTests
{
    private static readonly AttackCues Usual = new(1.5f, 0.4f, 6, -25, 0.5f, -0.6f);

    [Fact]
    public void Fuse_OnlyTheNetworkHasWeight_GivesItsScore()
    {
        AttackFusion fusion = new(With(new FusionTerm("network", 0, 1, 1, -20, 20)));
        Assert.Equal(0.73f, fusion.Fuse(new BonaFideScore(0.73f), Usual).Score.Value, 4);
        Assert.Equal(0.001f, fusion.Fuse(new BonaFideScore(float.NaN), Usual).Score.Value, 4);
    }

    [Fact]
    public void Fuse_CueBeyondItsMostSteps_CountsNoFurther()
    {
        AttackFusion fusion = new(With(new FusionTerm("network", 0, 1, 1, -20, 20), new FusionTerm("spectral-peak", 1.5f, 0.5f, -0.4f, -3, 3)));
        FusedScore at = fusion.Fuse(new BonaFideScore(0.9f), Usual with { SpectralPeak = 3 });
        FusedScore beyond = fusion.Fuse(new BonaFideScore(0.9f), Usual with { SpectralPeak = 90 });
        Assert.Equal(at.Score, beyond.Score);
        Assert.Equal(-1.2f, beyond.Contributions[1].Logit, 4);
        Assert.Equal(["spectral-peak"], beyond.Against);
    }

    [Fact]
    public void Fuse_CueThatCouldNotBeMeasured_IsAbsent()
    {
        AttackFusion fusion = new(With(new FusionTerm("network", 0, 1, 1, -20, 20), new FusionTerm("spectral-peak", 1.5f, 0.5f, -0.4f, -3, 3)));
        FusedScore fused = fusion.Fuse(new BonaFideScore(0.9f), Usual with { SpectralPeak = null });
        Assert.Equal(["network"], fused.Contributions.Select(c => c.Name));
        Assert.Equal(0.9f, fused.Score.Value, 4);
    }

    [Theory]
    [InlineData("spectral-peak", 0.5f)]
    [InlineData("fine-detail", -0.5f)]
    [InlineData("shoe-size", 0.5f)]
    public void Constructor_VoteTurnedRoundOrUnknown_IsRefused(string name, float weight) =>
        Assert.Throws<ArgumentException>(() => new AttackFusion(With(new FusionTerm("network", 0, 1, 1, -20, 20), new FusionTerm(name, 0, 1, weight, -3, 3))));

    [SkippableFact]
    public void Fuse_MoreOfAnyCue_NeverMovesTheScoreTheWrongWay()
    {
        AttackFusion fusion = DemoModels.Engine.AttackPolicy.Fusion is { } calibration ? new AttackFusion(calibration) : throw new InvalidOperationException("the demo set has no fusion");
        Func<float, AttackCues>[] moved =
        [
            v => Usual with { SpectralPeak = 1.5f + v }, v => Usual with { StraightBorder = 0.4f + v }, v => Usual with { ColourRange = 6 + v },
            v => Usual with { BlueShift = -25 + v }, v => Usual with { Focus = 0.5f + v }, v => Usual with { FineDetail = -0.6f + v },
        ];
        foreach ((Func<float, AttackCues> cues, int sign) in moved.Zip(AttackCueNames.All.Select(AttackCueNames.Sign)))
        {
            float[] scores = [.. new[] { -3f, -1, -0.1f, 0, 0.1f, 1, 3 }.Select(v => sign * fusion.Fuse(new BonaFideScore(0.8f), cues(v)).Score.Value)];
            Assert.Equal(scores.Order(), scores);
        }
    }

    private static AttackFusionCalibration With(params FusionTerm[] terms) => new(1, true, "made up", DateTimeOffset.UnixEpoch, [], [], 0, 0, terms, null, 0.5f, 0.1f, 0, 0, "");
}
