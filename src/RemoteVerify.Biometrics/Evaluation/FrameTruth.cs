using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>What a rendered frame certainly shows; all lengths in its pixels.</summary>
/// <param name="File">Its name, as the host can open it.</param>
/// <param name="Pose">Direction of the head.</param>
/// <param name="Blink">0 eyes open, 1 shut.</param>
/// <param name="MouthOpen">0 closed, 1 wide open.</param>
/// <param name="Box">The face, as a detector frames it.</param>
/// <param name="FivePoints">The detector's points.</param>
/// <param name="Points">The dense points, numbered as the project's own network numbers them.</param>
public sealed record FrameTruth(
    string File, HeadPose Pose, float Blink, float MouthOpen, FaceBox Box, FivePoints FivePoints, IReadOnlyList<ImagePoint> Points)
{
    public override string ToString() => $"truth of {File}";
}
