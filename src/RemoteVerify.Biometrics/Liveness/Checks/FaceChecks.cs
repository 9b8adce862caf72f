namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>One face, always there, never jumping.</summary>
internal static class FaceChecks
{
    private const double JumpInterval = 250;

    public static LivenessCheck SingleFace(SessionRecord record, LivenessPolicy policy)
    {
        int longest = 0;
        int run = 0;
        List<uint> frames = [];
        foreach (FrameRecord frame in Judged(record))
        {
            run = frame.SignificantFaces > 1 ? run + 1 : 0;
            longest = Math.Max(longest, run);
            if (run > 0)
            {
                frames.Add(frame.Header.Sequence);
            }
        }

        return CheckList.Judge(
            CheckIds.SingleFace,
            longest < policy.SecondFaceFrames,
            longest,
            policy.SecondFaceFrames,
            frames,
            "Frames in a row with a second face of a considerable size.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck FacePresent(SessionRecord record, LivenessPolicy policy)
    {
        List<FrameRecord> judged = [.. Judged(record)];
        List<uint> missing = [.. judged.Where(f => f.Measure is null).Select(f => f.Header.Sequence)];
        double share = judged.Count == 0 ? 1 : (double)missing.Count / judged.Count;
        return CheckList.Judge(
            CheckIds.FacePresent,
            share <= policy.FaceMissingShare,
            share,
            policy.FaceMissingShare,
            missing,
            "Share of frames without a face.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck TrackContinuity(SessionRecord record, LivenessPolicy policy)
    {
        double worst = 0;
        uint at = 0;
        FrameRecord? last = null;
        foreach (FrameRecord frame in Judged(record).Where(f => f.IsGuide && f.Face is not null))
        {
            if (last is not null)
            {
                double interval = Math.Max(1, (frame.Header.CaptureMilliseconds - (double)last.Header.CaptureMilliseconds) / JumpInterval);
                (double x, double y, double width) = last.Box;
                double jump = Math.Sqrt(Math.Pow(frame.Box.X - x, 2) + Math.Pow(frame.Box.Y - y, 2)) / width / interval;
                if (jump > worst)
                {
                    worst = jump;
                    at = frame.Header.Sequence;
                }
            }

            last = frame;
        }

        return CheckList.Judge(
            CheckIds.TrackContinuity,
            worst <= policy.BoxJump,
            worst,
            policy.BoxJump,
            [at],
            "Largest jump of the face between two frames, in face widths per quarter of a second.",
            CheckConsequence.Retry);
    }

    private static IEnumerable<FrameRecord> Judged(SessionRecord record) =>
        record.Frames.Where(f => f.Header.Sequence >= record.ChallengeFrom);
}
