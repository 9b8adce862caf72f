namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Error rates of one-to-one comparison (ISO/IEC 19795-1). Rates are 0 to 1; NaN where a list gives nothing to measure them on.</summary>
/// <param name="Genuine">Compared pairs of one person.</param>
/// <param name="Impostor">Compared pairs of two people.</param>
/// <param name="FailureToEnrol">Pictures in which no face was found or which could not be decoded; their pairs are left out.</param>
/// <param name="Eer">Where false matches and false non-matches are equally frequent.</param>
/// <param name="FnmrAtFmr1e2">False non-match rate at the lowest threshold with at most 1 false match in 100.</param>
/// <param name="FnmrAtFmr1e3">The same for 1 in 1,000.</param>
/// <param name="FnmrAtFmr1e4">The same for 1 in 10,000.</param>
/// <param name="BestAccuracy">Share of listed pairs judged rightly at the best threshold.</param>
/// <param name="MedianMilliseconds">Median time to decode, detect and embed one picture.</param>
/// <param name="BestBalancedAccuracy">Mean of the shares of genuine and of listed impostor pairs judged rightly at the best threshold.</param>
/// <param name="Thresholds">The thresholds behind the rates.</param>
/// <param name="AtPolicy">Rates at the thresholds of the engine's own policy, over everybody and per group.</param>
public sealed record VerificationFigures(
    int Genuine,
    long Impostor,
    int FailureToEnrol,
    double Eer,
    double FnmrAtFmr1e2,
    double FnmrAtFmr1e3,
    double FnmrAtFmr1e4,
    double BestAccuracy,
    double MedianMilliseconds,
    double BestBalancedAccuracy,
    VerificationThresholds Thresholds,
    IReadOnlyList<PolicyFigures> AtPolicy)
{
    /// <summary>95 % intervals of the false non-match rates at false match rates of 1e-2, 1e-3 and 1e-4, from bootstraps over people with the threshold held; null where there are no genuine pairs.</summary>
    public required IReadOnlyList<(double Low, double High)?> FnmrIntervals { get; init; }

    /// <summary>The trade-off of the two errors; empty when one side is missing.</summary>
    public required IReadOnlyList<DetPoint> Det { get; init; }

    /// <summary>Pictures in the list.</summary>
    public required int Pictures { get; init; }

    /// <summary>People in the list, as far as its genuine pairs tell.</summary>
    public required int People { get; init; }

    /// <summary>Share of all compared impostor pairs at or above the set's accept threshold; null without any.</summary>
    public ErrorRate? ImpostorAtAccept { get; init; }

    /// <summary>The same for the officer's threshold.</summary>
    public ErrorRate? ImpostorAtOfficer { get; init; }

    /// <summary>Rates by every column that forms groups; empty without any.</summary>
    public IReadOnlyList<GroupFigures> Groups { get; init; } = [];

    /// <summary>The worst group of each column beside the median one.</summary>
    public IReadOnlyList<GroupComparison> GroupComparisons { get; init; } = [];

    /// <summary>Published figures of the same networks with ours beside them.</summary>
    public IReadOnlyList<BesidePublished> Beside { get; init; } = [];

    /// <summary>What these figures do not show, one sentence each.</summary>
    public IReadOnlyList<string> NotShown { get; init; } = [];
}

/// <summary>Similarities at which the rates were read.</summary>
public sealed record VerificationThresholds(double AtEer, double AtFmr1e2, double AtFmr1e3, double AtFmr1e4);

/// <summary>Rates at the fixed thresholds; impostor pairs of a group are the listed ones only. Intervals take comparisons for independent, which those of one person are not.</summary>
/// <param name="Group">Empty for everybody.</param>
/// <param name="Genuine">Pairs of one person.</param>
/// <param name="Impostor">Listed pairs of two people.</param>
/// <param name="FnmrAtAccept">Share of genuine pairs below the accept threshold; null without any.</param>
/// <param name="FmrAtAccept">Share of impostor pairs at or above it.</param>
/// <param name="FnmrAtOfficer">Share of genuine pairs that not even an officer would see.</param>
/// <param name="FmrAtOfficer">Share of impostor pairs that an officer would see or that would pass.</param>
public sealed record PolicyFigures(
    string Group, int Genuine, int Impostor, ErrorRate? FnmrAtAccept, ErrorRate? FmrAtAccept, ErrorRate? FnmrAtOfficer, ErrorRate? FmrAtOfficer);
