using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// One face reduced to the few numbers that steps are judged by. Lengths are shares of the picture's width, so that guide frames of
/// different sizes and proof frames compare.
/// </summary>
/// <param name="Offset">Sideways place of the nose in eye-mouth distances; positive when the person turned to their left.</param>
/// <param name="Nod">Downward place of the nose in eye-mouth distances.</param>
/// <param name="EyeDistance">Between the eyes.</param>
/// <param name="EyeMouth">From the middle of the eyes to the middle of the mouth.</param>
/// <param name="MouthWidth">Between the mouth corners.</param>
/// <param name="YawDegrees">From the same five points.</param>
/// <param name="PictureWidth">Pixels; a detector places the nose a little lower in a small picture, so only pictures of one width are compared.</param>
internal sealed record FaceMeasure(double Offset, double Nod, double EyeDistance, double EyeMouth, double MouthWidth, double YawDegrees, int PictureWidth)
{
    /// <summary>Null when the points lie on each other.</summary>
    public static FaceMeasure? Of(FivePoints points, int widthPixels)
    {
        FaceAxes axes = FaceAxes.Of(points);
        if (!(axes.EyeDistance > 1) || !(axes.EyeMouthDistance > 1))
        {
            return null;
        }

        double mouth = Math.Sqrt(
            Math.Pow(points.LeftMouthCorner.X - points.RightMouthCorner.X, 2) + Math.Pow(points.LeftMouthCorner.Y - points.RightMouthCorner.Y, 2));
        return new FaceMeasure(
            axes.NoseAlong / axes.EyeMouthDistance,
            axes.NoseDown / axes.EyeMouthDistance,
            axes.EyeDistance / widthPixels,
            axes.EyeMouthDistance / widthPixels,
            mouth / widthPixels,
            HeadPose.FromFivePoints(points).YawDegrees,
            widthPixels);
    }

    /// <summary>Eye distance in eye-mouth distances.</summary>
    public double Aspect => EyeDistance / EyeMouth;

    public static FaceMeasure Mean(IReadOnlyCollection<FaceMeasure> measures) => new(
        measures.Average(m => m.Offset),
        measures.Average(m => m.Nod),
        measures.Average(m => m.EyeDistance),
        measures.Average(m => m.EyeMouth),
        measures.Average(m => m.MouthWidth),
        measures.Average(m => m.YawDegrees),
        measures.First().PictureWidth);
}
