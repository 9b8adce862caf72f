namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Frames that look like an earlier one although much happened between: a loop, or a film that runs to and fro, also with new noise and
/// compression. Living people come back to their place, but never to the same place to a fraction of a pixel.
/// </summary>
/// <param name="Share">Share of the guide frames after the first seconds that repeat an earlier one.</param>
/// <param name="Frames">Sequence numbers of those.</param>
internal sealed record FilmLoop(double Share, IReadOnlyList<uint> Frames)
{
    private const uint LeastLagMilliseconds = 2000;
    private const int LeastFrames = 30;

    /// <summary>Null when there are too few frames to tell.</summary>
    /// <param name="record">The session.</param>
    /// <param name="level">Grey levels, root mean square over the fields, below which two frames show the same.</param>
    public static FilmLoop? Of(SessionRecord record, double level)
    {
        List<FrameRecord> guides = record.Frames.FindAll(f => f.IsGuide && f.Appearance.Traces is not null);
        int judged = 0;
        List<uint> repeated = [];
        for (int i = 0; i < guides.Count; i++)
        {
            double nearest = double.MaxValue;
            for (int j = 0; j < i && guides[i].Header.CaptureMilliseconds - guides[j].Header.CaptureMilliseconds >= LeastLagMilliseconds; j++)
            {
                nearest = Math.Min(nearest, guides[i].Appearance.Traces!.GridDistance(guides[j].Appearance.Traces!));
            }

            judged += nearest < double.MaxValue ? 1 : 0;
            if (nearest < level)
            {
                repeated.Add(guides[i].Header.Sequence);
            }
        }

        return judged < LeastFrames ? null : new FilmLoop((double)repeated.Count / judged, repeated);
    }
}
