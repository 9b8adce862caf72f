using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>Advice on portraits that could show two people at once; it never decides, as the best such checks miss a quarter of the morphs.</summary>
internal static class MorphChecks
{
    public static LivenessCheck Portrait(SessionRecord record, LivenessPolicy policy, FaceTemplate portrait)
    {
        List<ProofRecord> proofs = ProofChecks.Scored(record, policy);
        double median = ProofChecks.Median(proofs.Select(p => (double)p.Observation!.Template.Similarity(portrait).Value));
        bool isJudged = proofs.Count > 0 && policy.MorphSimilarity is not null && median >= policy.MatchAccept;
        return new LivenessCheck(
            CheckIds.PortraitMorph,
            isJudged ? CheckOutcome.Advice : CheckOutcome.NotApplicable,
            median,
            policy.MorphSimilarity ?? 0,
            isJudged && median < policy.MorphSimilarity ? [.. proofs.Select(p => p.Frame!.Header.Sequence).Take(16)] : [],
            !isJudged ? "Similarity with the portrait of the chip, for a portrait mixed of two people: not judged, as the portrait does not match or no limit was measured for these networks."
            : median < policy.MorphSimilarity ? "The portrait matches, but less than nearly all genuine ones do: look whether it could be mixed of two people. Old portraits look like this too."
            : "Similarity with the portrait of the chip, for a portrait mixed of two people: as genuine ones have it. Most mixed portraits have it too.");
    }
}
