using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Hand-made signs of a picture of a picture, beside the networks; raw measures on the picture's own pixels. What they weigh together
/// says <see cref="AttackFusion"/>; alone each may send a case to an officer and refuses nobody.
/// </summary>
/// <param name="SpectralPeak">Highest regular pattern in the face above its surroundings in the spectrum, in natural logarithms; null when the face is too small.</param>
/// <param name="StraightBorder">0 to 1: how complete the second-longest straight edge beside the face is, as of a sheet or a screen.</param>
/// <param name="ColourRange">How far the face's chroma reaches round its mean, in levels of an 8-bit channel: prints fade.</param>
/// <param name="BlueShift">Blue against red of the face, relative to its surroundings, in levels: screens shine bluer than skin.</param>
/// <param name="Focus">Natural logarithm of the face's sharpness over that of its surroundings.</param>
/// <param name="FineDetail">Natural logarithm of the finest detail over detail twice as coarse; null when the face is too small.</param>
public sealed record AttackCues(float? SpectralPeak, float StraightBorder, float ColourRange, float BlueShift, float Focus, float? FineDetail)
{
    /// <summary>Measures one face.</summary>
    public static AttackCues Measure(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        using GreyImage grey = ImageOperations.ToGrey(image);
        return Measure(image, grey, face);
    }

    /// <summary>Measures one face where the grey picture is at hand.</summary>
    public static AttackCues Measure(Image image, GreyImage grey, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(grey);
        ArgumentNullException.ThrowIfNull(face);
        (float range, float blue) = ColourCue.Measure(image, face.Box);
        return new AttackCues(
            SpectralPeakCue.Measure(grey, face.Box),
            StraightBorderCue.Measure(grey, face.Box),
            range,
            blue,
            FocusCue.Measure(grey, face.Box),
            FineDetailCue.Measure(grey, face.Box));
    }

    /// <summary>One measure by its name in calibrations and evidence; null when it could not be taken or there is none of that name.</summary>
    public float? Value(string name) => name switch
    {
        AttackCueNames.SpectralPeak => SpectralPeak,
        AttackCueNames.StraightBorder => StraightBorder,
        AttackCueNames.ColourRange => ColourRange,
        AttackCueNames.BlueShift => BlueShift,
        AttackCueNames.Focus => Focus,
        AttackCueNames.FineDetail => FineDetail,
        _ => null,
    };
}
