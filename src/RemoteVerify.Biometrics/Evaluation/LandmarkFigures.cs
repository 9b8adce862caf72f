using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>How well detector and landmark network find what rendered frames certainly show. Says nothing about photographs.</summary>
/// <param name="All">Over every frame.</param>
/// <param name="Bands">By yaw to either side.</param>
/// <param name="FalseFaces">Detections that overlap no true face.</param>
/// <param name="Eyes">Blinks.</param>
/// <param name="Mouth">Open mouths.</param>
/// <param name="PoseBasis">What the angles were read from; null when no face was found.</param>
/// <param name="MedianMilliseconds">Median time to decode, detect and find the landmarks of one frame.</param>
public sealed record LandmarkFigures(
    YawBandFigures All,
    IReadOnlyList<BandOfYaw> Bands,
    int FalseFaces,
    StateFigures Eyes,
    StateFigures Mouth,
    HeadPoseBasis? PoseBasis,
    double MedianMilliseconds);

/// <summary>Figures of one band.</summary>
public sealed record BandOfYaw(YawBand Band, YawBandFigures Figures);

/// <summary>Figures over some frames; errors are over the frames whose face was found, NaN for none.</summary>
/// <param name="Frames">Frames.</param>
/// <param name="Misses">Frames in which the detector found no face at the true place.</param>
/// <param name="FivePoints">Mean error of the detector's five points.</param>
/// <param name="DensePoints">
/// Mean error of the dense points (normalised mean error), here in distances between the outer eye corners; null where the network's
/// points are others than the truth's.
/// </param>
/// <param name="YawRmse">Root mean square error in degrees.</param>
/// <param name="PitchRmse">Root mean square error in degrees.</param>
/// <param name="RollRmse">Root mean square error in degrees.</param>
public sealed record YawBandFigures(
    int Frames, int Misses, PointErrorFigures FivePoints, PointErrorFigures? DensePoints, double YawRmse, double PitchRmse, double RollRmse);

/// <summary>
/// Distances between found and true points, as a share of the true eye distance. A turned head's eyes lie nearer to each other in the
/// picture, which makes the share larger; the corrected one divides that distance by the cosine of the yaw, as InterEyeDistance of
/// ISO/IEC 29794-5 does.
/// </summary>
/// <param name="Mean">Mean over frames of the frame's mean.</param>
/// <param name="Percentile95">Of the frames' means, 95 in 100 lie at or below it.</param>
/// <param name="MeanYawCorrected">The mean, of the corrected shares.</param>
public sealed record PointErrorFigures(double Mean, double Percentile95, double MeanYawCorrected);

/// <summary>How well a state (eyes shut, mouth open) is told from its opposite; shares are NaN where no frame shows the state.</summary>
/// <param name="Threshold">Value of the openness that tells them apart, on the network's own scale; NaN when no face was found.</param>
/// <param name="Shown">Frames that certainly show the state.</param>
/// <param name="FoundShare">Those in which it was found; a face that was missed counts as not found.</param>
/// <param name="NotShown">Frames that certainly show the opposite.</param>
/// <param name="FalseShare">Those in which the state was found all the same.</param>
public sealed record StateFigures(double Threshold, int Shown, double FoundShare, int NotShown, double FalseShare);
