using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class StepSequenceTests
{
    [Fact]
    public void Draw_ManyTimes_AlwaysHasATurnAndADistanceAndVaries()
    {
        HashSet<string> seen = [];
        for (int seed = 0; seed < 2000; seed++)
        {
            IReadOnlyList<LivenessStep> steps = StepSequence.Draw(LivenessPolicy.Default, false, new SeededChance(seed));
            Assert.Equal(4, steps.Count);
            Assert.Contains(steps, s => s.IsTurn());
            Assert.Contains(steps, s => s.IsDistance());
            seen.Add(string.Join(' ', steps));
        }

        Assert.Equal(208, seen.Count);
    }

    [Fact]
    public void Draw_NoHeadTurn_HasDistancesOnly() =>
        Assert.All(StepSequence.Draw(LivenessPolicy.Default, true, CryptographicChance.Instance), s => Assert.True(s.IsDistance()));

    [Fact]
    public void Redraw_Turn_StaysATurn() =>
        Assert.True(StepSequence.Redraw(LivenessStep.TurnLeft, LivenessPolicy.Default, false, CryptographicChance.Instance).IsTurn());
}
