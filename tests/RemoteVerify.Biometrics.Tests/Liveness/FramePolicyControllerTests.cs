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
    public void Arrived_SlowAnswers_MakeFramesSmaller()
    {
        FramePolicyController frames = new(Proofs);

        frames.Arrived(TimeSpan.FromSeconds(1), 9000, true, 900, mayChange: true);
        FramePolicy? changed = frames.Arrived(TimeSpan.FromSeconds(1.2), 9000, true, 900, mayChange: true);

        Assert.Equal(240, changed?.Width);
        Assert.False(frames.IsLowMode);
    }

    [Fact]
    public void Arrived_VerySlowAnswersBeforeTheFirstProof_AreTheLowMode()
    {
        FramePolicyController frames = new(Proofs);
        frames.Arrived(TimeSpan.FromSeconds(2), 8000, true, 2000, mayChange: true);
        frames.Arrived(TimeSpan.FromSeconds(3), 8000, true, 2000, mayChange: true);
        Assert.True(frames.IsLowMode);
        Assert.Equal(240, frames.Current.Width);

        FramePolicyController fair = new(Proofs);
        fair.Arrived(TimeSpan.FromSeconds(2), ProofBytes, false, 1000, mayChange: true);
        fair.Arrived(TimeSpan.FromSeconds(6), 8000, true, 4500, mayChange: true);
        fair.Arrived(TimeSpan.FromSeconds(7), 8000, true, 4500, mayChange: true);
        Assert.False(fair.IsLowMode);
    }

    /// <summary>A step is judged on frames of one size.</summary>
    [Fact]
    public void Arrived_DuringAStep_KeepsTheSize()
    {
        FramePolicyController frames = new(Proofs);
        for (int i = 0; i < 40; i++)
        {
            frames.Arrived(TimeSpan.FromSeconds(i / 6.0), 3000, true, 60, mayChange: false);
            Assert.Equal(320, frames.Current.Width);
        }
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
                frames.Arrived(at, ProofBytes, false, answerMilliseconds, mayChange: false);
            }

            int bytes = (int)(frames.Current.Width * frames.Current.Height * bytesPerPixel);
            sent += bytes;

            // Half of the time a step is shown, and the size may not change.
            frames.Arrived(at, bytes, true, answerMilliseconds, mayChange: at.Seconds % 10 < 5);
        }

        return sent;
    }
}
