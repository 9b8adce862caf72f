using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.AttackDetection;

public class AttackCuesTests
{
    private static readonly FivePoints NoPoints = new(default, default, default, default, default);

    [SkippableFact]
    public void Measure_FaceUnderAGridOfDots_ShowsAHigherPeakThanTheSameFace()
    {
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, "mv_live_1.jpg");
        DetectedFace face = StandardModels.Engine.Detector.Detect(image)[0];
        float before = AttackCues.Measure(image, face).SpectralPeak!.Value;
        AddDots(image, periodPixels: 3.7f, amplitude: 8);
        Assert.True(AttackCues.Measure(image, face).SpectralPeak!.Value > before + 0.8f);
    }

    [Fact]
    public void Measure_FaceInsideAFrame_ShowsItsBorder()
    {
        using Image plain = Grey(400, 400, 120);
        DetectedFace face = new(new FaceBox(150, 130, 100, 130), 0.9f, NoPoints);
        Assert.InRange(AttackCues.Measure(plain, face).StraightBorder, 0, 0.05f);
        for (int y = 0; y < 400; y++)
        {
            plain.Row(y)[..(80 * 3)].Fill(20);
            plain.Row(y)[(320 * 3)..].Fill(20);
        }

        Assert.InRange(AttackCues.Measure(plain, face).StraightBorder, 0.95f, 1f);
    }

    [Fact]
    public void Measure_SmallFace_HasNoSpectrum()
    {
        using Image plain = Grey(200, 200, 100);
        Assert.Null(AttackCues.Measure(plain, new(new FaceBox(50, 50, 60, 80), 0.9f, NoPoints)).SpectralPeak);
    }

    [Fact]
    public void Measure_BoxBeyondThePicture_IsMeasuredAllTheSame()
    {
        using Image plain = Grey(120, 120, 100);
        AttackCues cues = AttackCues.Measure(plain, new(new FaceBox(-500, 900, 300, 300), 0.9f, NoPoints));
        Assert.InRange(cues.StraightBorder, 0, 1);
    }

    private static Image Grey(int width, int height, byte value)
    {
        Image image = new(width, height);
        image.Pixels.Fill(value);
        return image;
    }

    private static void AddDots(Image image, float periodPixels, float amplitude)
    {
        for (int y = 0; y < image.HeightPixels; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < image.WidthPixels; x++)
            {
                float wave = amplitude * MathF.Cos((x + y) * MathF.Tau / periodPixels) * MathF.Cos((x - y) * MathF.Tau / periodPixels);
                wave += amplitude * MathF.Cos((x + (0.6f * y)) * MathF.Tau / periodPixels);
                for (int channel = 0; channel < 3; channel++)
                {
                    row[(x * 3) + channel] = (byte)Math.Clamp(row[(x * 3) + channel] + wave, 0, 255);
                }
            }
        }
    }
}
