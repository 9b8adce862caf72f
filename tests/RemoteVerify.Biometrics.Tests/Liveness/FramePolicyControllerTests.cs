using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public class FramePolicyControllerTests
{
    private const int Proofs = 6;
    private const int ProofBytes = 70_000;

    /// <summary>A clean, a usual and a grainy camera on a quick line.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.10)]
    [InlineData(0.15)]
    public void Arrived_UsualCheck_StaysBelowAMegabyteAndAHalf(double bytesPerPixel)
    {
        FramePolicyController frames = new(Proofs);
        Assert.InRange(Run(frames, TimeSpan.FromSeconds(30), bytesPerPixel, 60), 0, 1_450_000);
        Assert.False(frames.IsLowMode);
        Assert.InRange(frames.Current.FramesPerSecond, 3, 10);
    }

    /// <summary>Whoever takes four times the time pays a little more, not four times as much.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.10)]
    [InlineData(0.15)]
    public void Arrived_CheckOfTwoMinutes_CostsLittleMore(double bytesPerPixel) =>
        Assert.InRange(Run(new FramePolicyController(Proofs), TimeSpan.FromSeconds(120), bytesPerPixel, 60), 0, 2_400_000);

    [Fact]
    public void Arrived_CleanCameraOnAQuickLine_GetsLargerFrames()
    {
        FramePolicyController frames = new(Proofs);
        Run(frames, TimeSpan.FromSeconds(5), 0.04, 60);
        Assert.InRange(frames.Current.Width, 480, 640);
        Assert.InRange(frames.Current.FramesPerSecond, 5, 10);
    }

    [Fact]
    public void Arrived_SlowAnswersOnAFairLine_MakeFramesSmaller()
    {
        FramePolicyController frames = Known();

        frames.Arrived(Guide(1, 9000, 900), mayChange: true);
        FramePolicy? changed = frames.Arrived(Guide(1.2, 9000, 900), mayChange: true);

        Assert.Equal(240, changed?.Width);
        Assert.False(frames.IsLowMode);
    }

    /// <summary>Whatever the line, its first frames are small and go one by one; the first quick answer makes them usual ones.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Arrived_FirstFrames_AreSmallUntilTheLineIsKnown(bool webP)
    {
        FramePolicyController frames = new(Proofs) { TakesWebP = webP };
        Assert.Equal((320, 1, webP), (frames.Current.Width, frames.Current.Window, frames.Current.WebP));
        Assert.InRange(frames.Current.MostBytes!.Value, 2000, 5000);

        Assert.Null(frames.Arrived(Guide(0.2, 2200, 0), mayChange: true));
        FramePolicy usual = frames.Arrived(Guide(0.4, 2200, 120), mayChange: true)!;

        Assert.Equal((320, ProtocolLimits.Window, false, null), (usual.Width, usual.Window, usual.WebP, usual.MostBytes));
        Assert.True(frames is { KnowsLine: true, IsLowMode: false });
    }

    [Theory]
    [InlineData(true, 320)]
    [InlineData(false, 240)]
    public void Arrived_ThreeLateAnswersAtTheStart_AreTheLowMode(bool webP, int width)
    {
        FramePolicyController frames = new(Proofs) { TakesWebP = webP };
        frames.Arrived(Guide(0.5, 2200, 0), mayChange: true);
        frames.Arrived(Guide(1.1, 2200, 600), mayChange: true);
        frames.Arrived(Guide(1.7, 2200, 600), mayChange: true);
        Assert.False(frames.IsLowMode);

        frames.Arrived(Guide(2.3, 2200, 600), mayChange: true);

        Assert.True(frames is { KnowsLine: true, IsLowMode: true });
        Assert.Equal((width, 1, webP), (frames.Current.Width, frames.Current.Window, frames.Current.WebP));
    }

    /// <summary>One answer comes late by chance, or because this server was busy.</summary>
    [Fact]
    public void Arrived_LateAnswersThatAreNotTheLines_AreNoLowMode()
    {
        FramePolicyController chance = new(Proofs);
        chance.Arrived(Guide(0.5, 2200, 0), mayChange: true);
        chance.Arrived(Guide(1.1, 2200, 600), mayChange: true);
        chance.Arrived(Guide(1.7, 2200, 200), mayChange: true);
        Assert.True(chance is { KnowsLine: true, IsLowMode: false });

        FramePolicyController busy = new(Proofs);
        busy.Arrived(Guide(0.5, 2200, 0, own: 2), mayChange: true);
        busy.Arrived(Guide(2.6, 2200, 2100, own: 2), mayChange: true);
        Assert.True(busy is { KnowsLine: true, IsLowMode: false });
    }

    [Fact]
    public void Arrived_ClientThatMeasuresNothing_IsTakenForQuick()
    {
        FramePolicyController frames = new(Proofs);
        for (int i = 0; i < 4; i++)
        {
            Assert.False(frames.KnowsLine);
            frames.Arrived(Guide(i, 2200, 0), mayChange: true);
        }

        Assert.True(frames is { KnowsLine: true, IsLowMode: false });
    }

    [Fact]
    public void Arrived_VerySlowAnswersBeforeTheFirstProof_AreTheLowMode()
    {
        FramePolicyController frames = Known();
        frames.Arrived(Guide(2, 8000, 2000), mayChange: true);
        frames.Arrived(Guide(3, 8000, 2000), mayChange: true);
        Assert.True(frames.IsLowMode);
        Assert.Equal(240, frames.Current.Width);

        FramePolicyController fair = Known();
        fair.Arrived(new Arrival(TimeSpan.FromSeconds(2), ProofBytes, false, 1000, TimeSpan.Zero), mayChange: true);
        fair.Arrived(Guide(6, 8000, 4500), mayChange: true);
        fair.Arrived(Guide(7, 8000, 4500), mayChange: true);
        Assert.False(fair.IsLowMode);
    }

    /// <summary>A step is judged on frames of one size.</summary>
    [Fact]
    public void Arrived_DuringAStep_KeepsTheSize()
    {
        FramePolicyController frames = Known();
        for (int i = 0; i < 40; i++)
        {
            frames.Arrived(Guide(1 + (i / 6.0), 3000, 60), mayChange: false);
            Assert.Equal(320, frames.Current.Width);
        }
    }

    private static Arrival Guide(double seconds, int bytes, int answerMilliseconds, double own = 0) =>
        new(TimeSpan.FromSeconds(seconds), bytes, true, answerMilliseconds, TimeSpan.FromSeconds(own));

    /// <summary>On a line that was found fair.</summary>
    private static FramePolicyController Known()
    {
        FramePolicyController frames = new(Proofs);
        frames.Arrived(Guide(0.2, 3000, 0), mayChange: true);
        frames.Arrived(Guide(0.4, 3000, 100), mayChange: true);
        return frames;
    }

    /// <returns>Bytes sent.</returns>
    private static long Run(FramePolicyController frames, TimeSpan length, double bytesPerPixel, int answerMilliseconds)
    {
        long sent = 0;
        int proofs = 0;
        for (TimeSpan at = TimeSpan.Zero; at < length; at += TimeSpan.FromSeconds(1 / frames.Current.FramesPerSecond))
        {
            if (proofs < Proofs && at > length / (Proofs + 1) * (proofs + 1))
            {
                proofs++;
                sent += ProofBytes;
                frames.Arrived(new Arrival(at, ProofBytes, false, answerMilliseconds, TimeSpan.Zero), mayChange: false);
            }

            int bytes = (int)(frames.Current.Width * frames.Current.Height * bytesPerPixel);
            sent += bytes;

            // Half of the time a step is shown, and the size may not change.
            frames.Arrived(new Arrival(at, bytes, true, answerMilliseconds, TimeSpan.Zero), mayChange: at.Seconds % 10 < 5);
        }

        return sent;
    }
}
