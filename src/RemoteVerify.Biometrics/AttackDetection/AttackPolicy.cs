using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>The thresholds of the attack score, and what they rest on.</summary>
/// <param name="BonaFide">Scores at or above it count as bona fide; in a session the median.</param>
/// <param name="DataSet">The data it was looked at on.</param>
/// <param name="Provenance">How, and what it can't show.</param>
public sealed record AttackPolicy(float BonaFide, string DataSet, string Provenance)
{
    /// <summary>In a session the lowest score is at or above it; null where that was not calibrated.</summary>
    public float? Worst { get; init; }

    /// <summary>How flat turns of a session count; null where that was not calibrated.</summary>
    public FusionTerm? FlatTurn { get; init; }

    /// <summary>The set's fusion, whether it decides or advises; null where there is none.</summary>
    public AttackFusionCalibration? Fusion { get; init; }

    /// <summary>Takes the fusion of the catalogue's set where that decides, else the calibration with the role <c>bona-fide</c>.</summary>
    public static AttackPolicy FromCatalog(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (catalog.Set.AttackFusion is { Decides: true } fusion)
        {
            return new AttackPolicy(fusion.Median, fusion.DataSet, fusion.Provenance) { Worst = fusion.Worst, FlatTurn = fusion.FlatTurn, Fusion = fusion };
        }

        ModelCalibration calibration = catalog.Set.Calibration("bona-fide");
        return new AttackPolicy(calibration.Threshold, calibration.DataSet, calibration.Provenance) { Fusion = catalog.Set.AttackFusion };
    }
}
