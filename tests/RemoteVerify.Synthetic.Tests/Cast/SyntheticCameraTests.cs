using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Cast;

public class SyntheticCameraTests(SmallAtlas shared) : IClassFixture<SmallAtlas>
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(2.2);

    [Fact]
    public void Capture_SameSeed_SameBytes()
    {
        byte[] Run(ulong seed)
        {
            SyntheticCamera camera = new(shared.Atlas, new() { Seed = seed });
            camera.Ask(AskedMotion.TurnLeft, TimeSpan.Zero);
            camera.Capture(TimeSpan.FromMilliseconds(100), 160, 120);
            return camera.Capture(TimeSpan.FromMilliseconds(900), 160, 120).Pixels;
        }

        Assert.Equal(Run(5), Run(5));
        Assert.NotEqual(Run(5), Run(6));
    }

    [Fact]
    public void Capture_NobodyMoves_NoTwoFramesAreEqual()
    {
        SyntheticCamera camera = new(shared.Atlas, new());
        HashSet<string> hashes = [];
        for (int i = 0; i < 40; i++)
        {
            RenderedFrame frame = camera.Capture(TimeSpan.FromMilliseconds(i * 80), 160, 120);
            Assert.True(hashes.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame.Pixels))));
        }
    }

    [Theory]
    [InlineData(AskedMotion.TurnLeft, 25, 60)]
    [InlineData(AskedMotion.TurnRight, -60, -25)]
    public void Ask_Turn_ReachesTheAngleOnTheAskedSide(AskedMotion motion, float least, float most)
    {
        SyntheticCamera camera = new(shared.Atlas, new());
        camera.Ask(motion, TimeSpan.Zero);
        Assert.InRange(camera.StateAt(Later).YawDegrees, least, most);
        FacePoints points = camera.Capture(Later, 240, 180).Truth.Points;
        float nose = points.NoseTip.X - ((points.LeftEye.X + points.RightEye.X) / 2);
        Assert.Equal(MathF.Sign(least + most), MathF.Sign(nose));
    }

    [Fact]
    public void Ask_AnyMotion_StartsAfterTheReactionAndMovesSmoothly()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            SyntheticCamera camera = new(shared.Atlas, new() { Seed = seed, Motion = new() { Tremor = 0 } });
            camera.Ask(AskedMotion.TurnLeft, TimeSpan.FromSeconds(1));
            Assert.Equal(0, camera.StateAt(TimeSpan.FromSeconds(1.199)).YawDegrees);
            float before = 0;
            for (int milliseconds = 1200; milliseconds < 3000; milliseconds += 20)
            {
                float yaw = camera.StateAt(TimeSpan.FromMilliseconds(milliseconds)).YawDegrees;
                Assert.InRange(yaw - before, -0.001f, 4);
                before = yaw;
            }

            Assert.True(before > 25);
        }
    }

    [Fact]
    public void Ask_CloserAndBack_FaceGrowsAndShrinksAgain()
    {
        SyntheticCamera camera = new(shared.Atlas, new());
        float start = camera.Capture(TimeSpan.Zero, 240, 180).Truth.Points.InterEyeDistancePixels;
        camera.Ask(AskedMotion.Closer, TimeSpan.Zero);
        float near = camera.Capture(Later, 240, 180).Truth.Points.InterEyeDistancePixels;
        camera.Ask(AskedMotion.BackToNeutral, Later);
        float back = camera.Capture(2 * Later, 240, 180).Truth.Points.InterEyeDistancePixels;
        Assert.InRange(near / start, 1.3f, 1.7f);
        Assert.InRange(back / start, 0.95f, 1.05f);
    }

    [Fact]
    public void Ask_Nod_MovesTheNoseUpOrDown()
    {
        SyntheticCamera camera = new(shared.Atlas, new());
        float start = camera.Capture(TimeSpan.Zero, 240, 180).Truth.Points.NoseTip.Y;
        camera.Ask(AskedMotion.NodUp, TimeSpan.Zero);
        Assert.True(camera.Capture(Later, 240, 180).Truth.Points.NoseTip.Y < start - 3);
        camera.Ask(AskedMotion.NodDown, Later);
        Assert.True(camera.Capture(2 * Later, 240, 180).Truth.Points.NoseTip.Y > start + 3);
    }

    [Fact]
    public void Capture_MoreGain_MoreNoise()
    {
        double Noise(float gain)
        {
            SyntheticCamera camera = new(shared.Atlas, new() { Motion = new() { Tremor = 0, Blinks = false }, Camera = new() { Gain = gain, ExposureDrift = 0 } });
            byte[] a = camera.Capture(TimeSpan.FromMilliseconds(10), 240, 180).Pixels, b = camera.Capture(TimeSpan.FromMilliseconds(20), 240, 180).Pixels;
            return Math.Sqrt(Enumerable.Range(0, a.Length).Average(i => (double)(a[i] - b[i]) * (a[i] - b[i])));
        }

        double usual = Noise(1.3f), dark = Noise(4);
        Assert.InRange(usual, 0.8, 4);
        Assert.True(dark > 2 * usual);
    }

    [Fact]
    public void ShowScreenColour_Green_FaceGetsGreenerAndTheRoomHardly()
    {
        SyntheticCamera camera = new(shared.Atlas, new() { Motion = new() { Tremor = 0, Blinks = false }, Camera = new() { Gain = 0.5f, ExposureDrift = 0 } });
        RenderedFrame dark = camera.Capture(TimeSpan.FromSeconds(1), 240, 180);
        camera.ShowScreenColour(new(0, 1, 0), TimeSpan.FromSeconds(1));
        RenderedFrame lit = camera.Capture(TimeSpan.FromSeconds(1.5), 240, 180);
        Vector2 nose = dark.Truth.Points.NoseTip;
        double Change(Vector2 at, int channel) => Mean(lit, at, channel) - Mean(dark, at, channel);
        Assert.True(Change(nose, 1) > 6, $"face green changed by {Change(nose, 1):F1}");
        Assert.True(Change(nose, 1) > 3 * Math.Abs(Change(nose, 2)));
        Assert.True(Math.Abs(Change(new(200, 20), 1)) < Change(nose, 1) / 3);
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(320, 240)]
    [InlineData(480, 270)]
    public void Capture_AnySize_TruthLiesInsideAndScales(int width, int height)
    {
        SyntheticCamera camera = new(shared.Atlas, new() { Motion = new() { Tremor = 0, Blinks = false } });
        RenderedFrame frame = camera.Capture(TimeSpan.Zero, width, height);
        Assert.Equal(width * height * 3, frame.Pixels.Length);
        FacePoints direct = HeadRenderer.Project(shared.Atlas.Member.Looks, HeadState.Neutral, width, width * 3 / 4);
        Assert.InRange(frame.Truth.Points.InterEyeDistancePixels / direct.InterEyeDistancePixels, 0.99f, 1.01f);
        Assert.InRange(frame.Truth.Points.NoseTip.Y, 0, height);
    }

    private static double Mean(RenderedFrame frame, Vector2 at, int channel)
    {
        double sum = 0;
        for (int y = -4; y <= 4; y++)
        {
            for (int x = -4; x <= 4; x++)
            {
                sum += frame.Pixels[(3 * ((((int)at.Y + y) * frame.WidthPixels) + (int)at.X + x)) + channel];
            }
        }

        return sum / 81;
    }
}
