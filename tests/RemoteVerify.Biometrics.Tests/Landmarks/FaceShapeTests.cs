using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Quality;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Landmarks;

public class FaceShapeTests
{
    public static TheoryData<string> Schemes => [LandmarkScheme.Mesh468.Name, LandmarkScheme.Points74.Name];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Measures_HandMadeFace_AreThoseOfTheDrawing(string scheme)
    {
        FaceShape shape = Shape(scheme, lidGap: 6, lipGap: 3);
        Assert.Equal(0.3f, shape.RightEyeAspectRatio, 4);
        Assert.Equal(0.3f, shape.LeftEyeAspectRatio, 4);
        Assert.Equal(6f, shape.SmallerLidGapPixels, 4);
        Assert.Equal(3f, shape.LipGapPixels, 4);
        Assert.Equal(0.1f, shape.MouthAspectRatio, 4);
        Assert.Equal(80f, shape.EyeChinDistancePixels, 4);
        Assert.Equal(60f, shape.OuterEyeDistancePixels, 4);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Outline_OfEitherNumbering_NamesEachPointOnceAndHoldsTheChin(string scheme)
    {
        LandmarkScheme numbering = Scheme(scheme);
        Assert.Equal(numbering.Outline.Count, numbering.Outline.Distinct().Count());
        Assert.All(numbering.Outline, i => Assert.InRange(i, 0, numbering.PointCount - 1));
        Assert.Contains(numbering.Chin, numbering.Outline);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Assess_HandMadeFace_GivesEyesMouthAndSizeWhicheverNetworkFoundIt(string scheme)
    {
        using Image image = new(240, 240);
        image.Pixels.Fill(120);
        FaceLandmarks open = Landmarks(scheme, lidGap: 6, lipGap: 0);
        FaceLandmarks shut = Landmarks(scheme, lidGap: 0.2f, lipGap: 40);
        QualityReport awake = QualityAssessor.Assess(image, HandMadeFace.Detected, [HandMadeFace.Detected], open);
        QualityReport asleep = QualityAssessor.Assess(image, HandMadeFace.Detected, [HandMadeFace.Detected], shut);
        Assert.True(awake["EyesOpen"].Scalar > 95 && asleep["EyesOpen"].Scalar < 20);
        Assert.True(awake["MouthClosed"].Scalar > 90 && asleep["MouthClosed"].Scalar < 5);
        Assert.Equal(80.0 / 240, awake["HeadSize"].Raw!.Value, 4);
        Assert.Equal(25, awake["HeadPoseYaw"].Raw!.Value, 4);
    }

    [Fact]
    public void Outline_OfTheProjectsPoints_FollowsTheContourAndTheBrows()
    {
        Assert.Equal(Enumerable.Range(63, 11), LandmarkScheme.Points74.Outline.Take(11));
        Assert.Equal([31, 32, 33, 34, 35, 30, 29, 28, 27, 26], LandmarkScheme.Points74.Outline.Skip(11));
    }

    [Fact]
    public void ToString_OfLandmarks_PrintsNoPoint() =>
        Assert.Equal("face landmarks (points-74)", Landmarks("points-74", 6, 3).ToString());

    private static FaceLandmarks Landmarks(string scheme, float lidGap, float lipGap) =>
        new(Shape(scheme, lidGap, lipGap), new HeadPose(25, 0, 0), HeadPoseBasis.Network, new(1, 0.5f), new(1, 0.5f), new(0, 0.3f), null);

    private static FaceShape Shape(string scheme, float lidGap, float lipGap) => new(Scheme(scheme), HandMadeFace.Points(Scheme(scheme), lidGap, lipGap));

    private static LandmarkScheme Scheme(string name) => name == LandmarkScheme.Mesh468.Name ? LandmarkScheme.Mesh468 : LandmarkScheme.Points74;
}
