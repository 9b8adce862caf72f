using System.Numerics;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Synthetic.Tests.Datasets;

namespace RemoteVerify.Synthetic.Tests.People;

public class FaceTruthTests
{
    private const int Width = 480;
    private static readonly PersonParameters Symmetric = Somebody.Face with { Asymmetry = 0 };

    public static TheoryData<int, int> MirroredPairs
    {
        get
        {
            TheoryData<int, int> pairs = new() { { 16, 21 }, { 17, 24 }, { 18, 23 }, { 19, 22 }, { 20, 25 }, { 40, 41 }, { 43, 49 }, { 44, 48 }, { 45, 47 }, { 54, 50 }, { 53, 51 }, { 55, 59 }, { 56, 58 }, { 62, 60 } };
            for (int i = 0; i < 8; i++)
            {
                pairs.Add(i, 8 + i);
            }

            for (int i = 0; i < 5; i++)
            {
                pairs.Add(26 + i, 31 + i);
                pairs.Add(63 + i, 73 - i);
            }

            return pairs;
        }
    }

    [Fact]
    public void Measure_AnyFace_GivesSeventyFourPoints() => Assert.Equal(74, Measure(HeadState.Neutral).Outline.Count);

    [Theory]
    [MemberData(nameof(MirroredPairs))]
    public void Measure_StraightSymmetricFace_PairMirrorsAtTheMiddle(int right, int left)
    {
        IReadOnlyList<Vector2> points = Measure(HeadState.Neutral).Outline;
        Vector2 mirrored = new(Width - points[left].X, points[left].Y);
        Assert.True(points[right].X < points[left].X, "the subject's right lies left in the picture");
        Assert.True(Vector2.Distance(points[right], mirrored) < 1, $"{right} at {points[right]}, {left} mirrored at {mirrored}");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 0)]
    [InlineData(-40, 15)]
    public void Measure_AnyTurn_BoxHoldsTheFivePoints(float yaw, float pitch)
    {
        FaceTruth truth = Measure(new() { YawDegrees = yaw, PitchDegrees = pitch });
        Vector2 end = truth.BoxCorner + truth.BoxSize;
        foreach (Vector2 point in (Vector2[])[truth.Five.RightEye, truth.Five.LeftEye, truth.Five.NoseTip, truth.Five.RightMouthCorner, truth.Five.LeftMouthCorner])
        {
            Assert.InRange(point.X, truth.BoxCorner.X, end.X);
            Assert.InRange(point.Y, truth.BoxCorner.Y, end.Y);
        }
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(10, 14)]
    public void Measure_Blink_LidsMeet(int upper, int lower)
    {
        float Gap(float blink)
        {
            IReadOnlyList<Vector2> points = Measure(new() { Blink = blink }).Outline;
            return points[lower].Y - points[upper].Y;
        }

        Assert.True(Gap(0) > 4, $"open {Gap(0):F1} px");
        Assert.InRange(Gap(0.5f), 0.2f * Gap(0), 0.9f * Gap(0));
        Assert.InRange(Gap(1), -0.5f, 0.5f);
    }

    [Fact]
    public void Measure_MouthOpen_InnerLipsPart()
    {
        float Gap(float open)
        {
            IReadOnlyList<Vector2> points = Measure(new() { MouthOpen = open }).Outline;
            return points[61].Y - points[57].Y;
        }

        Assert.True(Gap(1) > Gap(0) + 8, $"closed {Gap(0):F1}, open {Gap(1):F1} px");
    }

    [Fact]
    public void Measure_GazeToTheLeft_IrisMovesToThePicturesRight()
    {
        IReadOnlyList<Vector2> straight = Measure(HeadState.Neutral).Outline, left = Measure(new() { GazeHorizontal = 1 }).Outline;
        Assert.True(left[16].X > straight[16].X + 1);
        Assert.True(left[21].X > straight[21].X + 1);
    }

    private static FaceTruth Measure(HeadState state) => HeadRenderer.Measure(Symmetric, state, CameraView.Whole(Width, 360));
}
