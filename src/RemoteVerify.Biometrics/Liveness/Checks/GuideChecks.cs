namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>Whether the guide frames, which carry the movements, show the person of the proof pictures, which carry the portrait.</summary>
internal static class GuideChecks
{
    private const int LeastFrames = 3;

    /// <summary>A quarter of the frames may be bad; of the rest every one must be like some proof picture.</summary>
    public static LivenessCheck Identity(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> proofs = record.Proofs.FindAll(p => p.Observation is not null);
        if (record.GuideTemplates.Count < LeastFrames || proofs.Count == 0)
        {
            return new LivenessCheck(CheckIds.GuideIdentity, CheckOutcome.NotApplicable, 0, policy.ContinuitySimilarity, [], "Too few guide frames were compared.");
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
