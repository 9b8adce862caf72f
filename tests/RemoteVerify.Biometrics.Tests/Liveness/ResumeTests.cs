using System.Text.Json;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class ResumeTests
{
    [Theory]
    [InlineData(LivenessState.Framing, true)]
    [InlineData(LivenessState.Proof, true)]
    [InlineData(LivenessState.Challenge, true)]
    [InlineData(LivenessState.Challenge, false)]
    [InlineData(LivenessState.Colours, true)]
    [InlineData(LivenessState.Colours, false)]
    public void Run_LineBreaksOnce_GoesOnWithANewNonceAndPasses(LivenessState when, bool noticed)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            CaptureRig rig = Rig(seed, when, noticed, breaks: 1);
            CaptureOutcome outcome = rig.Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, $"seed {seed}: {outcome} {string.Join(", ", outcome.Reasons)}");
            Assert.Equal(2, rig.Nonces.Count);
            Assert.NotEqual(rig.Nonces[0], rig.Nonces[1]);
        }
    }

    [Fact]
    public void Run_LineBreaksDuringAStep_DrawsItAnewAndNeverContinues()
    {
        CaptureRig rig = Rig(2, LivenessState.Challenge, noticed: true, breaks: 1);
        CaptureOutcome outcome = rig.Run(new FakePerson(2));
        StepResult broken = outcome.Steps.First(s => s.IsRedrawn);
        Assert.Null(broken.Answer);
        Assert.Equal(5, outcome.Steps.Count);
        List<StepMessage> shown = [.. rig.Messages.OfType<StepMessage>()];
        Assert.Equal(5, shown.Select(s => s.Token).Distinct().Count());

        // No frame of the new line carries what was shown on the old one.
        ulong old = ProtocolCodec.Token(shown.Single(s => s.Number == broken.Number).Token);
        Assert.DoesNotContain(rig.Taken[1], m => FrameHeader.Read(m).Token == old);
    }

    [Fact]
    public void Run_LineBreaksDuringTheColours_DrawsThemAnew()
    {
        CaptureRig rig = Rig(1, LivenessState.Colours, noticed: true, breaks: 1);
        Assert.True(rig.Run(new FakePerson(1)).IsPassed);
        Assert.Equal(2, rig.Messages.OfType<ColourMessage>().Count(c => c.Number == 128));
        Assert.Single(rig.Messages.OfType<ColourMessage>(), c => c.Number == 133);
    }

    [Fact]
    public void Run_LineBroke_EvidenceHoldsBothChains()
    {
        CaptureRig rig = Rig(3, LivenessState.Challenge, noticed: true, breaks: 2);
        CaptureOutcome outcome = rig.Run(new FakePerson(3));
        Assert.True(outcome.IsPassed);
        using JsonDocument json = JsonDocument.Parse(outcome.Evidence.Json);
        JsonElement[] lines = [.. json.RootElement.GetProperty("lines").EnumerateArray()];
        Assert.Equal(3, lines.Length);
        int first = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            FrameChain chain = new(rig.Nonces[i]);
            rig.Taken[i].ForEach(message => chain.Append(message));
            Assert.Equal(Convert.ToHexStringLower(rig.Nonces[i]), lines[i].GetProperty("nonce").GetString());
            Assert.Equal(Convert.ToHexStringLower(chain.Current.Span), lines[i].GetProperty("chainHash").GetString());
            Assert.Equal(first, lines[i].GetProperty("firstSequence").GetInt32());
            first += rig.Taken[i].Count;
        }

        Assert.Equal(lines[^1].GetProperty("chainHash").GetString(), outcome.ChainSha256);
    }

    [Fact]
    public void Run_LineBreaksAThirdTime_IsLost()
    {
        CaptureOutcome outcome = Rig(1, LivenessState.Challenge, noticed: true, breaks: 3).Run(new FakePerson(1));
        Assert.Equal((CaptureResult.Expired, EndCode.LineLost), (outcome.Result, outcome.Code));
    }

    [Fact]
    public void Run_ClientComesBackTooLate_IsLost()
    {
        CaptureRig rig = Rig(1, LivenessState.Challenge, noticed: true, breaks: 1, away: 27);
        CaptureOutcome outcome = rig.Run(new FakePerson(1));
        Assert.Equal((CaptureResult.Expired, EndCode.LineLost), (outcome.Result, outcome.Code));
        Assert.Single(rig.Nonces);
    }

    /// <summary>Twenty seconds without a network, unnoticed, whatever was asked for just then: a proof picture that can't come is nobody's fault.</summary>
    [Theory]
    [InlineData(LivenessState.Proof)]
    [InlineData(LivenessState.Challenge)]
    public void Run_LineDeadForTwentySeconds_GoesOnAndPasses(LivenessState when)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            CaptureOutcome outcome = Rig(seed, when, noticed: false, breaks: 1, away: 22).Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, $"seed {seed}: {outcome} {string.Join(", ", outcome.Reasons)}");
        }
    }

    [Fact]
    public void Run_PolicyWithoutResumes_IsLostAtOnce()
    {
        CaptureRig rig = new() { Policy = LivenessPolicy.Default with { MaxResumes = 0 }, Breaks = (session, _) => session.State == LivenessState.Challenge };
        Assert.Equal(EndCode.LineLost, rig.Run(new FakePerson(1)).Code);
    }

    [Fact]
    public void Resume_FramesWithTheOldChain_AreBroken()
    {
        FrameReceiver before = new(new byte[16]);
        FrameReceiver after = before.Resumed([1, .. new byte[15]]);
        FrameHeader header = new(FrameKind.Guide, 0, 0, 0, 0, 0, 0, new FrameChain(new byte[16]).Link, 0);
        byte[] message = new byte[FrameHeader.Size + 3];
        header.Write(message);
        Assert.False(after.Receive(message, default).ChainIntact);
        Assert.True(before.Receive(message, default).ChainIntact);
    }

    private static CaptureRig Rig(int seed, LivenessState when, bool noticed, int breaks, int away = 4)
    {
        // Not at the first sight of the state: something must be going on.
        int seen = 0;
        return new CaptureRig
        {
            Hello = new ClientHello { ScreenColours = true, Camera = new CameraFacts { Label = "Integrated Camera", Width = 640, Height = 480, FrameRate = 30 } },
            Seed = seed,
            NoticesBreak = noticed,
            Away = TimeSpan.FromSeconds(away),
            Breaks = (session, done) =>
            {
                seen = session.State == when ? seen + 1 : 0;
                bool now = done < breaks && seen == 6;
                seen = now ? 0 : seen;
                return now;
            },
        };
    }
}
