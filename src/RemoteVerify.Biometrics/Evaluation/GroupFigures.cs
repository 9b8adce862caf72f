namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Rates of one group at the set's own thresholds. Intervals take comparisons for independent, which those of one person are not: they are too narrow.</summary>
/// <param name="Column">The list's column, in lower case.</param>
/// <param name="Value">Its value; for ages the band.</param>
/// <param name="Pictures">Pictures of the group.</param>
/// <param name="FailureToEnrol">Share of them without a usable face; null without pictures.</param>
/// <param name="Genuine">Compared pairs of one person of the group.</param>
/// <param name="Impostor">Compared pairs of two people who are both in the group.</param>
/// <param name="FnmrAtAccept">Share of genuine pairs below the accept threshold; null without any.</param>
/// <param name="FmrAtAccept">Share of impostor pairs at or above it.</param>
/// <param name="FnmrAtOfficer">Share of genuine pairs below the officer's threshold.</param>
/// <param name="FmrAtOfficer">Share of impostor pairs at or above it.</param>
/// <param name="ThresholdAtFmr1e3">Lowest threshold with at most 1 false match in 1,000 within the group; NaN with fewer than 1,000 impostor pairs.</param>
public sealed record GroupFigures(
    string Column, string Value, int Pictures, ErrorRate? FailureToEnrol, int Genuine, long Impostor,
    ErrorRate? FnmrAtAccept, ErrorRate? FmrAtAccept, ErrorRate? FnmrAtOfficer, ErrorRate? FmrAtOfficer, double ThresholdAtFmr1e3);

/// <summary>The worst group of a column beside the median one (NIST SP 800-63A-4: similar performance across groups).</summary>
/// <param name="Column">The list's column.</param>
/// <param name="Measure">Which rate.</param>
/// <param name="WorstGroup">The group with the highest rate; empty when nothing was measured.</param>
/// <param name="Worst">Its rate.</param>
/// <param name="Median">The middle of the groups' rates, the lower one of two; where a column has one group only, the rate over everybody.</param>
/// <param name="Ratio">Worst by median; null when the median is 0.</param>
/// <param name="Holds">Whether the worst is at most twice the median; null when these pictures can't say.</param>
/// <param name="Statement">The same as a sentence.</param>
public sealed record GroupComparison(string Column, string Measure, string WorstGroup, ErrorRate? Worst, double Median, double? Ratio, bool? Holds, string Statement)
{
    /// <summary>How many times the median the worst group may have.</summary>
    public const double Limit = 2;
}
