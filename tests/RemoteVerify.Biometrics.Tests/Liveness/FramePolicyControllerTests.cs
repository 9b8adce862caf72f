using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public class FramePolicyControllerTests
{
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(120);

    /// <summary>A grainy camera and a quick line: 640x480 at ten a second once filled the session's bytes in less than a minute.</summary>
    [Theory]
    [InlineData(0.10)]
    [InlineData(0.15)]
    [InlineData(0.25)]
    public void Arrived_LargeFramesOverTheWholeSession_StayWithinItsBytes(double bytesPerPixel)
    {
        FramePolicyController frames = new(Session);
        long sent = 0;
        int widest = 0;
        for (TimeSpan at = TimeSpan.Zero; at < Session; at += TimeSpan.FromSeconds(1 / frames.Current.FramesPerSecond))
        {
            int bytes = (int)(frames.Current.Width * frames.Current.Height * bytesPerPixel);
            sent += bytes;
            widest = Math.Max(widest, frames.Current.Width);
            // Half of the time a step is shown, and nothing may change.
            frames.Arrived(at, bytes, 60, mayChange: at.Seconds % 10 < 5);
        }

        Assert.Equal(640, widest);
        Assert.InRange(sent, ProtocolLimits.MaxSessionBytes / 2, ProtocolLimits.MaxSessionBytes);
    }

    [Fact]
    public void Arrived_UsualSession_KeepsItsSize()
    {
        FramePolicyController frames = new(Session);
        for (TimeSpan at = TimeSpan.Zero; at < TimeSpan.FromSeconds(25); at += TimeSpan.FromSeconds(1 / frames.Current.FramesPerSecond))
        {
            frames.Arrived(at, frames.Current.Width * frames.Current.Height / 8, 60, mayChange: true);
        }

        Assert.Equal(640, frames.Current.Width);
    }

    [Fact]
    public void Arrived_SlowAnswers_MakeFramesSmaller()
    {
        FramePolicyController frames = new(Session);

        frames.Arrived(TimeSpan.FromSeconds(1), 9000, 900, mayChange: true);
        FramePolicy? changed = frames.Arrived(TimeSpan.FromSeconds(1.2), 9000, 900, mayChange: true);

        Assert.Equal(240, changed?.Width);
    }
}
