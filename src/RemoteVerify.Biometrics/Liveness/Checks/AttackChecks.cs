using RemoteVerify.Biometrics.AttackDetection;

namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>Whether a living face was before the camera: the score of the proof pictures with the evidence of the turns, and what the cues say.</summary>
internal static class AttackChecks
{
    public static LivenessCheck Score(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> proofs = ProofChecks.Scored(record, policy);
        double flat = FlatTurn(record, policy);
        double median = With(flat, ProofChecks.Median(proofs.Select(p => (double)p.Observation!.BonaFide.Value)));
        double worst = proofs.Count == 0 ? 0 : proofs.Min(p => p.Observation!.BonaFide.Value);
        bool passes = median >= policy.BonaFideMedian && worst >= policy.BonaFideWorst;
        bool byWorst = median >= policy.BonaFideMedian && worst < policy.BonaFideWorst;
        string turned = flat < 0 ? " A flat turn counted against it." : string.Empty;
        return CheckList.Judge(
            CheckIds.AttackScore,
            passes,
            byWorst ? worst : median,
            byWorst ? policy.BonaFideWorst : policy.BonaFideMedian,
            proofs.Select(p => p.Frame!.Header.Sequence),
            byWorst ? "The proof picture that looks least like a living face." : "How much the proof pictures look like a living face, the median." + turned,
            policy.AttackGoesToOfficer ? CheckConsequence.Officer : CheckConsequence.RetryThenOfficer);
    }

    /// <summary>Advice: the fused score, also of a set whose networks decide alone, and the cues that spoke against a living face.</summary>
    public static LivenessCheck Cues(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> proofs = ProofChecks.Scored(record, policy).FindAll(p => p.Observation!.Attack?.Fused is not null);
        if (proofs.Count == 0)
        {
            return new LivenessCheck(CheckIds.AttackCues, CheckOutcome.NotApplicable, 1, policy.BonaFideMedian, [], "Networks and cues were not weighed together.");
        }

        double median = With(FlatTurn(record, policy), ProofChecks.Median(proofs.Select(p => (double)p.Observation!.Attack!.Fused!.Score.Value)));
        List<ProofRecord> against = proofs.FindAll(p => p.Observation!.Attack!.Fused!.Against.Count > 0);
        string[] reasons =
        [
            .. against.SelectMany(p => p.Observation!.Attack!.Fused!.Against).GroupBy(name => name).OrderByDescending(g => g.Count())
                .Where(g => 2 * g.Count() > proofs.Count).Select(g => AttackCueNames.Explain(g.Key)),
        ];
        return new LivenessCheck(
            CheckIds.AttackCues,
            CheckOutcome.Advice,
            median,
            policy.BonaFideMedian,
            [.. against.Select(p => p.Frame!.Header.Sequence).Take(16)],
            reasons.Length == 0
                ? "Networks and cues weighed together, the median; no cue spoke against a living face in most pictures."
                : $"Networks and cues weighed together, the median; in most pictures: {string.Join("; ", reasons)}.");
    }

    /// <summary>0, or below 0 when the flattest turn was flatter than those of the living; in logarithms of odds.</summary>
    private static double FlatTurn(SessionRecord record, LivenessPolicy policy)
    {
        StepRecord? flattest = ChallengeChecks.Turns(record).MinBy(s => s.PeakOffset);
        double steps = flattest is null ? 0 : (policy.FlatTurnEvidenceFrom - flattest.PeakOffset) / policy.FlatTurnEvidenceStep;
        return -policy.FlatTurnEvidenceWeight * Math.Clamp(steps, 0, policy.FlatTurnEvidenceMost);
    }

    private static double With(double logit, double score) => logit == 0 ? score : AttackFusion.Probability(AttackFusion.Logit((float)score) + (float)logit);
}
