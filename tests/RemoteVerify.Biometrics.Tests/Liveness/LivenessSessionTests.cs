using System.Text;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class LivenessSessionTests
{
    [Fact]
    public void Run_HonestPerson_PassesWithEveryDrawOfSteps()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            CaptureOutcome outcome = new CaptureRig { Seed = seed }.Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, $"seed {seed}: {Describe(outcome)}");
            Assert.False(outcome.IsTest);
        }
    }

    [Fact]
    public void Run_HonestPersonOnASlowLine_Passes()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            CaptureOutcome outcome = new CaptureRig { Seed = seed, Delay = TimeSpan.FromMilliseconds(350) }.Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, $"seed {seed}: {Describe(outcome)}");
        }
    }

    [Fact]
    public void Run_HonestPerson_EveryMandatoryCheckIsInTheOutcome()
    {
        CaptureOutcome outcome = new CaptureRig().Run(new FakePerson(1));
        Assert.Equal(CheckIds.All.Order(), outcome.Checks.Select(c => c.Id).Order());
    }

    [Fact]
    public void Run_HonestPerson_StepsAreRevealedOneAtATime()
    {
        CaptureRig rig = new();
        rig.Run(new FakePerson(1));
        List<ServerMessage> messages = rig.Messages;
        List<int> steps = [.. Enumerable.Range(0, messages.Count).Where(i => messages[i] is StepMessage)];
        Assert.Equal(4, steps.Count);
        for (int i = 1; i < steps.Count; i++)
        {
            // Between two steps a proof picture was asked for, and frames were answered in the state between steps.
            Assert.Contains(messages[steps[i - 1]..steps[i]], m => m is ProofMessage);
            Assert.Contains(messages[steps[i - 1]..steps[i]], m => m is AckMessage { State: "proof" });
        }
    }

    [Fact]
    public void Run_AnySession_TheClientNeverGetsAScore()
    {
        CaptureRig rig = new();
        CaptureOutcome outcome = rig.Run(new FakePerson(1) { Identity = 2 });
        string sent = string.Concat(rig.ServerBytes.Select(Encoding.UTF8.GetString));
        Assert.DoesNotContain("similarity", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("score", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(CheckIds.PortraitMatch, sent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(CaptureResult.Retry, outcome.Result);
        Assert.Equal("try-again", rig.Messages.OfType<ResultMessage>().Single().Code);
    }

    [Fact]
    public void Run_AnotherPerson_FailsOnlyInThePortraitMatch() =>
        FailsOnlyIn(() => new FakePerson(3) { Identity = 2 }, CaptureResult.Retry, CheckIds.PortraitMatch);

    [Fact]
    public void Run_AnotherPersonOnTheLastTry_GoesToAnOfficer()
    {
        CaptureOutcome outcome = new CaptureRig { Attempt = 3 }.Run(new FakePerson(3) { Identity = 2 });
        Assert.Equal(CaptureResult.Officer, outcome.Result);
        Assert.Equal(0, outcome.TriesLeft);
    }

    [Fact]
    public void Run_FlatPictureTurnedAsAsked_FailsOnlyInFlatTurn() =>
        FailsOnlyIn(() => new FakePerson(4) { IsFlat = true, TurnDegrees = 45 }, CaptureResult.Retry, CheckIds.FlatTurn);

    [Fact]
    public void Run_FlatPictureThatLooksLikeAnAttack_FailsInFlatTurnAndAttackScore() =>
        FailsOnlyIn(() => new FakePerson(4) { IsFlat = true, TurnDegrees = 45, BonaFide = 0.05f }, CaptureResult.Retry, CheckIds.FlatTurn, CheckIds.AttackScore);

    [Fact]
    public void Run_ScreenThatPlaysAPerfectAnswer_FailsOnlyInTheAttackScore() =>
        FailsOnlyIn(() => new FakePerson(4) { BonaFide = 0.2f }, CaptureResult.Retry, CheckIds.AttackScore);

    [Fact]
    public void Run_TurnsTheOtherWay_FailsOnlyInStepAnswers() =>
        FailsOnlyIn(
            () => new FakePerson(5) { Understands = s => s switch { "turn-left" => "turn-right", "turn-right" => "turn-left", _ => s } },
            CaptureResult.Retry,
            CheckIds.StepAnswers);

    [Fact]
    public void Run_WrongAnswersOnTheLastTry_IsRefused()
    {
        CaptureOutcome outcome = new CaptureRig { Attempt = 3 }.Run(new FakePerson(5) { Understands = _ => "farther" });
        Assert.Equal(CaptureResult.Refused, outcome.Result);
    }

    [Fact]
    public void Run_AnswersBeforeAnyoneCouldReact_FailsOnlyInStepTiming() =>
        FailsOnlyIn(
            () => new FakePerson(6) { Reaction = TimeSpan.FromMilliseconds(-300), MoveTime = TimeSpan.FromMilliseconds(100) },
            CaptureResult.Retry,
            CheckIds.StepTiming);

    [Fact]
    public void Run_NeverAnswers_FailsOnlyInStepAnswers() =>
        FailsOnlyIn(() => new FakePerson(7) { Understands = _ => "nothing" }, CaptureResult.Retry, CheckIds.StepAnswers);

    [Fact]
    public void Run_SecondFace_FailsOnlyInSingleFace()
    {
        FailsOnlyIn(
            () => new FakePerson(8) { Alter = (n, s) => n is > 20 and < 25 ? s with { Faces = WithSecond(s) } : s },
            CaptureResult.Retry,
            CheckIds.SingleFace);
    }

    [Fact]
    public void Run_FaceOftenMissing_FailsOnlyInFacePresent() =>
        FailsOnlyIn(
            () => new FakePerson(9) { Alter = (n, s) => n > 12 && n % 4 == 0 ? s with { Faces = [] } : s },
            CaptureResult.Retry,
            CheckIds.FacePresent);

    [Fact]
    public void Run_PersonReplacedInTheMiddle_FailsOnlyInIdentityContinuity()
    {
        // One of the proof pictures shows a stranger; the median still matches the portrait.
        FailsOnlyIn(() => new StrangerInOneProof(10), CaptureResult.Retry, CheckIds.IdentityContinuity);
    }

    [Fact]
    public void Run_FaceJumps_FailsOnlyInTrackContinuity() =>
        FailsOnlyIn(
            () => new FakePerson(11) { Alter = (n, s) => n == 25 ? s with { Faces = [Moved(s, 0.8f)] } : s },
            CaptureResult.Retry,
            CheckIds.TrackContinuity);

    [Fact]
    public void Run_FrozenPictures_FailsOnlyInFrozenFrames()
    {
        Shot? still = null;
        FailsOnlyIn(
            () =>
            {
                still = null;
                return new FakePerson(12) { Alter = (n, s) => n is >= 4 and < 22 && IsGuide(s) ? still ??= s : s };
            },
            CaptureResult.Retry,
            CheckIds.FrozenFrames);
    }

    [Fact]
    public void Run_RecompressedStill_FailsOnlyInFrozenFrames()
    {
        Shot? still = null;
        FailsOnlyIn(
            () =>
            {
                still = null;
                return new FakePerson(12) { Alter = (n, s) => n is >= 4 and < 22 && IsGuide(s) ? (still ??= s) with { Jpeg = s.Jpeg } : s };
            },
            CaptureResult.Retry,
            CheckIds.FrozenFrames);
    }

    [Fact]
    public void Run_LoopOfPictures_FailsOnlyInDuplicateFrames()
    {
        List<byte[]> loop = [];
        FailsOnlyIn(
            () =>
            {
                loop.Clear();
                return new FakePerson(13)
                {
                    Alter = (n, s) =>
                    {
                        loop.Add(s.Jpeg);
                        return n is >= 20 and < 26 ? s with { Jpeg = loop[n - 10] } : s;
                    },
                };
            },
            CaptureResult.Retry,
            CheckIds.DuplicateFrames);
    }

    [Fact]
    public void Run_BetterPictureInPlaceOfAProof_FailsOnlyInProofConsistency() =>
        FailsOnlyIn(
            () => new SwappedProofs(14),
            CaptureResult.Retry,
            CheckIds.ProofConsistency);

    [Fact]
    public void Run_PicturesOfAnEarlierSession_FailInEarlierFramesAndStepAnswersOnly()
    {
        CaptureRig first = new() { Seed = 1 };
        CaptureOutcome honest = first.Run(new FakePerson(15));
        Assert.True(honest.IsPassed, Describe(honest));
        EarlierFrames earlier = new([honest.Fingerprints]);

        CaptureRig second = new() { Seed = 2, Earlier = earlier };
        CaptureOutcome replayed = second.Run(new ReplayedPictures(first.Recorded));
        Assert.Equal(CaptureResult.Retry, replayed.Result);
        Assert.Contains(CheckIds.EarlierFrames, replayed.Reasons);
        Assert.Contains(CheckIds.StepAnswers, replayed.Reasons);

        LivenessPolicy blind = LivenessPolicy.Default.Without(replayed.Reasons);
        CaptureOutcome passed = new CaptureRig { Seed = 2, Earlier = earlier, Policy = blind }.Run(new ReplayedPictures(first.Recorded));
        Assert.True(passed.IsPassed, Describe(passed));
        Assert.True(passed.IsTest);
    }

    [Fact]
    public void Run_StaleToken_FailsOnlyInStepTokens() => FailsOnlyIn(
        () => new FakePerson(16),
        CaptureResult.Retry,
        [CheckIds.StepTokens],
        policy => new CaptureRig { Policy = policy, Hello = Camera("Integrated Camera"), StaleTokenAt = 40 });

    [Fact]
    public void Run_BrokenChain_FailsOnlyInFrameChain() => FailsOnlyIn(
        () => new FakePerson(17),
        CaptureResult.Retry,
        [CheckIds.FrameChain],
        policy => new CaptureRig { Policy = policy, Tamper = (n, m) => Flip(n, m, 28) });

    [Fact]
    public void Run_PictureChangedOnTheWay_FailsOnlyInFrameChain() => FailsOnlyIn(
        () => new FakePerson(17),
        CaptureResult.Retry,
        [CheckIds.FrameChain],
        policy => new CaptureRig { Policy = policy, Tamper = (n, m) => Flip(n, m, FrameHeader.Size + 20) });

    [Fact]
    public void Run_SequenceNumberRepeated_FailsOnlyInOrderAndChain() => FailsOnlyIn(
        () => new FakePerson(17),
        CaptureResult.Retry,
        [CheckIds.FrameChain, CheckIds.FrameOrder],
        policy => new CaptureRig { Policy = policy, Tamper = (n, m) => Flip(n, m, 6) });

    [Fact]
    public void Run_SyntheticCameraUnderTheDefaultPolicy_GoesToAnOfficerForInjectionOnly()
    {
        CaptureRig rig = new() { Hello = Camera("RemoteVerify synthetic camera") };
        CaptureOutcome outcome = rig.Run(new FakePerson(18));
        Assert.Equal(CaptureResult.Officer, outcome.Result);
        Assert.Equal([CheckIds.InjectionSignals], outcome.Reasons);
        Assert.Equal("officer", rig.Messages.OfType<ResultMessage>().Single().Outcome);
    }

    [Fact]
    public void Run_VirtualCamera_GoesToAnOfficerForInjectionOnly() => FailsOnlyIn(
        () => new FakePerson(18),
        CaptureResult.Officer,
        [CheckIds.InjectionSignals],
        policy => new CaptureRig { Policy = policy, Hello = Camera("OBS Virtual Camera") });

    [Fact]
    public void Run_SyntheticCameraUnderASignedTestPolicy_PassesAndIsStamped()
    {
        LivenessPolicy policy = TestPolicies.SyntheticCamera();
        CaptureOutcome outcome = new CaptureRig { Policy = policy, Hello = Camera("RemoteVerify synthetic camera") }.Run(new FakePerson(18));
        Assert.True(outcome.IsPassed, Describe(outcome));
        Assert.True(outcome.IsTest);
        Assert.Contains("\"stamp\":\"TEST\"", Encoding.UTF8.GetString(outcome.Evidence.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoHeadTurnAsked_OnlyDistanceIsAsked()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            CaptureRig rig = new() { Seed = seed, Hello = new ClientHello { Needs = new ClientNeeds { NoHeadTurn = true }, Camera = new CameraFacts { Label = "cam" } } };
            CaptureOutcome outcome = rig.Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, Describe(outcome));
            Assert.All(rig.Messages.OfType<StepMessage>(), s => Assert.True(s.Step is "closer" or "farther"));
        }
    }

    [Fact]
    public void Run_NodsAllowed_AreUnderstood()
    {
        LivenessPolicy nods = LivenessPolicy.Default with { AllowedSteps = [LivenessStep.NodUp, LivenessStep.NodDown, LivenessStep.TurnLeft, LivenessStep.Farther] };
        HashSet<string> asked = [];
        for (int seed = 0; seed < 10; seed++)
        {
            CaptureRig rig = new() { Seed = seed, Policy = nods };
            CaptureOutcome outcome = rig.Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, Describe(outcome));
            asked.UnionWith(outcome.Steps.Select(s => s.Step));
        }

        Assert.Superset(new HashSet<string> { "nod-up", "nod-down" }, asked);
    }

    [Fact]
    public void Run_SlowPersonWithFourTimesTheTime_Passes()
    {
        FakePerson slow = new(20) { Reaction = TimeSpan.FromSeconds(9), MoveTime = TimeSpan.FromSeconds(4) };
        CaptureRig rig = new() { Hello = new ClientHello { Needs = new ClientNeeds { TimeFactor = 4 }, Camera = new CameraFacts { Label = "cam" } } };
        CaptureOutcome outcome = rig.Run(slow);
        Assert.True(outcome.IsPassed, Describe(outcome));
    }

    [Fact]
    public void Run_OneStepMissed_IsDrawnAnewAndPasses()
    {
        int asked = 0;
        string? last = null;
        FakePerson distracted = new(21) { Understands = s => asked++ == 0 ? "nothing" : last = s };
        CaptureRig rig = new();
        CaptureOutcome outcome = rig.Run(distracted);
        Assert.True(outcome.IsPassed, Describe(outcome));
        Assert.Equal(5, rig.Messages.OfType<StepMessage>().Count());
        Assert.NotNull(last);
    }

    [Fact]
    public void Run_NobodyThere_Expires()
    {
        CaptureOutcome outcome = new CaptureRig().Run(new FakePerson(22) { Alter = (_, s) => s with { Faces = [] } });
        Assert.Equal(CaptureResult.Expired, outcome.Result);
        Assert.Equal(EndCode.FramingTime, outcome.Code);
    }

    [Fact]
    public void Tick_NobodyConnects_Expires()
    {
        RemoteVerify.TestKit.FakeClock clock = new();
        LivenessSession session = new(
            new LivenessSessionOptions("s", "h", LivenessPolicy.Default, FakePerson.Template(1), EarlierFrames.None, 1, []) { ModelSet = new ModelSetIdentity("demo", "demo", "manifest") },
            new SeededChance(1), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(11));
        session.Tick(clock.GetUtcNow());
        Assert.Equal(EndCode.NotConnected, session.Outcome!.Code);
        Assert.Equal("demo", session.Outcome.ModelSet!.Name);
        Assert.Contains("\"modelSet\":{\"grade\":\"demo\",\"name\":\"demo\",\"thresholds\":\"manifest\"}", Encoding.UTF8.GetString(session.Outcome.Evidence.Json.Span), StringComparison.Ordinal);
    }

    /// <summary>Proof pictures are larger.</summary>
    private static bool IsGuide(Shot shot) => shot.Faces[0].Box.Width < 120;

    private static ClientHello Camera(string label) => new() { Camera = new CameraFacts { Label = label, Width = 640, Height = 480, FrameRate = 30 } };

    private static void FailsOnlyIn(Func<IFakeCamera> attack, CaptureResult expected, params string[] checks) =>
        FailsOnlyIn(attack, expected, p => p, checks);

    private static void FailsOnlyIn(Func<IFakeCamera> attack, CaptureResult expected, Func<LivenessPolicy, LivenessPolicy> policy, params string[] checks) =>
        FailsOnlyIn(attack, expected, checks, p => new CaptureRig { Policy = policy(p) });

    /// <summary>The attack fails in exactly these checks, and the same input passes when they are switched off.</summary>
    private static void FailsOnlyIn(Func<IFakeCamera> attack, CaptureResult expected, string[] checks, Func<LivenessPolicy, CaptureRig> rig)
    {
        CaptureOutcome refused = rig(LivenessPolicy.Default).Run(attack());
        Assert.True(checks.Order().SequenceEqual(refused.Reasons.Order()), Describe(refused));
        Assert.Equal(expected, refused.Result);

        CaptureOutcome passed = rig(LivenessPolicy.Default.Without(checks)).Run(attack());
        Assert.True(passed.IsPassed, Describe(passed));
        Assert.True(passed.IsTest);
        Assert.Equal(checks.Order(), passed.Checks.Where(c => c.Outcome == CheckOutcome.SwitchedOff).Select(c => c.Id).Order());
    }

    private static byte[] Flip(int frame, byte[] message, int at)
    {
        if (frame == 41)
        {
            message[at] ^= 1;
        }

        return message;
    }

    private static IReadOnlyList<Biometrics.Detection.DetectedFace> WithSecond(Shot shot)
    {
        Biometrics.Detection.DetectedFace face = shot.Faces[0];
        return [face, face with { Box = face.Box with { X = face.Box.X + face.Box.Width, Width = face.Box.Width * 0.7f } }];
    }

    private static Biometrics.Detection.DetectedFace Moved(Shot shot, float widths)
    {
        Biometrics.Detection.DetectedFace face = shot.Faces[0];
        float by = face.Box.Width * widths;
        return face with { Box = face.Box with { Y = face.Box.Y + by } };
    }

    private static string Describe(CaptureOutcome outcome) =>
        $"{outcome.Result} {outcome.Code}: " + string.Join("; ", outcome.FailedChecks.Select(c => $"{c.Id} {c.Value:0.###} vs {c.Threshold:0.###} ({c.Message})"));
}
