using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>The threshold of the attack score, and what it rests on.</summary>
/// <param name="BonaFide">Scores at or above it count as bona fide.</param>
/// <param name="DataSet">The data it was looked at on.</param>
/// <param name="Provenance">How, and what it can't show.</param>
public sealed record AttackPolicy(float BonaFide, string DataSet, string Provenance)
{
    /// <summary>Takes the calibration with the role <c>bona-fide</c> of the catalogue's set.</summary>
    public static AttackPolicy FromCatalog(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ModelCalibration calibration = catalog.Set.Calibration("bona-fide");
        return new AttackPolicy(calibration.Threshold, calibration.DataSet, calibration.Provenance);
    }
}
