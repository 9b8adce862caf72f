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

    [Fact]
    public void Measure_FadedColours_ReachLessFar()
    {
        using Image strong = Blocks(60);
        using Image faded = Blocks(15);
        DetectedFace face = new(new FaceBox(100, 100, 200, 200), 0.9f, NoPoints);
        Assert.True(AttackCues.Measure(strong, face).ColourRange > 3 * AttackCues.Measure(faded, face).ColourRange);
        using Image plain = Grey(400, 400, 90);
        Assert.InRange(AttackCues.Measure(plain, face).ColourRange, 0, 0.5f);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(220)]
    public void Measure_BlueLightOnTheFaceAlone_IsSeenWhateverTheSkin(byte skin)
    {
        using Image image = Grey(400, 400, 128);
        DetectedFace face = new(new FaceBox(120, 100, 160, 200), 0.9f, NoPoints);
        Paint(image, 120, 100, 160, 200, (byte)(skin - 15), skin, (byte)(skin + 15));
        float usual = AttackCues.Measure(image, face).BlueShift;
        Paint(image, 120, 100, 160, 200, (byte)(skin + 15), skin, (byte)(skin - 15));
        Assert.True(AttackCues.Measure(image, face).BlueShift > usual + 20);
    }

    [Fact]
    public void Measure_BlurredFaceInSharpSurroundings_HasLessFocusAndLessFineDetail()
    {
        using Image sharp = Noise(400, 400);
        DetectedFace face = new(new FaceBox(120, 100, 160, 200), 0.9f, NoPoints);
        AttackCues before = AttackCues.Measure(sharp, face);
        using Image blurred = ImageOperations.GaussianBlur(sharp, 2);
        for (int y = 100; y < 300; y++)
        {
            blurred.Row(y).Slice(120 * 3, 160 * 3).CopyTo(sharp.Row(y)[(120 * 3)..]);
        }

        AttackCues after = AttackCues.Measure(sharp, face);
        Assert.True(after.Focus < before.Focus - 0.5f);
        Assert.True(after.FineDetail < before.FineDetail - 0.5f);
    }

    [Fact]
    public void Value_EveryName_IsItsMeasure()
    {
        AttackCues cues = new(1, 2, 3, 4, 5, 6);
        Assert.Equal([1f, 2, 3, 4, 5, 6], AttackCueNames.All.Select(name => cues.Value(name)!.Value));
        Assert.Null(cues.Value("network"));
        Assert.All(AttackCueNames.All, name => Assert.NotEqual(name, AttackCueNames.Explain(name)));
    }

    private static void Paint(Image image, int x, int y, int width, int height, byte blue, byte green, byte red)
    {
        for (int row = y; row < y + height; row++)
        {
            for (int column = x; column < x + width; column++)
            {
                Span<byte> pixel = image.Row(row).Slice(column * 3, 3);
                (pixel[0], pixel[1], pixel[2]) = (blue, green, red);
            }
        }
    }

    private static Image Blocks(byte strength)
    {
        Image image = Grey(400, 400, 128);
        for (int i = 0; i < 100; i++)
        {
            byte red = (byte)(128 + (i % 2 == 0 ? strength : 0));
            Paint(image, 40 * (i % 10), 40 * (i / 10), 40, 40, 128, 128, red);
        }

        return image;
    }

    private static Image Noise(int width, int height)
    {
        Image image = new(width, height);
        Random random = new(3);
        random.NextBytes(image.Pixels);
        return image;
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
