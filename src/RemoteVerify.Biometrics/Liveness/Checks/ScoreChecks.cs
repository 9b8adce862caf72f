using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>Two of the three scores; the third is in <see cref="AttackChecks"/>. None of them refuses a person: they ask for another try or for an officer.</summary>
internal static class ScoreChecks
{
    public static LivenessCheck Injection(SessionRecord record, LivenessPolicy policy)
    {
        InjectionSignals signals = InjectionSignals.Of(record);
        string found = signals.Names.Count == 0 ? "nothing" : string.Join(", ", signals.Names);
        if (policy.SyntheticCameraAccepted && signals.IsDeclaredTestCamera)
        {
            return new LivenessCheck(
                CheckIds.InjectionSignals,
                CheckOutcome.Passed,
                signals.Score,
                policy.InjectionOfficer,
                [],
                $"A test camera, accepted by a signed test policy. Found: {found}.");
        }

        return CheckList.Judge(
            CheckIds.InjectionSignals,
            signals.Score < policy.InjectionOfficer,
            signals.Score,
            policy.InjectionOfficer,
            [],
            $"Signs that the pictures do not come from a camera: {found}.",
            CheckConsequence.Officer);
    }

    public static LivenessCheck Portrait(SessionRecord record, LivenessPolicy policy, FaceTemplate portrait)
    {
        List<ProofRecord> proofs = ProofChecks.Scored(record, policy);
        double median = ProofChecks.Median(proofs.Select(p => (double)p.Observation!.Template.Similarity(portrait).Value));
        return CheckList.Judge(
            CheckIds.PortraitMatch,
            median >= policy.MatchAccept,
            median,
            policy.MatchAccept,
            proofs.Select(p => p.Frame!.Header.Sequence),
            median >= policy.MatchOfficer
                ? "Similarity with the portrait of the chip, the median; below the acceptance limit it is in the band that an officer decides."
                : "Similarity with the portrait of the chip, the median.",
            median >= policy.MatchOfficer ? CheckConsequence.Officer : CheckConsequence.RetryThenOfficer);
    }
}
