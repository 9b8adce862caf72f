using System.Text;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Liveness;
using RemoteVerify.Cli.Commands.Liveness.Clips;

namespace RemoteVerify.Cli.Tests.Commands.Liveness;

public sealed class ChallengeFileTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSameAndTellsDrawnFromReplaced()
    {
        ChallengeFile file = Of(("turn-left", 1000, false), ("closer", 3000, true), ("farther", 9000, false), ("turn-right", 12000, false)) with { Seed = 7, Portrait = "portrait.jpg", TimeFactor = 2 };

        ChallengeFile read = ChallengeFile.Read(file.Write());

        Assert.Equal(file.Write(), read.Write());
        Assert.Equal([LivenessStep.TurnLeft, LivenessStep.Closer, LivenessStep.TurnRight], read.Drawn);
        Assert.Equal([LivenessStep.Farther], read.Replacements);
        Assert.True(read.Hello.Needs.NoFlash);
        Assert.Equal(3, read.Under(LivenessPolicy.Default).StepCount);
    }

    [Fact]
    public void Under_MovementsThatNoSessionWouldDraw_AreRefused()
    {
        Assert.Throws<ClipFormatException>(() => Of(("turn-left", 1, false), ("turn-right", 2, false)).Under(LivenessPolicy.Default));
        Assert.Throws<ClipFormatException>(() => Of(("closer", 1, false), ("turn-right", 2, false), ("turn-right", 3, false), ("turn-right", 4, false)).Under(LivenessPolicy.Default));
        Assert.Equal(4, Of(("closer", 1, false), ("turn-right", 2, false), ("turn-right", 3, false), ("nod-up", 4, false)).Under(LivenessPolicy.Default).StepCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\"}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\",\"steps\":[null,null]}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\",\"steps\":[{\"step\":\"jump\",\"revealedAtMilliseconds\":1},{\"step\":\"closer\",\"revealedAtMilliseconds\":2}]}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\",\"steps\":[{\"step\":\"closer\",\"revealedAtMilliseconds\":1},{\"step\":\"turn-left\",\"revealedAtMilliseconds\":1}]}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\",\"steps\":[{\"step\":\"closer\",\"revealedAtMilliseconds\":1},{\"step\":\"turn-left\",\"revealedAtMilliseconds\":2}],\"portrait\":\"../p.jpg\"}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\",\"steps\":[{\"step\":\"closer\",\"revealedAtMilliseconds\":1},{\"step\":\"turn-left\",\"revealedAtMilliseconds\":2}],\"switchOff\":[\"attack-score\"]}")]
    [InlineData("{\"format\":\"RemoteVerify challenge 1\",\"steps\":[{\"step\":\"closer\",\"revealedAtMilliseconds\":1},{\"step\":\"turn-left\",\"revealedAtMilliseconds\":2,\"redrawn\":true}]}")]
    public void Read_BrokenOrHostile_OneException(string text) => Assert.Throws<ClipFormatException>(() => ChallengeFile.Read(Encoding.UTF8.GetBytes(text)));

    private static ChallengeFile Of(params (string Step, double At, bool Redrawn)[] steps) =>
        new(ChallengeFile.CurrentFormat, [.. steps.Select(step => new ChallengeStep(step.Step, step.At, step.Redrawn))]);
}
