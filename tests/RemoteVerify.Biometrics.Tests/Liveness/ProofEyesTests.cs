using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class ProofEyesTests
{
    private static readonly Openness Open = new(0.9f, 0.42f);
    private static readonly Openness Shut = new(0.1f, 0.42f);

    [Fact]
    public void Run_OpenEyes_AsksForNoFurtherPicture()
    {
        CaptureRig rig = new();
        CaptureOutcome outcome = rig.Run(Person(_ => Open));
        Assert.True(outcome.IsPassed);
        Assert.Equal(6, rig.Messages.OfType<ProofMessage>().Count());
        Assert.Equal(0, Eyes(outcome).Value);
        Assert.Equal(CheckOutcome.Advice, Eyes(outcome).Outcome);
    }

    [Fact]
    public void Run_BlinkInOneProofPicture_AsksForOneMoreAndPasses()
    {
        int pictures = 0;
        CaptureRig rig = new();
        CaptureOutcome outcome = rig.Run(Person(_ => pictures++ == 1 ? Shut : Open));
        Assert.True(outcome.IsPassed);
        List<JsonObject> proofs = Proofs(outcome);
        int shut = proofs.Count(p => p["goodButForEyes"]!.GetValue<bool>());
        Assert.Equal(6 + shut, proofs.Count);
        Assert.Equal(5, proofs.Count(p => p["good"]!.GetValue<bool>()));
        Assert.Equal(0, Eyes(outcome).Value);
    }

    [Fact]
    public void Run_EyesThatAreNeverSeenOpen_PassesAfterTheFurtherPicturesAndTellsAnOfficer()
    {
        CaptureRig rig = new();
        CaptureOutcome outcome = rig.Run(Person(_ => Shut));
        Assert.True(outcome.IsPassed);
        Assert.Equal(6 + LivenessPolicy.Default.MaxExtraProofs, rig.Messages.OfType<ProofMessage>().Count());
        Assert.Equal(8, Eyes(outcome).Value);
        Assert.NotEmpty(Eyes(outcome).Frames);
        Assert.All(Proofs(outcome), p => Assert.False(p["good"]!.GetValue<bool>()));
    }

    [Fact]
    public void Run_ShutEyesUnderAPolicyWithoutTheGate_AsksForNoFurtherPicture()
    {
        CaptureRig rig = new() { Policy = LivenessPolicy.Default with { ProofEyesOpen = false } };
        Assert.True(rig.Run(Person(_ => Shut)).IsPassed);
        Assert.Equal(6, rig.Messages.OfType<ProofMessage>().Count());
    }

    [Fact]
    public void Run_NoLandmarkNetwork_TheAdviceDoesNotApply() =>
        Assert.Equal(CheckOutcome.NotApplicable, Eyes(new CaptureRig().Run(new FakePerson(1))).Outcome);

    private static FakePerson Person(Func<Shot, Openness> eyes) =>
        new(1) { Alter = (_, shot) => shot.Faces.Count > 0 && shot.Faces[0].Box.CentreX > 300 ? shot with { Eyes = eyes(shot) } : shot };

    private static LivenessCheck Eyes(CaptureOutcome outcome) => outcome.Checks.Single(c => c.Id == CheckIds.ProofEyes);

    private static List<JsonObject> Proofs(CaptureOutcome outcome) => [.. JsonNode.Parse(outcome.Evidence.Json.Span)!["proofs"]!.AsArray().Select(p => p!.AsObject())];
}
