namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// How a differential check tells morphed portraits from genuine ones (terms of ISO/IEC 20059 and NIST FATE MORPH: MACER, the share of
/// morphs taken for genuine, at a BSCER, the share of genuine portraits taken for morphs).
/// </summary>
/// <param name="Score">What was measured.</param>
/// <param name="Threshold">Scores below it are suspected; set on half of the people at the wanted BSCER.</param>
/// <param name="Bscer">On the other half; null where nothing was compared.</param>
/// <param name="Macer">On the other half.</param>
/// <param name="AmongAccepted">Whether only comparisons at or above the accept threshold count: the only ones that a check after the match sees.</param>
public sealed record MorphScoreFigures(string Score, double Threshold, ErrorRate? Bscer, ErrorRate? Macer, bool AmongAccepted);

/// <summary>Figures over morphs of pairs of people who resemble each other.</summary>
/// <param name="People">With at least two pictures, whose portrait was morphed.</param>
/// <param name="Morphs">Made and found again by the detector.</param>
/// <param name="GenuineComparisons">Portraits with other pictures of the same person.</param>
/// <param name="MorphComparisons">Morphs with other pictures of either of the two.</param>
/// <param name="AcceptedMorphComparisons">Share of those at or above the accept threshold.</param>
/// <param name="BothAccepted">Share of morphs that a picture of each of the two people matches at the accept threshold.</param>
/// <param name="Scores">One entry per score, over all comparisons and among the accepted.</param>
public sealed record MorphFigures(
    int People, int Morphs, int GenuineComparisons, int MorphComparisons, ErrorRate? AcceptedMorphComparisons, ErrorRate? BothAccepted, IReadOnlyList<MorphScoreFigures> Scores)
{
    /// <summary>Share of genuine portraits that the threshold may suspect.</summary>
    public const double WantedBscer = 0.01;
}
