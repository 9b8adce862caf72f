namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Regression gate of the attack detector on rendered pictures: whether a change made it worse. Rendered instruments are no
/// presentation attack instruments, so these are no rates of ISO/IEC 30107-3 and are never named as such.
/// </summary>
/// <param name="AtPolicy">At the set's own threshold.</param>
/// <param name="AtLiveLoss">At the highest threshold that loses at most <see cref="LiveLossLimit"/> of the living faces.</param>
public sealed record AttackGateFigures(AttackGatePoint AtPolicy, AttackGatePoint AtLiveLoss)
{
    /// <summary>Share of living faces that the gate lets the threshold lose.</summary>
    public const double LiveLossLimit = 0.02;
}

/// <summary>What one threshold does.</summary>
/// <param name="Threshold">Scores at or above it count as alive.</param>
/// <param name="LiveLoss">Share of pictures of living faces below it or without a detected face; NaN for none.</param>
/// <param name="Accepted">Per species.</param>
public sealed record AttackGatePoint(double Threshold, double LiveLoss, IReadOnlyList<SpeciesAcceptance> Accepted)
{
    /// <summary>The highest share of all species; NaN without attacks.</summary>
    public double WorstAccepted => Accepted.Count == 0 ? double.NaN : Accepted.Max(species => species.Share);
}

/// <summary>How often pictures of one simulated species passed for alive.</summary>
/// <param name="Species">Its name.</param>
/// <param name="Pictures">Pictures of it, those without a face included.</param>
/// <param name="Share">Share at or above the threshold, 0 to 1.</param>
public sealed record SpeciesAcceptance(string Species, int Pictures, double Share);
