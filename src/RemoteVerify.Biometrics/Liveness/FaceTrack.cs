using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Follows the main face from frame to frame, so that a poster in the background never becomes the person.</summary>
internal sealed class FaceTrack(LivenessPolicy policy)
{
    private (double X, double Y)? _last;

    public FrameRecord Record(FrameObservation observation, TimeSpan receivedAt)
    {
        float largest = observation.Faces.Count == 0 ? 0 : observation.Faces.Max(f => f.Box.Area);
        List<DetectedFace> significant = [.. observation.Faces.Where(f => f.Box.Area >= largest * policy.SecondFaceShare)];
        DetectedFace? face = Nearest(significant, observation.WidthPixels);
        if (face is not null)
        {
            _last = (face.Box.CentreX / observation.WidthPixels, face.Box.CentreY / observation.WidthPixels);
        }

        return new FrameRecord(
            observation.Header,
            receivedAt,
            observation.ChainIntact,
            observation.Digest,
            observation.PictureBytes,
            observation.WidthPixels,
            observation.HeightPixels,
            significant.Count,
            face,
            face is null ? null : FaceMeasure.Of(face.Points, observation.WidthPixels),
            observation.Appearance)
        {
            ChainHash = observation.ChainHash,
        };
    }

    private DetectedFace? Nearest(List<DetectedFace> faces, int width)
    {
        if (faces.Count == 0)
        {
            return null;
        }

        if (_last is not (double x, double y))
        {
            return faces.MaxBy(f => f.Box.Area);
        }

        return faces.MinBy(f => Math.Abs((f.Box.CentreX / width) - x) + Math.Abs((f.Box.CentreY / width) - y));
    }
}
