using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Datasets;

namespace RemoteVerify.Synthetic.Tests.Datasets;

public class AttackDrawTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(AttackSpecies.Replay)]
    public void CutOut_Box_LiesInTheMiddleAndHoldsTheEyes(AttackSpecies? species)
    {
        TrainingFrame frame = AttackDraw.CutOut(SyntheticSubject.Draw(9), species, 1, 96, default);
        Assert.Equal(species is null ? 0 : (int)species, frame.Species);
        Assert.InRange(frame.Truth.BoxCorner.X + (frame.Truth.BoxSize.X / 2), 47, 49);
        Assert.InRange(frame.Truth.BoxCorner.Y + (frame.Truth.BoxSize.Y / 2), 47, 49);
        Assert.InRange(frame.Truth.Five.RightEye.X, frame.Truth.BoxCorner.X, frame.Truth.BoxCorner.X + frame.Truth.BoxSize.X);
        Assert.InRange(frame.Truth.Five.RightEye.Y, frame.Truth.BoxCorner.Y, frame.Truth.BoxCorner.Y + frame.Truth.BoxSize.Y);
    }
}
