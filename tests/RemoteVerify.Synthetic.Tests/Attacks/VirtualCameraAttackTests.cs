using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Attacks;

public class VirtualCameraAttackTests
{
    private const int Width = 16;
    private const int Height = 12;
    private static readonly RenderedFrame[] Recording = [.. Enumerable.Range(0, 6).Select(Frame)];

    [Fact]
    public void Capture_OneLoopLater_EqualBytes()
    {
        VirtualCameraAttack camera = new(Recording, new() { FramesPerSecond = 10 });
        byte[] first = [.. Enumerable.Range(0, 6).Select(i => Shown(camera, i * 0.1))];
        Assert.Equal([0, 1, 2, 3, 4, 5], first);
        Assert.Equal(first, Enumerable.Range(6, 6).Select(i => Shown(camera, i * 0.1)));
    }

    [Fact]
    public void Capture_PingPong_RunsBackAtTheEnd()
    {
        VirtualCameraAttack camera = new(Recording, new() { FramesPerSecond = 10, PingPong = true });
        Assert.Equal([4, 5, 4, 3, 2, 1, 0, 1], Enumerable.Range(4, 8).Select(i => Shown(camera, i * 0.1)));
    }

    [Fact]
    public void Ask_WithAnswer_PlaysItAfterTheReactionAndHolds()
    {
        VirtualCameraAttack camera = new(Recording, new()
        {
            FramesPerSecond = 0.001,
            Answers = new Dictionary<AskedMotion, (int, int)> { [AskedMotion.TurnLeft] = (3, 1) },
            Reaction = TimeSpan.FromSeconds(0.5),
        });
        camera.Ask(AskedMotion.TurnLeft, TimeSpan.FromSeconds(1));
        Assert.Equal(0, Shown(camera, 1.4));
        Assert.Equal(3, Shown(camera, 1.6));
        Assert.Equal(3, Shown(camera, 60));
    }

    [Fact]
    public void ShowScreenColour_Red_ChangesNothing()
    {
        VirtualCameraAttack camera = new(Recording, new());
        byte[] before = camera.Capture(TimeSpan.Zero, Width, Height).Pixels;
        camera.ShowScreenColour(System.Numerics.Vector3.UnitX, TimeSpan.Zero);
        Assert.Equal(before, camera.Capture(TimeSpan.Zero, Width, Height).Pixels);
    }

    [Fact]
    public void Capture_OtherSize_TruthIsScaledToo()
    {
        RenderedFrame large = new VirtualCameraAttack(Recording, new()).Capture(TimeSpan.Zero, 2 * Width, 2 * Height);
        Assert.Equal(2 * Width, large.WidthPixels);
        Assert.Equal(2 * Recording[0].Truth.Points.InterEyeDistancePixels, large.Truth.Points.InterEyeDistancePixels, 3);
    }

    private static byte Shown(VirtualCameraAttack camera, double seconds) => camera.Capture(TimeSpan.FromSeconds(seconds), Width, Height).Pixels[0];

    private static RenderedFrame Frame(int number)
    {
        byte[] pixels = new byte[Width * Height * 3];
        Array.Fill(pixels, (byte)number);
        return new(Width, Height, pixels, new(new(new(5, 5), new(10, 5), new(7.5f, 7), new(6, 9), new(9, 9)), HeadState.Neutral));
    }
}
