using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Cameras;

public class CameraModelTests
{
    private static readonly CameraOptions Quiet = new() { Gain = 0.05f, ExposureDrift = 0 };
    private static readonly RenderedFrame Checks = PlainScene.Of((x, y) => (byte)(((x / 6) + (y / 6)) % 2 == 0 ? 60 : 190));

    [Fact]
    public void Apply_SameSeedAndTimes_SameBytes() => Assert.Equal(Drawn(3, 3).Pixels, Drawn(3, 3).Pixels);

    [Fact]
    public void Apply_OtherSeed_OtherBytes() => Assert.NotEqual(Drawn(3, 3).Pixels, Drawn(3, 4).Pixels);

    [Fact]
    public void Apply_OtherTime_OtherNoise()
    {
        CameraModel camera = new(new(), 1);
        Assert.NotEqual(Shot(camera, PlainScene.Grey(120), 0).Pixels, Shot(camera, PlainScene.Grey(120), 0.04).Pixels);
    }

    [Fact]
    public void Apply_AnyCamera_InputStaysAsItWas()
    {
        byte[] before = [.. Checks.Pixels];
        Drawn(3, 3);
        Assert.Equal(before, Checks.Pixels);
    }

    [Fact]
    public void Apply_HigherGain_MoreNoise()
    {
        double Noise(float gain) => PlainScene.Spread(Shot(Quiet with { Gain = gain }, PlainScene.Grey(120)));
        Assert.True(Noise(1) > Noise(0.3f) + 0.3, $"{Noise(0.3f):F2} then {Noise(1):F2}");
        Assert.True(Noise(4) > 2 * Noise(1), $"{Noise(1):F2} then {Noise(4):F2}");
    }

    [Fact]
    public void Apply_SceneGetsDark_ExposureFollowsWithItsLag()
    {
        CameraModel camera = new(Quiet with { AutoExposure = 0.9f, ExposureLag = TimeSpan.FromMilliseconds(400) }, 1);
        Shot(camera, PlainScene.Grey(170), 0);
        double atOnce = PlainScene.Mean(Shot(camera, PlainScene.Grey(60), 0.03), 1);
        double later = PlainScene.Mean(Shot(camera, PlainScene.Grey(60), 0.43), 1);
        double settled = PlainScene.Mean(Shot(camera, PlainScene.Grey(60), 5), 1);
        Assert.True(atOnce < 0.5 * settled, $"{atOnce:F0} at once, {settled:F0} settled");
        Assert.InRange(later, atOnce + 10, settled - 10);
    }

    [Fact]
    public void Apply_FirstFrameDark_ExposureIsSettled()
    {
        CameraOptions options = Quiet with { AutoExposure = 0.9f };
        CameraModel camera = new(options, 1);
        double first = PlainScene.Mean(Shot(camera, PlainScene.Grey(60), 0), 1);
        Assert.Equal(first, PlainScene.Mean(Shot(camera, PlainScene.Grey(60), 9), 1), 0.5);
    }

    [Fact]
    public void Apply_NoAutoExposure_DarkStaysDark() =>
        Assert.True(PlainScene.Mean(Shot(Quiet, PlainScene.Grey(60)), 1) < 80);

    [Fact]
    public void Apply_WarmWhiteBalance_RedderAndLessBlue()
    {
        RenderedFrame neutral = Shot(Quiet, PlainScene.Grey(120)), warm = Shot(Quiet with { WhiteBalance = new(1.2f, 1, 0.8f) }, PlainScene.Grey(120));
        Assert.True(PlainScene.Mean(warm, 2) > PlainScene.Mean(neutral, 2) + 5);
        Assert.True(PlainScene.Mean(warm, 0) < PlainScene.Mean(neutral, 0) - 5);
        Assert.Equal(PlainScene.Mean(neutral, 1), PlainScene.Mean(warm, 1), 0.5);
    }

