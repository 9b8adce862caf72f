using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>What a similarity means. A low score alone never refuses a person: it asks for another try or an officer.</summary>
public enum MatchDecision
{
    /// <summary>Below the officer's band.</summary>
    NoMatch = 0,

    /// <summary>Between the two thresholds: a person must look.</summary>
    Officer = 1,

    /// <summary>At or above the accept threshold.</summary>
    Match = 2,
}

/// <summary>A threshold and where it comes from.</summary>
/// <param name="Threshold">Inclusive lower bound of the similarity.</param>
/// <param name="FalseMatchRate">The rate on the calibration data at this threshold.</param>
/// <param name="DataSet">The calibration data.</param>
/// <param name="Provenance">How the number was found, its interval, and whether it is only indicative.</param>
public sealed record MatchThreshold(Similarity Threshold, double FalseMatchRate, string DataSet, string Provenance);

/// <summary>The two thresholds of one model set, with their source.</summary>
/// <param name="Recogniser">The recogniser that they hold for, as in <see cref="FaceTemplate.Recogniser"/>.</param>
/// <param name="Accept">From here on it is a match.</param>
/// <param name="Officer">From here on an officer may decide.</param>
public sealed record MatchPolicy(string Recogniser, MatchThreshold Accept, MatchThreshold Officer)
{
    /// <summary>Takes the calibrations with the roles <c>accept</c> and <c>officer</c> of the catalogue's set.</summary>
    public static MatchPolicy FromCatalog(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MatchPolicy(FaceRecogniser.NameOf(catalog), Threshold(catalog, "accept"), Threshold(catalog, "officer"));
    }

    /// <summary>Judges one similarity.</summary>
    public MatchDecision Decide(Similarity similarity) =>
        similarity >= Accept.Threshold ? MatchDecision.Match
        : similarity >= Officer.Threshold ? MatchDecision.Officer
        : MatchDecision.NoMatch;

    private static MatchThreshold Threshold(ModelCatalog catalog, string role)
    {
        ModelCalibration calibration = catalog.Set.Calibration(role);
        return new MatchThreshold(new Similarity(calibration.Threshold), calibration.FalseMatchRate ?? double.NaN, calibration.DataSet, calibration.Provenance);
    }
}
