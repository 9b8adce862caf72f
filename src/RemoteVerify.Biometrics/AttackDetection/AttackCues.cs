using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Hand-made signs of a picture of a picture, beside the networks. Each is a measure without a calibrated threshold: it may send a
/// case to an officer, it may not refuse anybody.
/// </summary>
/// <param name="SpectralPeak">Highest regular pattern in the face above its surroundings in the spectrum, in natural logarithms; null when the face is too small.</param>
/// <param name="StraightBorder">0 to 1: how complete the second-longest straight edge beside the face is, as of a sheet or a screen.</param>
public sealed record AttackCues(float? SpectralPeak, float StraightBorder)
{
    /// <summary>Measures one face.</summary>
    public static AttackCues Measure(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        using GreyImage grey = ImageOperations.ToGrey(image);
        return new AttackCues(SpectralPeakCue.Measure(grey, face.Box), StraightBorderCue.Measure(grey, face.Box));
    }
}
