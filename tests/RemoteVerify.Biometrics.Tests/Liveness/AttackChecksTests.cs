using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class AttackChecksTests
{
    private static readonly LivenessPolicy TurnsWeigh = LivenessPolicy.Default with
    {
        FlatTurnEvidenceFrom = 0.15, FlatTurnEvidenceStep = 0.05, FlatTurnEvidenceWeight = 2, FlatTurnEvidenceMost = 3,
    };

    [Fact]
    public void Score_TurnsOfALivingHead_AddNothing()
    {
        CaptureOutcome without = new CaptureRig().Run(new FakePerson(4));
        CaptureOutcome with = new CaptureRig { Policy = TurnsWeigh }.Run(new FakePerson(4));
        Assert.Equal(Check(without, CheckIds.AttackScore).Value, Check(with, CheckIds.AttackScore).Value);
        Assert.True(with.IsPassed);
    }

    [Fact]
    public void Score_FlatTurns_TakeTheScoreOfAPictureThatLooksAliveBelowTheThreshold()
    {
        FakePerson Picture() => new(4) { IsFlat = true, TurnDegrees = 45, BonaFide = 0.8f };
        LivenessCheck without = Check(new CaptureRig().Run(Picture()), CheckIds.AttackScore);
        LivenessCheck with = Check(new CaptureRig { Policy = TurnsWeigh }.Run(Picture()), CheckIds.AttackScore);
        Assert.Equal(CheckOutcome.Passed, without.Outcome);
        Assert.Equal(CheckOutcome.Failed, with.Outcome);
        Assert.InRange(with.Value, 0.01, 0.3);
        Assert.Equal(CheckConsequence.RetryThenOfficer, with.Consequence);
        Assert.Contains("flat turn", with.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cues_ThatSpeakAgainstTheFaceInMostPictures_AreNamedAndDecideNothing()
    {
        AttackAssessment seen = Seen(border: 1f);
        CaptureOutcome outcome = new CaptureRig().Run(new FakePerson(2) { Alter = (_, shot) => shot with { Attack = seen } });
        LivenessCheck advice = Check(outcome, CheckIds.AttackCues);
        Assert.True(outcome.IsPassed);
        Assert.Equal(CheckOutcome.Advice, advice.Outcome);
        Assert.Contains("straight edges", advice.Message, StringComparison.Ordinal);
        Assert.Equal(seen.Fused!.Score.Value, advice.Value, 3);
        Assert.NotEmpty(advice.Frames);
    }

    [Fact]
    public void Cues_NothingUnusual_NamesNone()
    {
        AttackAssessment seen = Seen(border: 0f);
        CaptureOutcome outcome = new CaptureRig().Run(new FakePerson(2) { Alter = (_, shot) => shot with { Attack = seen } });
        Assert.DoesNotContain("straight edges", Check(outcome, CheckIds.AttackCues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_ProofPicture_HoldsCuesAndVotes()
    {
        AttackAssessment seen = Seen(border: 1f);
        CaptureOutcome outcome = new CaptureRig().Run(new FakePerson(2) { Alter = (_, shot) => shot with { Attack = seen } });
        JsonNode attack = JsonNode.Parse(outcome.Evidence.Json.Span)!["proofs"]![0]!["attack"]!;
        Assert.Equal("network", attack["decides"]!.GetValue<string>());
        Assert.Equal(1, attack["cues"]!["straight-border"]!.GetValue<double>());
        Assert.Null(attack["cues"]!["spectral-peak"]);
        Assert.Equal(-2, attack["votes"]!["straight-border"]!.GetValue<double>(), 5);
        Assert.Equal(seen.Fused!.Score.Value, attack["fused"]!.GetValue<double>(), 5);
    }

    private static AttackAssessment Seen(float border)
    {
        FusionTerm[] terms = [new("network", 0, 1, 1, -20, 20), new("straight-border", 0.5f, 0.25f, -1, 0, 3)];
        AttackFusion fusion = new(new AttackFusionCalibration(1, false, "made up", DateTimeOffset.UnixEpoch, [], [], 0, 0, terms, null, 0.5f, 0.1f, 0, 0, ""));
        BonaFideScore network = new(0.9f);
        AttackCues cues = new(null, border, 6, -20, 0.5f, -0.6f);
        return new AttackAssessment(network, cues, fusion.Fuse(network, cues), fusion.Calibration.Decides);
    }

    private static LivenessCheck Check(CaptureOutcome outcome, string id) => outcome.Checks.Single(c => c.Id == id);
}
