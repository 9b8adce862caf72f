using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Cameras;

public class CameraModelTests
{
    private static readonly GroundTruth Nobody = new(new(new(20, 20), new(40, 20), new(30, 30), new(22, 40), new(38, 40)), HeadState.Neutral);

    [Fact]
    public void Apply_SameCameraAndTime_GivesTheSameBytes()
    {
        CameraOptions options = CameraOptions.Draw(5);
        byte[] first = new CameraModel(options, 5).Apply(Grey(120), TimeSpan.FromSeconds(1)).Pixels;
        Assert.Equal(first, new CameraModel(options, 5).Apply(Grey(120), TimeSpan.FromSeconds(1)).Pixels);
        Assert.NotEqual(first, new CameraModel(options, 6).Apply(Grey(120), TimeSpan.FromSeconds(1)).Pixels);
    }

    [Fact]
    public void Draw_OtherSeeds_GiveOtherCameras() =>
        Assert.True(Enumerable.Range(0, 20).Select(seed => CameraOptions.Draw((ulong)seed)).Distinct().Count() > 15);

    [Fact]
    public void Apply_MoreGain_MoreNoise()
    {
        double quiet = Deviation(new CameraModel(new() { Gain = 0.5f }, 1).Apply(Grey(110), TimeSpan.Zero).Pixels);
        double loud = Deviation(new CameraModel(new() { Gain = 4 }, 1).Apply(Grey(110), TimeSpan.Zero).Pixels);
        Assert.True(loud > 3 * quiet, $"{quiet:F2} at a gain of 0.5, {loud:F2} at 4");
    }

    [Fact]
    public void Apply_RedWhiteBalance_ShiftsTheColourToRed()
    {
        byte[] pixels = new CameraModel(new() { Gain = 0.1f, ExposureDrift = 0, WhiteBalance = new Vector3(1.3f, 1, 0.8f) }, 1).Apply(Grey(110), TimeSpan.Zero).Pixels;
        Assert.True(Mean(pixels, 2) > Mean(pixels, 1) + 5, "red over green");
        Assert.True(Mean(pixels, 1) > Mean(pixels, 0) + 5, "green over blue");
    }

    [Fact]
    public void Apply_TheRoomGetsDark_ExposureFollowsWithItsLag()
    {
        CameraModel camera = new(new() { Gain = 0.1f, ExposureDrift = 0, AutoExposure = 1, ExposureLag = TimeSpan.FromMilliseconds(400) }, 1);
        for (int frame = 0; frame < 20; frame++)
        {
            camera.Apply(Grey(150), TimeSpan.FromMilliseconds(100 * frame));
        }

        double atOnce = Mean(camera.Apply(Grey(60), TimeSpan.FromMilliseconds(2000)).Pixels, 1), later = 0;
        for (int frame = 1; frame < 30; frame++)
        {
            later = Mean(camera.Apply(Grey(60), TimeSpan.FromMilliseconds(2000 + (100 * frame))).Pixels, 1);
        }

        Assert.True(later > atOnce + 8, $"{atOnce:F0} at once, {later:F0} after three seconds");
    }

    [Fact]
    public void Apply_Blur_TakesDetailAway()
    {
        RenderedFrame lines = new(64, 64, [.. Enumerable.Range(0, 64 * 64 * 3).Select(i => (byte)(i / 3 % 64 % 4 < 2 ? 60 : 180))], Nobody);
        double sharp = Deviation(new CameraModel(new() { Gain = 0.1f }, 1).Apply(lines, TimeSpan.Zero).Pixels);
        double soft = Deviation(new CameraModel(new() { Gain = 0.1f, BlurPixels = 12 }, 1).Apply(lines, TimeSpan.Zero).Pixels);
        Assert.True(soft < 0.6 * sharp, $"{sharp:F1} without, {soft:F1} with blur");
    }

    private static RenderedFrame Grey(byte value)
    {
        byte[] pixels = new byte[64 * 64 * 3];
        pixels.AsSpan().Fill(value);
        return new(64, 64, pixels, Nobody);
    }

    private static double Mean(byte[] pixels, int colour) => pixels.Where((_, i) => i % 3 == colour).Average(v => (double)v);

    private static double Deviation(byte[] pixels)
    {
        double mean = Mean(pixels, 1);
        return Math.Sqrt(pixels.Where((_, i) => i % 3 == 1).Average(v => (v - mean) * (v - mean)));
    }
}
