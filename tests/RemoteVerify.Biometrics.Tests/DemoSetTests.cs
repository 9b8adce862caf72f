using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Biometrics.Quality;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests;

/// <summary>The whole room on the demo set, with the repository's own rendered portraits.</summary>
public class DemoSetTests
{
    [SkippableFact]
    public void Locate_RenderedPortrait_HasOpenEyesAndLooksStraight()
    {
        using Image image = Portrait("lan");
        DetectedFace face = Face(image);
        FaceLandmarks landmarks = DemoModels.Engine.LandmarkLocator.Locate(image, face);
        Assert.Equal("points-74", landmarks.Shape.Scheme);
        Assert.Equal(HeadPoseBasis.Network, landmarks.PoseBasis);
        Assert.True(landmarks.Eyes.IsOpen && !landmarks.Mouth.IsOpen);
        Assert.InRange(landmarks.Pose.YawDegrees, -12, 12);
        Assert.InRange(landmarks.Pose.PitchDegrees, -12, 12);
        Assert.InRange(landmarks.Pose.RollDegrees, -12, 12);
        ImagePoint nose = landmarks.Shape.Points[39];
        float near = face.Points.InterEyeDistancePixels / 4;
        Assert.InRange(nose.X, face.Points.NoseTip.X - near, face.Points.NoseTip.X + near);
        Assert.InRange(nose.Y, face.Points.NoseTip.Y - near, face.Points.NoseTip.Y + near);
    }

    [SkippableFact]
    public void Locate_PictureTurnedBy20Degrees_GivesTheTurnAsRoll()
    {
        using Image image = Portrait("hung");
        FaceLandmarks upright = DemoModels.Engine.LandmarkLocator.Locate(image, Face(image));
        double cos = Math.Cos(Math.PI / 9);
        double sin = Math.Sin(Math.PI / 9);
        double x = image.WidthPixels / 2.0;
        double y = image.HeightPixels / 2.0;
        double[] clockwise = [cos, -sin, x - (cos * x) + (sin * y), sin, cos, y - (sin * x) - (cos * y)];
        using Image turned = ImageOperations.WarpAffine(image, clockwise, image.WidthPixels, image.HeightPixels, replicateEdge: true);
        FaceLandmarks after = DemoModels.Engine.LandmarkLocator.Locate(turned, Face(turned));
        Assert.InRange(after.Pose.RollDegrees - upright.Pose.RollDegrees, 15, 25);
    }

    [SkippableFact]
    public void Assess_RenderedPortrait_GivesTheSameComponentsAsTheStandardSet()
    {
        using Image image = Portrait("lan");
        QualityReport report = new QualityAssessor(DemoModels.Engine).Assess(image)!;
        Assert.Equal(QualityAssessor.Components, report.Values.Select(value => value.Component));
        Assert.Equal(8, report.Values.Count(value => value.Basis == QualityBasis.NotComputed));
        Assert.True(report["EyesOpen"].Scalar >= 60 && report["MouthClosed"].Scalar >= 60);
    }

    [SkippableFact]
    public void Embed_ManyFacesAtOnce_GivesTheTemplatesOfOneByOne()
    {
        FaceRecogniser recogniser = DemoModels.Engine.Recogniser;
        using Image first = Portrait("lan");
        using Image second = Portrait("hung");
        using AlignedFace a = recogniser.Align(first, Face(first));
        using AlignedFace b = recogniser.Align(second, Face(second));
        IReadOnlyList<FaceTemplate> together = recogniser.Embed([a, b]);
        using FaceTemplate alone = recogniser.Embed(second, Face(second));
        Assert.Equal(128, alone.Length);
        Assert.Equal(1f, alone.Similarity(together[1]).Value, 4);
        Assert.True(alone.Similarity(together[0]).Value < 0.9f);
    }

    [SkippableFact]
    public void Score_RenderedPortrait_IsAProbability()
    {
        using Image image = Portrait("thao");
        Assert.InRange(DemoModels.Engine.AttackDetector.Score(image, Face(image)).Value, 0, 1);
    }

    private static Image Portrait(string name)
    {
        _ = DemoModels.Engine;
        return StandardModels.Load(Repository.Root, "samples", "people", $"portrait-{name}.jpg");
    }

    private static DetectedFace Face(Image image) => Assert.Single(DemoModels.Engine.Detector.Detect(image));
}
