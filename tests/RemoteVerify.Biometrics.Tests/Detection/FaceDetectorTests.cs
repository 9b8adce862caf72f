using RemoteVerify.Biometrics.Detection;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Detection;

public class FaceDetectorTests
{
    [SkippableFact]
    public void Detect_BlackPicturesOfAnySize_FindsNothing()
    {
        foreach ((int width, int height) in ((int, int)[])[(1, 1), (31, 33), (640, 1), (33, 700)])
        {
            using Image image = new(width, height);
            Assert.Empty(StandardModels.Engine.Detector.Detect(image));
        }
    }

    [SkippableFact]
    public void Detect_LargePicture_GivesPointsInItsOwnPixels()
    {
        using Image large = StandardModels.Load(TestMaterial.PresentationAttackSamples, "vm_live_1.jpg");
        using Image small = ImageOperations.Resize(large, 480, 360, Interpolation.Area);
        DetectedFace inLarge = Assert.Single(StandardModels.Engine.Detector.Detect(large));
        DetectedFace inSmall = Assert.Single(StandardModels.Engine.Detector.Detect(small));
        Assert.InRange(inSmall.Points.NoseTip.X * 3, inLarge.Points.NoseTip.X - 9, inLarge.Points.NoseTip.X + 9);
        Assert.InRange(inSmall.Points.NoseTip.Y * 3, inLarge.Points.NoseTip.Y - 9, inLarge.Points.NoseTip.Y + 9);
        Assert.True(inLarge.Points.RightEye.X < inLarge.Points.LeftEye.X);
    }

    [SkippableFact]
    public void Detect_TwoFaces_GivesTheLargerFirst()
    {
        using Image face = StandardModels.Load(TestMaterial.PresentationAttackSamples, "mv_live_1.jpg");
        using Image smaller = ImageOperations.Resize(face, 240, 320, Interpolation.Area);
        using Image both = new(720, 640);
        for (int y = 0; y < 640; y++)
        {
            face.Row(y).CopyTo(both.Row(y)[(240 * 3)..]);
            if (y < 320)
            {
                smaller.Row(y).CopyTo(both.Row(y));
            }
        }

        IReadOnlyList<DetectedFace> faces = StandardModels.Engine.Detector.Detect(both);
        Assert.Equal(2, faces.Count);
        Assert.True(faces[0].Box.CentreX > 240 && faces[1].Box.CentreX < 240);
    }

    [Fact]
    public void Of_LargeBystanderAtTheEdge_PrefersTheMiddle()
    {
        FivePoints points = new(default, default, default, default, default);
        DetectedFace bystander = new(new FaceBox(0, 0, 90, 110), 0.9f, points);
        DetectedFace subject = new(new FaceBox(85, 70, 80, 100), 0.9f, points);
        Assert.Same(subject, MainFace.Of([bystander, subject], 250, 250));
        Assert.Null(MainFace.Of([], 250, 250));
    }

    [Fact]
    public void Apply_OverlappingBoxes_KeepsTheMostConfident()
    {
        FivePoints points = new(default, default, default, default, default);
        DetectedFace sure = new(new FaceBox(10, 10, 50, 50), 0.9f, points);
        DetectedFace unsure = new(new FaceBox(12, 12, 55, 55), 0.7f, points);
        DetectedFace apart = new(new FaceBox(200, 10, 20, 20), 0.7f, points);
        Assert.Equal([sure, apart], NonMaximumSuppression.Apply([unsure, apart, sure], 0.3f, 10));
    }
}