    [Fact]
    public void Apply_LowerJpegQuality_FartherFromTheUncompressed()
    {
        double Off(int quality)
        {
            byte[] through = Shot(Quiet with { JpegQuality = quality }, Checks).Pixels, plain = Shot(Quiet, Checks).Pixels;
            return plain.Zip(through, (a, b) => Math.Abs(a - (double)b)).Average();
        }

        double good = Off(95), poor = Off(30);
        Assert.True(good > 0);
        Assert.True(poor > 1.5 * good, $"{good:F2} at 95, {poor:F2} at 30");
    }

    [Fact]
    public void Apply_Blur_LessContrast() =>
        Assert.True(PlainScene.Spread(Shot(Quiet with { BlurPixels = 12 }, Checks)) < 0.8 * PlainScene.Spread(Shot(Quiet, Checks)));

    [Fact]
    public void Apply_Vignetting_CornersDarkerThanTheMiddle()
    {
        RenderedFrame frame = Shot(Quiet with { Vignetting = 0.35f }, PlainScene.Grey(150));
        int middle = frame.Pixels[3 * ((PlainScene.Height / 2 * PlainScene.Width) + (PlainScene.Width / 2))];
        Assert.True(frame.Pixels[0] < middle - 10, $"corner {frame.Pixels[0]}, middle {middle}");
    }

    [Fact]
    public void Apply_RollingShutterAndShake_MarkLiesAtTheMovedTruth()
    {
        CameraOptions options = Quiet with { Readout = TimeSpan.FromMilliseconds(40), ShakePixelsPerSecond = new(2500, 0) };
        FacePoints before = Checks.Truth.Points;
        RenderedFrame scene = PlainScene.Of((x, y) => (byte)(Vector2.Distance(new(x + 0.5f, y + 0.5f), before.RightMouthCorner) < 4 ? 240 : 60));
        RenderedFrame frame = Shot(options, scene);
        Vector2 truth = frame.Truth.Points.RightMouthCorner;
        Assert.True(MathF.Abs(truth.X - before.RightMouthCorner.X) > 1.5f, $"moved to {truth}");
        Assert.True(Vector2.Distance(BrightMiddle(frame), truth) < 1, $"mark at {BrightMiddle(frame)}, truth {truth}");
    }

    /// <summary>A proof picture follows a smaller guide frame: who stands still must not be taken for somebody who flew.</summary>
    [Fact]
    public void Apply_RollingShutterAndAnotherSize_WhoStandsStillStaysInPlace()
    {
        CameraModel camera = new(Quiet with { Readout = TimeSpan.FromMilliseconds(40) }, 1);
        Shot(camera, Checks, 0);
        RenderedFrame twice = new(
            2 * PlainScene.Width, 2 * PlainScene.Height, new byte[12 * PlainScene.Width * PlainScene.Height],
            Checks.Truth with { Points = Checks.Truth.Points.Move(point => 2 * point) });
        Assert.Equal(twice.Truth.Points, Shot(camera, twice, 0.1).Truth.Points);
    }

    private static Vector2 BrightMiddle(RenderedFrame frame)
    {
        int[] bright = [.. Enumerable.Range(0, frame.Pixels.Length / 3).Where(i => frame.Pixels[(3 * i) + 1] > 150)];
        return new((float)bright.Average(i => (i % frame.WidthPixels) + 0.5), (float)bright.Average(i => (i / frame.WidthPixels) + 0.5));
    }

    private static RenderedFrame Drawn(ulong kind, ulong seed) => Shot(new CameraModel(CameraOptions.Draw(kind), seed), Checks, 1);

    private static RenderedFrame Shot(CameraOptions options, RenderedFrame scene) => Shot(new CameraModel(options, 1), scene, 0);

    private static RenderedFrame Shot(CameraModel camera, RenderedFrame scene, double seconds) => camera.Apply(scene, TimeSpan.FromSeconds(seconds));
}
