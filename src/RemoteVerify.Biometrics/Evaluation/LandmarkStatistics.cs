using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Errors of detector and landmarks over frames with their truth.</summary>
internal static class LandmarkStatistics
{
    // Frames between the two are neither: eyes half shut, lips just parting.
    private const float ShutFrom = 0.8f;
    private const float OpenUpTo = 0.2f;
    private const float MouthOpenFrom = 0.5f;
    private const float MouthClosedUpTo = 0.1f;

    public static LandmarkFigures Figures(IReadOnlyList<FrameResult> frames, double medianMilliseconds) => new(
        Over(frames),
        [.. YawBand.All.Select(band => new BandOfYaw(band, Over([.. frames.Where(frame => band.Holds(frame.Truth.Pose))])))],
        frames.Sum(frame => frame.FalseFaces),
        State(frames, truth => truth.Blink >= ShutFrom, truth => truth.Blink <= OpenUpTo, face => face.Eyes, whenOpen: false),
        State(frames, truth => truth.MouthOpen >= MouthOpenFrom, truth => truth.MouthOpen <= MouthClosedUpTo, face => face.Mouth, whenOpen: true),
        frames.FirstOrDefault(frame => frame.Landmarks is not null)?.Landmarks!.PoseBasis,
        medianMilliseconds);

    private static YawBandFigures Over(IReadOnlyList<FrameResult> frames)
    {
        FrameResult[] found = [.. frames.Where(frame => frame.Face is not null && frame.Landmarks is not null)];
        bool samePoints = found.Length > 0 && found[0].Landmarks!.Shape.Scheme == LandmarkScheme.Points74.Name
            && found[0].Truth.Points.Count == LandmarkScheme.Points74.PointCount;
        return new YawBandFigures(
            frames.Count,
            frames.Count(frame => frame.Face is null),
            PointErrors(found, frame => Mean(Listed(frame.Face!.Points), Listed(frame.Truth.FivePoints)), frame => frame.Truth.FivePoints.InterEyeDistancePixels),
            samePoints ? PointErrors(found, frame => Mean(frame.Landmarks!.Shape.Points, frame.Truth.Points), TrueOuterEyeDistance) : null,
            Rmse(found, pose => pose.YawDegrees),
            Rmse(found, pose => pose.PitchDegrees),
            Rmse(found, pose => pose.RollDegrees));
    }

    private static float TrueOuterEyeDistance(FrameResult frame) =>
        new FaceShape(LandmarkScheme.Points74, [.. frame.Truth.Points]).OuterEyeDistancePixels;

    private static PointErrorFigures PointErrors(FrameResult[] frames, Func<FrameResult, double> pixels, Func<FrameResult, float> eyeDistance)
    {
        double[] shares = [.. frames.Select(frame => pixels(frame) / eyeDistance(frame))];
        double[] corrected = [.. frames.Select((frame, i) => shares[i] * Math.Cos(frame.Truth.Pose.YawDegrees * Math.PI / 180))];
        return new PointErrorFigures(Mean(shares), Percentile95(shares), Mean(corrected));
    }

    private static double Rmse(FrameResult[] frames, Func<HeadPose, float> angle) => Math.Sqrt(Mean(
        [.. frames.Select(frame => Math.Pow(Math.IEEERemainder(angle(frame.Landmarks!.Pose) - angle(frame.Truth.Pose), 360), 2))]));

    private static StateFigures State(
        IReadOnlyList<FrameResult> frames, Func<FrameTruth, bool> shown, Func<FrameTruth, bool> notShown, Func<FaceLandmarks, Openness> openness, bool whenOpen)
    {
        bool Found(FrameResult frame) => frame.Landmarks is not null && openness(frame.Landmarks).IsOpen == whenOpen;
        FrameResult[] with = [.. frames.Where(frame => shown(frame.Truth))];
        FrameResult[] without = [.. frames.Where(frame => notShown(frame.Truth))];
        FaceLandmarks? any = frames.FirstOrDefault(frame => frame.Landmarks is not null)?.Landmarks;
        return new StateFigures(
            any is null ? double.NaN : openness(any).OpenFrom, with.Length, Share(with, Found), without.Length, Share(without, Found));
    }

    private static double Share(FrameResult[] frames, Func<FrameResult, bool> counts) => frames.Length == 0 ? double.NaN : (double)frames.Count(counts) / frames.Length;

    private static double Mean(IReadOnlyList<ImagePoint> a, IReadOnlyList<ImagePoint> b) =>
        a.Zip(b, (p, q) => Math.Sqrt(((p.X - q.X) * (p.X - q.X)) + ((p.Y - q.Y) * (p.Y - q.Y)))).Average();

    private static double Mean(double[] values) => values.Length == 0 ? double.NaN : values.Average();

    // The nearest rank: a value that occurs.
    private static double Percentile95(double[] values) => values.Length == 0 ? double.NaN : values.Order().ElementAt((int)Math.Ceiling(0.95 * values.Length) - 1);

    private static ImagePoint[] Listed(FivePoints p) => [p.RightEye, p.LeftEye, p.NoseTip, p.RightMouthCorner, p.LeftMouthCorner];
}
