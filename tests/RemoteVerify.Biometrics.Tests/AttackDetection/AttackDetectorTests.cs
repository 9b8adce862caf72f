using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.AttackDetection;

public class AttackDetectorTests
{
    /// <summary>Means of the two networks measured independently on the same files.</summary>
    [SkippableFact]
    public void Score_PublishedSamples_GivesTheKnownFigures()
    {
        Assert.Equal(1.000f, Score("mv_live_1.jpg"), 3);
        Assert.Equal(0.999f, Score("vm_live_1.jpg"), 3);
        Assert.Equal(0.335f, Score("mv_spoof_1.jpg"), 3);
        Assert.Equal(0.005f, Score("mv_spoof_2.jpg"), 3);
    }

    [SkippableFact]
    public void Score_ChannelsExchanged_IsAnotherNumber()
    {
        BiometricEngine engine = StandardModels.Engine;
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, "mv_spoof_1.jpg");
        DetectedFace face = engine.Detector.Detect(image)[0];
        float before = engine.AttackDetector.Score(image, face).Value;
        for (int i = 0; i < image.Pixels.Length; i += 3)
        {
            (image.Pixels[i], image.Pixels[i + 2]) = (image.Pixels[i + 2], image.Pixels[i]);
        }

        Assert.NotEqual(before, engine.AttackDetector.Score(image, face).Value, 2);
    }

    [Theory]
    [InlineData(100, 100, 50, 50, 2.7f, 57, 57, 136, 136)]
    [InlineData(0, 0, 50, 50, 2.7f, 0, 0, 136, 136)]
    [InlineData(250, 150, 50, 50, 4f, 119, 39, 201, 201)]
    [InlineData(-5000, -5000, 50, 50, 2.7f, 0, 0, 136, 136)]
    [InlineData(10, 10, 280, 200, 2.7f, 0, 0, 320, 228)]
    public void Of_BoxInPictureOf320x240_IsPushedInsideNotCut(
        float x, float y, float width, float height, float scale, int left, int top, int cropWidth, int cropHeight)
    {
        (int Left, int Top, int Width, int Height) crop = AttackCrop.Of(new FaceBox(x, y, width, height), scale, 320, 240);
        Assert.InRange(crop.Left, 0, 319);
        Assert.InRange(crop.Left + crop.Width, 1, 320);
        Assert.InRange(crop.Top + crop.Height, 1, 240);
        Assert.Equal((left, top, cropWidth, cropHeight), crop);
    }

    private static float Score(string file)
    {
        BiometricEngine engine = StandardModels.Engine;
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, file);
        return engine.AttackDetector.Score(image, engine.Detector.Detect(image)[0]).Value;
    }
}
