using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Tests.Landmarks;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class LandmarkStatisticsTests
{
    private static readonly ImagePoint[] Dense = HandMadeFace.Points(LandmarkScheme.Points74, 6, 3);

    [Theory]
    [InlineData(0, "0-15")]
    [InlineData(-14.9f, "0-15")]
    [InlineData(15, "15-30")]
    [InlineData(-45, "45-60")]
    [InlineData(60, "45-60")]
    [InlineData(61, null)]
    public void Holds_Yaw_LiesInOneBandAtMost(float yaw, string? band) =>
        Assert.Equal(band, YawBand.All.Where(b => b.Holds(new HeadPose(yaw, 0, 0))).Select(b => b.ToString()).SingleOrDefault());

    [Fact]
    public void Figures_PointsMovedByTwoPixels_AreSharesOfTheEyeDistance()
    {
        // Eyes 40 apart, outer corners 60 apart; at 60 degrees of yaw the corrected share is half.
        LandmarkFigures figures = LandmarkStatistics.Figures([Frame(yaw: 60, moved: 2)], 1);
        Assert.Equal(0.05, figures.All.FivePoints.Mean, 5);
        Assert.Equal(0.025, figures.All.FivePoints.MeanYawCorrected, 5);
        Assert.Equal(2.0 / 60, figures.All.DensePoints!.Mean, 5);
        Assert.Equal(0.05, figures.Bands[3].Figures.FivePoints.Percentile95, 5);
        Assert.Equal(0, figures.Bands[0].Figures.Frames);
        Assert.True(double.IsNaN(figures.Bands[0].Figures.FivePoints.Mean) && double.IsNaN(figures.Bands[0].Figures.YawRmse));
    }

    [Fact]
    public void Figures_TwentyFrames_The95thPercentileIsTheNineteenth()
    {
        FrameResult[] frames = [.. Enumerable.Range(1, 20).Select(i => Frame(moved: i))];
        Assert.Equal(19 / 40.0, LandmarkStatistics.Figures(frames, 1).All.FivePoints.Percentile95, 5);
    }

    [Fact]
    public void Figures_Angles_AreRootMeanSquareErrorsRoundTheCircle()
    {
        LandmarkFigures figures = LandmarkStatistics.Figures(
            [Frame(yaw: 10, said: new HeadPose(13, 0, 179)), Frame(yaw: 10, said: new HeadPose(6, 0, -179))], 1);
        Assert.Equal(Math.Sqrt(12.5), figures.All.YawRmse, 5);
        Assert.Equal(0, figures.All.PitchRmse, 5);
        Assert.Equal(179, figures.All.RollRmse, 5);
        FrameResult almostRound = Frame(yaw: 0, said: new HeadPose(0, 0, 179));
        almostRound = almostRound with { Truth = almostRound.Truth with { Pose = new HeadPose(0, 0, -179) } };
        Assert.Equal(2, LandmarkStatistics.Figures([almostRound], 1).All.RollRmse, 4);
    }

    [Fact]
    public void Figures_Blinks_CountMissedFacesAsNotFoundAndHalfShutEyesAsNothing()
    {
        LandmarkFigures figures = LandmarkStatistics.Figures(
            [Frame(blink: 1, eyes: 0.1f), Frame(blink: 0.8f, eyes: 0.6f), Missed(blink: 1), Frame(blink: 0.5f, eyes: 0.1f), Frame(blink: 0.2f, eyes: 0.4f), Frame(eyes: 0.9f)], 1);
        Assert.Equal(new StateFigures(0.5, 3, 1 / 3.0, 2, 0.5), figures.Eyes);
        Assert.Equal(1, figures.All.Misses);
    }

    [Fact]
    public void Figures_OpenMouths_AreFoundAboveTheThreshold()
    {
        LandmarkFigures figures = LandmarkStatistics.Figures(
            [Frame(mouthOpen: 0.5f, mouth: 0.3f), Frame(mouthOpen: 1, mouth: 0.1f), Frame(mouthOpen: 0.3f, mouth: 0.9f), Frame(mouth: 0.1f)], 1);
        Assert.Equal(new StateFigures(0.3f, 2, 0.5, 1, 0), figures.Mouth);
    }

    [Fact]
    public void Figures_NetworkWithOtherPoints_HaveNoDenseError()
    {
        FrameResult frame = Frame();
        FaceShape mesh = new(LandmarkScheme.Mesh468, HandMadeFace.Points(LandmarkScheme.Mesh468, 6, 3));
        LandmarkFigures figures = LandmarkStatistics.Figures([frame with { Landmarks = frame.Landmarks! with { Shape = mesh } }], 1);
        Assert.Null(figures.All.DensePoints);
        Assert.Equal(0, figures.All.FivePoints.Mean);
    }

    [Fact]
    public void Figures_NothingFound_AreNotMeasured()
    {
        LandmarkFigures figures = LandmarkStatistics.Figures([Missed(blink: 0)], 1);
        Assert.Null(figures.PoseBasis);
        Assert.True(double.IsNaN(figures.Eyes.Threshold) && double.IsNaN(figures.Eyes.FoundShare) && double.IsNaN(figures.All.FivePoints.Mean));
        Assert.Equal((1, 0.0), (figures.Eyes.NotShown, figures.Eyes.FalseShare));
    }

    [Fact]
    public void Sort_DetectionsAtTheTruePlaceAndElsewhere_AreToldApart()
    {
        FrameTruth truth = Frame().Truth;
        DetectedFace there = HandMadeFace.Detected with { Box = new FaceBox(65, 65, 120, 120) };
        DetectedFace worse = HandMadeFace.Detected with { Box = new FaceBox(80, 80, 120, 120) };
        DetectedFace elsewhere = HandMadeFace.Detected with { Box = new FaceBox(300, 10, 50, 50) };
        (DetectedFace? face, int falseFaces) = FrameResult.Sort(truth, [elsewhere, worse, there]);
        Assert.Same(there, face);
        Assert.Equal(1, falseFaces);
        Assert.Null(FrameResult.Sort(truth, [elsewhere]).Face);
    }

    private static FrameResult Missed(float blink) => Frame(blink: blink) with { Face = null, Landmarks = null };

    // Found points lie so many pixels to the right of the true ones.
    private static FrameResult Frame(
        float yaw = 0, float blink = 0, float mouthOpen = 0, float moved = 0, HeadPose? said = null, float eyes = 1, float mouth = 0)
    {
        ImagePoint Move(ImagePoint p) => new(p.X + moved, p.Y);
        FivePoints five = HandMadeFace.Detected.Points;
        FivePoints movedFive = new(Move(five.RightEye), Move(five.LeftEye), Move(five.NoseTip), Move(five.RightMouthCorner), Move(five.LeftMouthCorner));
        HeadPose pose = new(yaw, 0, 0);
        return new FrameResult(
            new FrameTruth("a.jpg", pose, blink, mouthOpen, HandMadeFace.Detected.Box, five, Dense),
            HandMadeFace.Detected with { Points = movedFive },
            new FaceLandmarks(
                new FaceShape(LandmarkScheme.Points74, [.. Dense.Select(Move)]), said ?? pose, HeadPoseBasis.Network, new(eyes, 0.5f), new(eyes, 0.5f), new(mouth, 0.3f), null),
            0);
    }
}
