using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Tests.Liveness.Injection;

public class GuideIdentityTests
{
    private static readonly FivePoints Straight = new(new(120, 100), new(180, 100), new(150, 135), new(128, 165), new(172, 165));

    [Fact]
    public void Run_GuideFramesOfTheSamePerson_Passes()
    {
        CaptureOutcome outcome = new CaptureRig { GuideTemplate = _ => FakePerson.Template(1, new Random(3)) }.Run(new FakePerson(21));
        Assert.True(outcome.IsPassed);
        Assert.Equal(CheckOutcome.Passed, outcome.Checks.Single(c => c.Id == CheckIds.GuideIdentity).Outcome);
    }

    [Fact]
    public void Run_GuideFramesOfAnotherPerson_FailsOnlyInGuideIdentity()
    {
        CaptureOutcome outcome = new CaptureRig { GuideTemplate = _ => FakePerson.Template(2, new Random(3)) }.Run(new FakePerson(21));
        Assert.Equal(CaptureResult.Retry, outcome.Result);
        Assert.Equal([CheckIds.GuideIdentity], outcome.FailedChecks.Select(c => c.Id));
    }

    [Fact]
    public void Run_LastTry_AnOfficerDecides() => Assert.Equal(
        CaptureResult.Officer,
        new CaptureRig { Attempt = 3, GuideTemplate = _ => FakePerson.Template(2, new Random(3)) }.Run(new FakePerson(21)).Result);

    [Fact]
    public void Run_HardlyAGuideFrameCouldBeCompared_AnOfficerLooks()
    {
        int given = 0;
        CaptureOutcome outcome = new CaptureRig { GuideTemplate = _ => given++ < 2 ? FakePerson.Template(1, new Random(3)) : null }.Run(new FakePerson(21));
        Assert.Equal(CaptureResult.Officer, outcome.Result);
        Assert.Equal([CheckIds.GuideIdentity], outcome.FailedChecks.Select(c => c.Id));
    }

    /// <summary>A slow line carries few frames, also when somebody only pretends to it: then every second one is looked at.</summary>
    [Fact]
    public void Run_InLowMode_AsksForMoreComparisons()
    {
        CaptureRig slow = new() { Delay = TimeSpan.FromSeconds(1) }, usual = new();
        slow.Run(new FakePerson(21));
        usual.Run(new FakePerson(21));
        Assert.Equal((2, 8), (slow.Session!.ComparedOneIn, usual.Session!.ComparedOneIn));
    }

    [Fact]
    public void Dispose_AfterTheSession_ErasesEveryTemplateThatItWasGiven()
    {
        List<FaceTemplate> given = [];
        CaptureRig rig = new()
        {
            GuideTemplate = _ =>
            {
                given.Add(FakePerson.Template(1, new Random(3)));
                return given[^1];
            },
        };
        rig.Run(new FakePerson(21));
        rig.Session!.Dispose();
        Assert.NotEmpty(given);
        Assert.All(given, template => Assert.Throws<ObjectDisposedException>(() => template.Values.Length));
    }

    [Fact]
    public void Chooses_ManyFrames_AboutOneInEightAndOthersWithAnotherSecret()
    {
        GuideSample one = new(new SeededChance(1)), other = new(new SeededChance(2));
        DetectedFace face = new(new FaceBox(90, 60, 120, 150), 0.9f, Straight);
        FrameDigest[] digests = [.. Enumerable.Range(0, 4000).Select(i => new FrameDigest((ulong)i, 0, 0, 0))];
        bool[] chosen = [.. digests.Select(d => one.Chooses(d, face, 320, 8))];
        Assert.InRange(chosen.Count(c => c), 400, 600);
        Assert.Equal(chosen, digests.Select(d => one.Chooses(d, face, 320, 8)));
        Assert.InRange(digests.Where((d, i) => chosen[i] && other.Chooses(d, face, 320, 8)).Count(), 20, 120);
    }

    [Fact]
    public void Chooses_FaceTooSmall_Never()
    {
        GuideSample sample = new(new SeededChance(1));
        FivePoints small = new(new(140, 100), new(160, 100), new(150, 112), new(143, 122), new(157, 122));
        DetectedFace face = new(new FaceBox(130, 85, 40, 50), 0.9f, small);
        Assert.DoesNotContain(true, Enumerable.Range(0, 200).Select(i => sample.Chooses(new FrameDigest((ulong)i, 0, 0, 0), face, 320, 8)));
    }
}
