using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Says the one thing that is most in the way of a good picture.</summary>
internal static class FramingGuide
{
    private const double DarkShare = 0.85;
    private const double BrightShare = 0.5;
    private const double CentreLow = 0.25;
    private const double CentreHigh = 0.75;
    private const double StraightOffset = 0.13;

    /// <summary>Who stands a little farther away later can still be compared.</summary>
    private const double AtFirstShare = 1.1;

    /// <summary><see cref="GuidanceCode.None"/> when the face stands well.</summary>
    public static string For(FrameRecord frame, LivenessPolicy policy)
    {
        if (frame.SignificantFaces > 1)
        {
            return GuidanceCode.OneFaceOnly;
        }

        if (IsDark(frame))
        {
            return GuidanceCode.MoreLight;
        }

        if (frame.Luminance(15) > BrightShare)
        {
            return GuidanceCode.LessLight;
        }

        if (frame.Measure is null)
        {
            return GuidanceCode.NoFace;
        }

        return Place(frame, policy) ?? (Math.Abs(frame.Measure.Offset) > StraightOffset ? GuidanceCode.LookStraight : GuidanceCode.None);
    }

    /// <summary>The same before the first step, where the face must also be large enough to be compared with the proof pictures.</summary>
    public static string AtFirst(FrameRecord frame, LivenessPolicy policy) =>
        For(frame, policy) is var code && code == GuidanceCode.None && frame.Measure!.EyeDistance * frame.WidthPixels < AtFirstShare * GuideSample.LeastEyePixels ? GuidanceCode.MoveCloser : code;

    /// <summary>What is wrong with the place and size of the face, or null.</summary>
    public static string? Place(FrameRecord frame, LivenessPolicy policy)
    {
        (double x, double y, double width) = frame.Box;
        if (width < policy.FaceWidthMinimum)
        {
            return GuidanceCode.MoveCloser;
        }

        if (width > policy.FaceWidthMaximum)
        {
            return GuidanceCode.MoveBack;
        }

        double height = (double)frame.HeightPixels / frame.WidthPixels;
        return x is < CentreLow or > CentreHigh || y < CentreLow * height || y > CentreHigh * height ? GuidanceCode.CentreFace : null;
    }

    /// <summary>Which way to the middle, for who does not see the picture; left and right are the person's own.</summary>
    public static string Direction(FrameRecord frame)
    {
        (double x, double y, _) = frame.Box;
        double height = (double)frame.HeightPixels / frame.WidthPixels;
        return x < CentreLow ? GuidanceCode.MoveLeft
            : x > CentreHigh ? GuidanceCode.MoveRight
            : y < CentreLow * height ? GuidanceCode.MoveDown
            : GuidanceCode.MoveUp;
    }

    private static bool IsDark(FrameRecord frame) => frame.Luminance(0) + frame.Luminance(1) > DarkShare;

    private static double Luminance(this FrameRecord frame, int index) =>
        index < frame.Appearance.Luminance.Count ? frame.Appearance.Luminance[index] : 0;
}
