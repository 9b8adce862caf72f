namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>One picture of a list for attack detection.</summary>
/// <param name="File">Its name, as the host can open it.</param>
/// <param name="Species">Empty for a bona fide presentation, else the kind of attack instrument.</param>
/// <param name="IsSimulated">Rendered: it counts for a regression gate and for no rate of ISO/IEC 30107-3.</param>
public sealed record AttackSample(string File, string Species, bool IsSimulated = false)
{
    /// <summary>The picture of the person that the presentation claims to be; empty where the list does not say.</summary>
    public string Reference { get; init; } = string.Empty;
}

/// <summary>Attack detection error of one kind of instrument (ISO/IEC 30107-3: APCER is given per species, never only pooled).</summary>
/// <param name="Species">The instrument.</param>
/// <param name="Presentations">Pictures of it, those without a face included.</param>
/// <param name="NoResponse">Pictures in which no face was found; they count as refused.</param>
/// <param name="Apcer">Share taken for bona fide at the threshold.</param>
public sealed record SpeciesFigures(string Species, int Presentations, int NoResponse, double Apcer);

/// <summary>Figures of attack detection on a list.</summary>
/// <param name="Threshold">Scores at or above it count as bona fide.</param>
/// <param name="BonaFide">Bona fide pictures.</param>
/// <param name="BonaFideNoResponse">Those in which no face was found; they count as refused.</param>
/// <param name="Bpcer">Share of bona fide pictures refused.</param>
/// <param name="Species">One entry per kind of attack.</param>
/// <param name="WorstApcer">The highest APCER of all kinds; NaN without attacks.</param>
/// <param name="MedianMilliseconds">Median time to decode, detect and score one picture.</param>
/// <param name="Samples">Every picture with its score; null where no face was found.</param>
/// <param name="Gate">Set when the pictures are simulated: then it takes the place of the rates.</param>
public sealed record AttackFigures(
    double Threshold,
    int BonaFide,
    int BonaFideNoResponse,
    double Bpcer,
    IReadOnlyList<SpeciesFigures> Species,
    double WorstApcer,
    double MedianMilliseconds,
    IReadOnlyList<ScoredSample> Samples,
    AttackGateFigures? Gate)
{
    /// <summary>The same pictures by the score that does not decide; null where there is only one.</summary>
    public OtherAttackFigures? Beside { get; init; }
}

/// <summary>Figures of another score on the same pictures.</summary>
/// <param name="By"><c>network</c> for the networks alone, <c>fused</c> for networks and cues.</param>
/// <param name="Figures">With that score's own threshold.</param>
public sealed record OtherAttackFigures(string By, AttackFigures Figures);

/// <summary>A picture and its score.</summary>
public sealed record ScoredSample(string File, string Species, float? Score)
{
    /// <summary>Of the networks alone.</summary>
    public float? Network { get; init; }

    /// <summary>Of networks and cues together; null where the set is not calibrated for it.</summary>
    public float? Fused { get; init; }
}
