using System.Collections.Concurrent;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Demo;

/// <summary>
/// Every fraud on rendered pixels with the real networks: it fails in the named checks only. The proof feeds the very same bytes at
/// the very same times to a second session with the same chance (nonce, steps, tokens and moments are then the same) under a policy
/// without those checks, and it passes. Checks are judged at the end, so switching one off never changes the course of a session.
/// A print's turn is not always recognised as a turn: then step-answers fails in place of flat-turn, and one of the two must. Seen from
/// the side a print is another face to a recogniser, so the identity may not stay the same and proof pictures may not fit their neighbours.
/// The screen's light falls on its paper as on nothing alive, so screen-light may fail as well.
/// Recorded proof pictures come at other moments than asked, so they may also not belong to the guide frames around them, or come twice.
/// </summary>
/// <param name="set">The model set that judges.</param>
public abstract class FraudTests(string set)
{
    private static readonly ConcurrentDictionary<string, Lazy<FrameAnalyser>> Analysers = new();

    private static readonly Lazy<byte[]> CitizenPortrait = new(() => Portrait.RenderJpeg(CastList.WithRole(CastRole.Citizen).Looks, default));

    /// <summary>With these seeds the picture grows, or a change of distance ends, while the head is on its way back: once that counted as an answer.</summary>
    [SkippableTheory]
    [InlineData(15)]
    [InlineData(22)]
    public void Honest_NearServer_Passes(int seed) => AssertHonestPasses(seed, CaptureTiming.Usual);

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(11)]
    public void Honest_SlowServer_Passes(int seed) => AssertHonestPasses(seed, CaptureTiming.SlowServer);

    [SkippableFact]
    public void AnotherPerson_FailsOnlyInPortraitMatch()
    {
        SyntheticCamera impostor = new(Atlas(CastRole.Impostor), new SyntheticCameraOptions { Seed = 2 });
        AssertFailsOnlyIn(TestPolicy, 2, new SyntheticPictures(impostor), EarlierFrames.None, [CheckIds.PortraitMatch]);
    }

    [SkippableFact]
    public void PrintedPhoto_FailsOnlyInItsNamedChecks()
    {
        PrintAttack print = new(Atlas(CastRole.Citizen).Frame(0), new AttackOptions { Seed = 3 });
        CaptureOutcome outcome = AssertFailsOnlyIn(
            TestPolicy, 3, new SyntheticPictures(print), EarlierFrames.None, [], [CheckIds.StepAnswers, CheckIds.AttackScore, CheckIds.FlatTurn, CheckIds.IdentityContinuity, CheckIds.ProofConsistency, CheckIds.ScreenLight]);
        Assert.Contains(outcome.FailedChecks, check => check.Id is CheckIds.StepAnswers or CheckIds.FlatTurn);
    }

    [SkippableFact]
    public void RecordedPictures_InANewSession_FailOnlyInTheirNamedChecks()
    {
        SyntheticPictures honest = Citizen(11);
        (CaptureOutcome first, _) = Capture(TestPolicy, 11).Run(honest);
        AssertPassed(first);
        EarlierFrames earlier = new([first.Fingerprints]);
        AssertFailsOnlyIn(TestPolicy, 1011, new RecordedPictures(honest.Sent), earlier, [CheckIds.StepAnswers, CheckIds.EarlierFrames], [CheckIds.ProofConsistency, CheckIds.StepTiming, CheckIds.FlatTurn, CheckIds.DuplicateFrames, CheckIds.LoopedFrames, CheckIds.ScreenLight]);
    }

    [SkippableFact]
    public void SyntheticCamera_DefaultPolicy_GoesToAnOfficerForItsSignalsOnly()
    {
        LivenessPolicy policy = LivenessPolicy.Default.For(Analyser.Engine);
        CaptureOutcome outcome = AssertFailsOnlyIn(policy, 1, Citizen(1), EarlierFrames.None, [CheckIds.InjectionSignals]);
        Assert.Equal(CaptureResult.Officer, outcome.Result);
        Assert.False(outcome.IsTest);
    }

    private LivenessPolicy TestPolicy
    {
        get
        {
            LivenessPolicy policy = LivenessPolicy.Default.For(Analyser.Engine);
            return SignedLivenessPolicy.Read(SignedLivenessPolicy.Write(policy, syntheticCameraAccepted: true), [], (_, _) => true)!;
        }
    }

    private void AssertHonestPasses(int seed, CaptureTiming timing)
    {
        (CaptureOutcome outcome, _) = Capture(TestPolicy, seed, timing: timing).Run(Citizen((ulong)seed));
        AssertPassed(outcome);
        Assert.All(outcome.Steps, step => Assert.Equal(step.Step, step.Answer));
    }

    /// <param name="must">Checks in which the fraud fails, whatever the machine.</param>
    /// <param name="may">Further checks that belong to it.</param>
    /// <returns>The outcome with all checks on.</returns>
    private CaptureOutcome AssertFailsOnlyIn(LivenessPolicy policy, int seed, IPictureSource pictures, EarlierFrames earlier, string[] must, params string[] may)
    {
        (CaptureOutcome refused, RecordedSession recorded) = Capture(policy, seed, earlier).Run(pictures);
        Assert.False(refused.IsPassed);
        string[] failed = [.. refused.FailedChecks.Select(check => check.Id)];
        Assert.True(failed.All(id => must.Contains(id) || may.Contains(id)), Describe(refused));
        Assert.Superset(new HashSet<string>(must), new HashSet<string>(failed));

        CaptureOutcome passed = Capture(policy.Without([.. must, .. may]), seed, earlier).Feed(recorded);
        AssertPassed(passed);
        Assert.Equal(refused.ChainSha256, passed.ChainSha256);
        Assert.Equal(failed.Order(), passed.Checks.Where(check => check.Outcome == CheckOutcome.SwitchedOff).Select(check => check.Id).Order());
        Assert.True(passed.IsTest);
        return refused;
    }

    private static void AssertPassed(CaptureOutcome outcome) =>
        Assert.True(outcome.IsPassed, Describe(outcome));

    private static string Describe(CaptureOutcome outcome) =>
        $"{outcome}: {string.Join(", ", outcome.FailedChecks.Select(check => $"{check.Id} {check.Value:0.###} ({check.Message})"))}";

    private SimulatedCapture Capture(LivenessPolicy policy, int seed, EarlierFrames? earlier = null, CaptureTiming? timing = null) =>
        new(Analyser, policy, Analyser.EmbedPortrait(CitizenPortrait.Value)!)
        {
            Numbers = () => new Random(seed).NextDouble,
            Earlier = earlier ?? EarlierFrames.None,
            Timing = timing ?? CaptureTiming.LongLine,
        };

    private static SyntheticPictures Citizen(ulong seed) => new(new SyntheticCamera(Atlas(CastRole.Citizen), new SyntheticCameraOptions { Seed = seed }));

    private static FrameAtlas Atlas(CastRole role)
    {
        string cache = Environment.GetEnvironmentVariable("RV_CACHE") is { Length: > 0 } folder ? folder : Path.Combine(Repository.Root, ".cache");
        return FrameAtlas.Prepare(CastList.WithRole(role), Path.Combine(cache, "people"), new AtlasOptions(), null, default);
    }

    private FrameAnalyser Analyser => Analysers.GetOrAdd(set, name => new(() => new FrameAnalyser(Cli.Models.Engine(name)))).Value;
}

/// <summary>The frauds before our own networks, which every clone has.</summary>
public class FraudTestsWithOurOwnModels() : FraudTests("demo");

/// <summary>The frauds before the standard set.</summary>
public class FraudTestsWithTheStandardModels : FraudTests
{
    public FraudTestsWithTheStandardModels()
        : base("standard")
    {
        _ = TestMaterial.ModelMirror;
    }
}
