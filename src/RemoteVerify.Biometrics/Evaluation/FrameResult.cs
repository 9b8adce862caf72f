using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A frame with its truth, what was found at the true place, and how many faces were found elsewhere.</summary>
internal sealed record FrameResult(FrameTruth Truth, DetectedFace? Face, FaceLandmarks? Landmarks, int FalseFaces)
{
    // As two detections of one face: the boxes of different detectors are drawn differently.
    private const float MinimumOverlap = 0.3f;

    /// <summary>Sorts detections into the best one at the true place and the false ones.</summary>
    public static (DetectedFace? Face, int FalseFaces) Sort(FrameTruth truth, IReadOnlyList<DetectedFace> detected)
    {
        DetectedFace[] there = [.. detected.Where(face => NonMaximumSuppression.Overlap(face.Box, truth.Box) >= MinimumOverlap)];
        return (there.MaxBy(face => NonMaximumSuppression.Overlap(face.Box, truth.Box)), detected.Count - there.Length);
    }

    public override string ToString() => $"result of {Truth.File}";
}
