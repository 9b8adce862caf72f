using System.Numerics;
using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.People;

public class FaceTruthTests
{
    private static readonly CameraView View = CameraView.Whole(480, 360);
    private static readonly PersonParameters Even = new();

    [Fact]
    public void Measure_EvenFaceStraight_IsSymmetric()
    {
        IReadOnlyList<Vector2> points = HeadRenderer.Measure(Even, HeadState.Neutral, View).Outline;
        Assert.Equal(74, points.Count);
        foreach ((int right, int left) in (ReadOnlySpan<(int, int)>)[(0, 8), (2, 10), (4, 12), (6, 14), (16, 21), (26, 31), (30, 35), (40, 41), (43, 49), (44, 48), (55, 59), (63, 73), (67, 69)])
        {
            Assert.InRange(points[right].X + points[left].X, 479, 481);
            Assert.InRange(points[right].Y - points[left].Y, -0.5f, 0.5f);
        }
    }

    [Fact]
    public void Measure_Box_HoldsAllPoints()
    {
        FaceTruth truth = HeadRenderer.Measure(SyntheticSubject.Draw(3).On(0), new() { YawDegrees = 25, PitchDegrees = -10 }, View);
        foreach (Vector2 point in truth.Outline)
        {
            Assert.InRange(point.X, truth.BoxCorner.X - 0.01f, truth.BoxCorner.X + truth.BoxSize.X + 0.01f);
            Assert.InRange(point.Y, truth.BoxCorner.Y - 0.01f, truth.BoxCorner.Y + truth.BoxSize.Y + 0.01f);
        }
    }

    [Fact]
    public void Measure_Blink_BringsTheLidsTogether()
    {
        Assert.True(Gap(new()) > 4);
        Assert.True(Gap(new() { Blink = 1 }) < 1);

        static float Gap(HeadState state)
        {
            IReadOnlyList<Vector2> points = HeadRenderer.Measure(Even, state, View).Outline;
            return points[6].Y - points[2].Y;
        }
    }

    [Fact]
    public void Measure_OpenMouth_PartsTheInnerLips()
    {
        Assert.True(Gap(new() { MouthOpen = 1 }) > Gap(new()) + 8);

        static float Gap(HeadState state)
        {
            IReadOnlyList<Vector2> points = HeadRenderer.Measure(Even, state, View).Outline;
            return points[61].Y - points[57].Y;
        }
    }

    [Fact]
    public void Measure_Gaze_MovesTheIrisAndNotTheLids()
    {
        IReadOnlyList<Vector2> ahead = HeadRenderer.Measure(Even, HeadState.Neutral, View).Outline;
        IReadOnlyList<Vector2> aside = HeadRenderer.Measure(Even, new() { GazeHorizontal = 1 }, View).Outline;
        Assert.True(aside[16].X > ahead[16].X + 2, "to the subject's left is to the right of the picture");
        Assert.Equal(ahead[0], aside[0]);
    }

    [Fact]
    public void Render_CutOut_ShowsThatPartOfTheFrame()
    {
        HeadState state = new() { DistanceMillimetres = 480 };
        Vector2 corner = new(190, 120);
        RenderedFrame whole = HeadRenderer.Render(Even, state, SceneLight.Room, new(480, 360) { Edges = EdgeCare.None }, default);
        RenderedFrame part = HeadRenderer.Render(Even, state, SceneLight.Room, new(96, 96) { Edges = EdgeCare.None, View = View.Cut(corner, 1) }, default);
        long difference = 0;
        for (int y = 0; y < 96; y++)
        {
            for (int i = 0; i < 96 * 3; i++)
            {
                difference += Math.Abs(part.Pixels[(y * 96 * 3) + i] - whole.Pixels[((y + 120) * 480 * 3) + (190 * 3) + i]);
            }
        }

        Assert.True(difference / (96.0 * 96 * 3) < 1.5, $"{difference / (96.0 * 96 * 3):F2} grey levels apart");
    }
}
