using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Weighs the networks' score and the cues of one picture together: a sum of votes in logarithms of odds, each growing in one
/// direction only, so that it can be told to a person which of them spoke against a living face. The numbers are the set's calibration.
/// </summary>
public sealed class AttackFusion
{
    /// <summary>Name of the networks' vote.</summary>
    public const string Network = "network";

    /// <summary>Name of the vote of flat turns, which only a whole session has.</summary>
    public const string FlatTurn = "flat-turn";

    // A network that says 0 or 1 exactly does not know it any better than this.
    private const float LeastDoubt = 0.001f;

    /// <exception cref="ArgumentException">A term is unknown or its direction is turned round.</exception>
    public AttackFusion(AttackFusionCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        Calibration = calibration;
        FusionTerm? wrong = calibration.Terms.FirstOrDefault(term => !IsKnown(term));
        if (wrong is not null || calibration.FlatTurn is { Name: not FlatTurn } or { Weight: < 0 })
        {
            throw new ArgumentException($"The attack fusion has a term that is unknown or turned round: {wrong?.Name ?? FlatTurn}.", nameof(calibration));
        }
    }

    /// <summary>The numbers and what they rest on.</summary>
    public AttackFusionCalibration Calibration { get; }

    /// <summary>The fusion of the catalogue's set; null where it has none.</summary>
    public static AttackFusion? FromCatalog(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Set.AttackFusion is { } calibration ? new AttackFusion(calibration) : null;
    }

    /// <summary>Weighs one picture.</summary>
    public FusedScore Fuse(BonaFideScore network, AttackCues cues)
    {
        ArgumentNullException.ThrowIfNull(cues);
        List<FusionContribution> votes = [];
        float logit = Calibration.Bias;
        foreach (FusionTerm term in Calibration.Terms)
        {
            if ((term.Name == Network ? Logit(network.Value) : cues.Value(term.Name)) is { } value && float.IsFinite(value))
            {
                FusionContribution vote = new(term.Name, value, term.Contribution(value));
                votes.Add(vote);
                logit += vote.Logit;
            }
        }

        return new FusedScore(new BonaFideScore(Probability(logit)), votes);
    }

    /// <summary>Logarithm of the odds of a probability, kept within +-6.9.</summary>
    public static float Logit(float probability)
    {
        float kept = Math.Clamp(float.IsNaN(probability) ? 0 : probability, LeastDoubt, 1 - LeastDoubt);
        return MathF.Log(kept / (1 - kept));
    }

    /// <summary>The probability of a logarithm of odds.</summary>
    public static float Probability(float logit) => 1 / (1 + MathF.Exp(-logit));

    private static bool IsKnown(FusionTerm term) => term.Name == Network
        ? term.Weight > 0
        : AttackCueNames.All.Contains(term.Name) && term.Weight * AttackCueNames.Sign(term.Name) >= 0;
}
