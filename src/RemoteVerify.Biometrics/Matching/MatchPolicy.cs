using System.Globalization;
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
public sealed record MatchThreshold(Similarity Threshold, double FalseMatchRate, string DataSet, string Provenance)
{
    /// <summary>95 % interval of the threshold; null where it was not measured.</summary>
    public (Similarity Low, Similarity High)? Interval { get; init; }

    /// <summary>Share of genuine pairs below it on the calibration data; NaN where it was not measured.</summary>
    public double FalseNonMatchRate { get; init; } = double.NaN;
}

/// <summary>A similarity as a rate: how often two different people of the calibration's pictures are at least so alike.</summary>
/// <param name="FalseMatchRate">0 to 1.</param>
/// <param name="Relation"><c>about</c>, <c>at most</c> above the most alike pair that was seen, or <c>at least</c> below the table.</param>
/// <param name="DataSet">The pictures.</param>
public sealed record CalibratedScore(double FalseMatchRate, string Relation, string DataSet);

/// <summary>The two thresholds of one model set, with their source.</summary>
/// <param name="Recogniser">The recogniser that they hold for, as in <see cref="FaceTemplate.Recogniser"/>.</param>
/// <param name="Accept">From here on it is a match.</param>
/// <param name="Officer">From here on an officer may decide.</param>
public sealed record MatchPolicy(string Recogniser, MatchThreshold Accept, MatchThreshold Officer)
{
    private const double AgeWithoutEffectYears = 5;
    private const double BandPerYear = 0.008;
    private const double WidestBand = 0.08;

    /// <summary>Takes the calibrations with the roles <c>accept</c> and <c>officer</c> of the catalogue's set.</summary>
    public static MatchPolicy FromCatalog(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MatchPolicy(FaceRecogniser.NameOf(catalog), Threshold(catalog, "accept"), Threshold(catalog, "officer")) 
        {
            Table = catalog.Set.SimilarityTable,
            Morph = catalog.Set.Calibrations.Any(c => c.Role == "morph") ? Threshold(catalog, "morph") : null,
        };
    }

    /// <summary>Below it an accepted portrait is suspected to be mixed of two people, for advice; null where that was not measured.</summary>
    public MatchThreshold? Morph { get; init; }

    /// <summary>What similarities are worth; null where it was not measured.</summary>
    public SimilarityTable? Table { get; init; }

    /// <summary>What one similarity is worth, to explain it; it decides nothing. Null without a table.</summary>
    public CalibratedScore? Explain(Similarity similarity)
    {
        if (Table is null)
        {
            return null;
        }

        double rate = Table.FalseMatchRate(similarity.Value, out bool isBound);
        return new CalibratedScore(rate, !isBound ? "about" : similarity.Value > Table.Points[^1].Similarity ? "at most" : "at least", Table.DataSet);
    }

    /// <summary>
    /// The same policy for a portrait of a known age: the officer's band begins lower, the accept threshold stays. A face changes with the
    /// years, so an old portrait makes right people less alike; how much these networks lose was not measured, and the width is a choice:
    /// nothing for portraits up to five years old, then 0.008 per year, at most 0.08 (reached at 15 years, where cards are at their oldest).
    /// </summary>
    /// <param name="years">Since the portrait was taken; where only the card's date of issue is known, since then.</param>
    public MatchPolicy ForPortraitAge(double years)
    {
        float wider = (float)Math.Clamp((years - AgeWithoutEffectYears) * BandPerYear, 0, WidestBand);
        return wider <= 0 || double.IsNaN(years) ? this : this with
        {
            Officer = Officer with
            {
                Threshold = new Similarity(Officer.Threshold.Value - wider),
                FalseMatchRate = double.NaN,
                FalseNonMatchRate = double.NaN,
                Interval = null,
                Provenance = string.Create(CultureInfo.InvariantCulture, $"{Officer.Threshold.Value:0.000} lowered by {wider:0.000} for a portrait of {years:0} years, a choice and no measurement. {Officer.Provenance}"),
            },
        };
    }

    /// <summary>Judges one similarity.</summary>
    public MatchDecision Decide(Similarity similarity) =>
        similarity >= Accept.Threshold ? MatchDecision.Match
        : similarity >= Officer.Threshold ? MatchDecision.Officer
        : MatchDecision.NoMatch;

    private static MatchThreshold Threshold(ModelCatalog catalog, string role)
    {
        ModelCalibration calibration = catalog.Set.Calibration(role);
        return new MatchThreshold(new Similarity(calibration.Threshold), calibration.FalseMatchRate ?? double.NaN, calibration.DataSet, calibration.Provenance)
        {
            Interval = calibration is { IntervalLow: { } low, IntervalHigh: { } high } ? (new Similarity(low), new Similarity(high)) : null,
            FalseNonMatchRate = calibration.FalseNonMatchRate ?? double.NaN,
        };
    }
}
