using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.AttackDetection;

public class AttackFusionFitterTests
{
    [Fact]
    public void Fit_CueThatSeparates_GetsItsWeightAndOneThatRunsTheOtherWayGetsNone()
    {
        (float bias, IReadOnlyList<FusionTerm> terms) = AttackFusionFitter.Fit(Samples(border: 2, focus: 2));
        Assert.True(terms.Single(t => t.Name == "straight-border").Weight < -0.5f);
        Assert.Equal(0, terms.Single(t => t.Name == "focus").Weight);
        Assert.True(terms.Single(t => t.Name == "network").Weight > 0);
        Assert.True(float.IsFinite(bias));
    }

    [Fact]
    public void Fit_OnlyTheNetworkSeparates_TheCuesHardlyWeigh()
    {
        (float _, IReadOnlyList<FusionTerm> terms) = AttackFusionFitter.Fit(Samples(border: 0, focus: 0));
        float network = terms.Single(t => t.Name == "network").Weight;
        Assert.All(terms.Where(t => t.Name != "network"), t => Assert.True(Math.Abs(t.Weight) < 0.35f * network, $"{t.Name} {t.Weight} beside {network}"));
    }

    [Fact]
    public void Fit_FewPicturesOfOneKind_CountAsMuchAsManyOfAnother()
    {
        // The same attacks, one kind with ten times as many pictures of another cue: each kind's cue keeps about its weight.
        MeasuredAttackSample[] few = [.. Samples(border: 2, focus: 0)];
        MeasuredAttackSample[] many = [.. few, .. Enumerable.Repeat(few.Where(s => s.Sample.Species == "print"), 5).SelectMany(s => s)];
        float alone = AttackFusionFitter.Fit(few).Terms.Single(t => t.Name == "straight-border").Weight;
        float repeated = AttackFusionFitter.Fit(many).Terms.Single(t => t.Name == "straight-border").Weight;
        Assert.Equal(alone, repeated, 3);
    }

    [Fact]
    public void Thresholds_GoodSeparation_StayAtTheirAims()
    {
        (float median, float worst) = AttackFusionFitter.Thresholds([.. Enumerable.Repeat(0.98f, 500)]);
        Assert.Equal((0.5f, 0.1f), (median, worst));
    }

    [Fact]
    public void Thresholds_LivingThatScoreLow_AreLoweredForThem()
    {
        float[] living = [.. Enumerable.Range(0, 1000).Select(i => i < 30 ? 0.01f + (i * 0.001f) : 0.9f)];
        (float median, float worst) = AttackFusionFitter.Thresholds(living);
        Assert.Equal(0.03f, median, 4);
        Assert.Equal(0.012f, worst, 4);
    }

    [Fact]
    public void FlatTurn_FlatSessionsOfAttacks_CostNothingToMostOfTheLiving()
    {
        (string, double, double)[] sessions =
        [
            .. Enumerable.Range(0, 40).Select(i => (string.Empty, 3.0, 0.2 + (i * 0.002))),
            .. Enumerable.Range(0, 20).Select(i => ("print", 0.5, 0.03 + (i * 0.001))),
        ];
        FusionTerm term = AttackFusionFitter.FlatTurn(sessions)!;
        Assert.Equal("flat-turn", term.Name);
        Assert.True(term.Weight > 0.2f);
        Assert.Equal(0, term.Contribution(0.25f));
        Assert.True(term.Contribution(0.04f) < -0.5f);
    }

    [Fact]
    public void FlatTurn_NoAttacks_IsNotMeasured() =>
        Assert.Null(AttackFusionFitter.FlatTurn([.. Enumerable.Range(0, 40).Select(i => (string.Empty, 3.0, 0.2))]));

    /// <summary>200 living and 2 x 100 attacks; the cues of attacks are moved by so many of their own deviations.</summary>
    private static List<MeasuredAttackSample> Samples(float border, float focus)
    {
        Random random = new(1);
        float Noise() => (float)(random.NextDouble() + random.NextDouble() - 1);
        List<MeasuredAttackSample> samples = [];
        for (int i = 0; i < 400; i++)
        {
            bool living = i % 2 == 0;
            float network = AttackFusion.Probability((living ? 1.5f : -1.5f) + (3 * Noise()));
            AttackCues cues = new(
                1.5f + (0.3f * Noise()), 0.5f + (0.2f * (Noise() + (living ? 0 : border))), 6 + Noise(), -25 + (5 * Noise()),
                0.5f + (0.2f * (Noise() + (living ? 0 : focus))), i % 7 == 0 ? null : -0.6f + (0.1f * Noise()));
            samples.Add(new(new($"{i}.jpg", living ? string.Empty : i % 4 == 1 ? "print" : "replay", null, null), new BonaFideScore(network), cues));
        }

        return samples;
    }
}
