using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.Landmarks;

public class LandmarkLocatorTests
{
    private static readonly (string, long[])[] OwnOutputs = [("points", [-1, 148]), ("pose", [-1, 3]), ("eyes", [-1, 2]), ("mouth", [-1, 1])];

    [Fact]
    public void Reads_OutputsOfTheManifest_TellTheNetworksApart()
    {
        ModelEntry own = Entry(OwnOutputs);
        ModelEntry mesh = Entry(("conv2d_20", [1, 1404, 1, 1]), ("conv2d_30", [1, 1, 1, 1]));
        Assert.True(FacePointsLocator.Reads(own) && !FaceMeshLocator.Reads(own));
        Assert.True(FaceMeshLocator.Reads(mesh) && !FacePointsLocator.Reads(mesh));
        Assert.False(FacePointsLocator.Reads(Entry([("points", [-1, 136]), .. OwnOutputs[1..]])));
    }

    [Fact]
    public void For_OutputsThatNothingReads_IsRefusedWithTheFile()
    {
        ModelCatalog catalog = HandMadeEntry.Catalog(Entry(("heatmap", [1, 68, 64, 64])));
        Assert.Contains("hand-made.onnx", Assert.Throws<ArgumentException>(() => LandmarkLocator.For(catalog, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TensorsOfTheProjectsNetwork_BecomeLandmarksInThePicture()
    {
        ImagePoint[] points = HandMadeFace.Points(LandmarkScheme.Points74, 6, 3);
        FaceLandmarks landmarks = FacePointsLocator.Read(
            HandMadeFace.Tensor(points, 112, 2), [-30, 5, 2], [0.9f, 1.2f], [-0.1f], new EyesLevelCrop(HandMadeFace.Detected, 1.5f, 112));
        AssertNear(points, landmarks.Shape.Points);
        Assert.Equal(HeadPoseBasis.Network, landmarks.PoseBasis);
        Assert.Equal((-30f, 5f), (landmarks.Pose.YawDegrees, landmarks.Pose.PitchDegrees));
        Assert.Equal(2, landmarks.Pose.RollDegrees, 4);
        Assert.Equal((0.9f, 1f, 0f), (landmarks.RightEye.Value, landmarks.LeftEye.Value, landmarks.Mouth.Value));
        Assert.True(landmarks.Eyes.IsOpen && !landmarks.Mouth.IsOpen);
        Assert.Null(landmarks.Confidence);
    }

    [Fact]
    public void Read_TurnedFace_TurnsThePointsBackAndAddsTheTurnToRoll()
    {
        FivePoints turned = new(new(100, 100), new(134.64f, 120), new(110, 130), new(95, 150), new(120, 165));
        EyesLevelCrop square = new(HandMadeFace.Detected with { Points = turned }, 1.5f, 112);
        float[] tensor = [.. Enumerable.Repeat(56f, 148)];
        tensor[0] = 56 + 11.2f;
        FaceLandmarks landmarks = FacePointsLocator.Read(tensor, [0, 0, -4], [1, 1], [0], square);

        // 11.2 of 112 pixels to the right in a square of 180 that lies 30 degrees clockwise: 18 pixels to the right and down.
        AssertNear([new ImagePoint(120 + (18 * MathF.Cos(MathF.PI / 6)), 120 + (18 * MathF.Sin(MathF.PI / 6)))], [landmarks.Shape.Points[0]]);
        Assert.Equal(26, landmarks.Pose.RollDegrees, 2);
    }

    [Fact]
    public void Read_TensorsOfTheMesh_BecomeLandmarksWithThePoseOfTheFivePoints()
    {
        ImagePoint[] points = HandMadeFace.Points(LandmarkScheme.Mesh468, 1, 9);
        FaceLandmarks landmarks = FaceMeshLocator.Read(
            HandMadeFace.Tensor(points, 192, 3), [0], new EyesLevelCrop(HandMadeFace.Detected, 1.5f, 192), HandMadeFace.Detected);
        AssertNear(points, landmarks.Shape.Points);
        Assert.Equal(HeadPoseBasis.FivePoints, landmarks.PoseBasis);
        Assert.Equal(HeadPose.FromFivePoints(HandMadeFace.Detected.Points), landmarks.Pose);
        Assert.Equal(0.05f, landmarks.Eyes.Value, 3);
        Assert.True(!landmarks.Eyes.IsOpen && landmarks.Mouth.IsOpen);
        Assert.Equal(0.5f, landmarks.Confidence);
    }

    [Theory]
    [InlineData(112)]
    [InlineData(20)]
    public void CutAveraged_BrightSpot_LiesWhereToPictureSays(int side)
    {
        using Image image = new(240, 240);
        for (int y = 130; y < 150; y++)
        {
            image.Row(y)[(3 * 90)..(3 * 110)].Fill(255);
        }

        EyesLevelCrop square = new(HandMadeFace.Detected, 1.5f, side);
        using Image crop = square.CutAveraged(image);
        (double x, double y) spot = Centroid(crop);
        ImagePoint found = square.ToPicture((float)spot.x, (float)spot.y);
        float pixel = 180f / side;
        Assert.InRange(found.X, 99.5f - pixel, 99.5f + pixel);
        Assert.InRange(found.Y, 139.5f - pixel, 139.5f + pixel);
    }

    [SkippableFact]
    public void Locate_OpenEyesClosedMouth_IsReadFromTheMesh()
    {
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, "vm_live_1.jpg");
        DetectedFace face = StandardModels.Engine.Detector.Detect(image)[0];
        FaceLandmarks landmarks = StandardModels.Engine.LandmarkLocator.Locate(image, face);
        Assert.InRange(landmarks.Confidence!.Value, 0.9f, 1f);
        Assert.InRange(landmarks.RightEye.Value, 0.18f, 0.4f);
        Assert.InRange(landmarks.LeftEye.Value, 0.18f, 0.4f);
        Assert.InRange(landmarks.Mouth.Value, 0, 0.1f);
        Assert.InRange(landmarks.Shape.Points[1].X, face.Points.NoseTip.X - 30, face.Points.NoseTip.X + 30);
    }

    private static ModelEntry Entry(params (string, long[])[] outputs) => HandMadeEntry.Of("landmarks", "eyes-level-1.5", [-1, 3, 112, 112], outputs);

    private static void AssertNear(IReadOnlyList<ImagePoint> expected, IReadOnlyList<ImagePoint> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.X, pair.Second.X, 1e-2f);
            Assert.Equal(pair.First.Y, pair.Second.Y, 1e-2f);
        });
    }

    private static (double X, double Y) Centroid(Image image)
    {
        double sum = 0, x = 0, y = 0;
        for (int row = 0; row < image.HeightPixels; row++)
        {
            for (int column = 0; column < image.WidthPixels; column++)
            {
                int value = image.Row(row)[3 * column];
                (sum, x, y) = (sum + value, x + (value * column), y + (value * row));
            }
        }

        return (x / sum, y / sum);
    }
}
