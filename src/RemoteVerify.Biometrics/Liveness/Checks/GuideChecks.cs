namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>Whether the guide frames, which carry the movements, show the person of the proof pictures, which carry the portrait.</summary>
internal static class GuideChecks
{
    private const int LeastFrames = 3;

    /// <summary>
    /// A quarter of the frames may be bad; of the rest every one must be like some proof picture. Living people send dozens that can be compared; where there are hardly any, an officer
    /// looks instead, because a client that sends few or small ones on purpose would else be asked nothing.
    /// </summary>
    public static LivenessCheck Identity(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> proofs = record.Proofs.FindAll(p => p.Observation is not null);
        if (proofs.Count == 0)
        {
            return new LivenessCheck(CheckIds.GuideIdentity, CheckOutcome.NotApplicable, 0, policy.ContinuitySimilarity, [], "There was no proof picture to compare with.");
        }

        if (record.GuideTemplates.Count < LeastFrames)
        {
            return CheckList.Judge(
                CheckIds.GuideIdentity, false, record.GuideTemplates.Count, LeastFrames, [], "Guide frames that could be compared with the proof pictures: too few.", CheckConsequence.Officer);
        }

        List<(uint Sequence, double Likeness)> compared =
        [
            .. record.GuideTemplates
                .Select(g => (g.Sequence, proofs.Max(p => (double)p.Observation!.Template.Similarity(g.Template).Value)))
                .OrderBy(g => g.Item2),
        ];
        double value = compared[compared.Count / 4].Likeness;
        return CheckList.Judge(
            CheckIds.GuideIdentity,
            value >= policy.ContinuitySimilarity,
            value,
            policy.ContinuitySimilarity,
            compared.Where(g => g.Likeness < policy.ContinuitySimilarity).Select(g => g.Sequence),
            "Likeness of guide frames, chosen by chance, with the proof pictures, the lower quartile.",
            CheckConsequence.RetryThenOfficer);
    }
}
