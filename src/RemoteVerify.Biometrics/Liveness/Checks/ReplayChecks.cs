namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>No picture comes twice: not within the session, not from an earlier one. The noise of a real sensor never repeats.</summary>
internal static class ReplayChecks
{
    private const double StillPixels = 0.02;

    public static LivenessCheck Duplicates(SessionRecord record, LivenessPolicy policy)
    {
        // A slow camera shows one picture twice in a row, also when a proof picture was taken in between: that one is no guide frame.
        Dictionary<FrameDigest, int> lastSeen = [];
        List<uint> repeated = [];
        List<FrameRecord> frames = [.. record.Frames.OrderBy(f => f.IsGuide)];
        for (int i = 0; i < frames.Count; i++)
        {
            FrameRecord frame = frames[i];
            if (lastSeen.TryGetValue(frame.Digest, out int before) && i - before > 1)
            {
                repeated.Add(frame.Header.Sequence);
            }

            lastSeen[frame.Digest] = i;
        }

        return CheckList.Judge(
            CheckIds.DuplicateFrames,
            repeated.Count <= policy.DuplicateFrames,
            repeated.Count,
            policy.DuplicateFrames,
            repeated,
            "Frames that repeat an earlier frame of this session byte for byte.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck Frozen(SessionRecord record, LivenessPolicy policy)
    {
        int longest = 0;
        int run = 0;
        List<uint> frames = [];
        for (int i = 1; i < record.Frames.Count; i++)
        {
            run = IsStill(record.Frames[i - 1], record.Frames[i]) ? run + 1 : 0;
            longest = Math.Max(longest, run);
            if (run > 0)
            {
                frames.Add(record.Frames[i].Header.Sequence);
            }
        }

        return CheckList.Judge(
            CheckIds.FrozenFrames,
            longest < policy.FrozenFrames,
            longest,
            policy.FrozenFrames,
            frames,
            "Frames in a row in which nothing at all changed.",
            CheckConsequence.Retry);
    }

    /// <summary>By its look, so that new noise and compression do not hide a film; a forger could, so that an officer decides.</summary>
    public static LivenessCheck Looped(SessionRecord record, LivenessPolicy policy)
    {
        if (FilmLoop.Of(record, policy.LoopGreyLevels) is not FilmLoop loop)
        {
            return new LivenessCheck(CheckIds.LoopedFrames, CheckOutcome.NotApplicable, 0, policy.LoopShare, [], "Too few guide frames to see a loop by.");
        }

        return CheckList.Judge(
            CheckIds.LoopedFrames,
            loop.Share <= policy.LoopShare,
            loop.Share,
            policy.LoopShare,
            loop.Frames,
            "Share of guide frames that look exactly like one of seconds before.",
            CheckConsequence.Officer);
    }

    public static LivenessCheck Earlier(SessionRecord record, EarlierFrames earlier)
    {
        List<uint> seen = [.. record.Frames.Where(f => earlier.Contains(f.Digest)).Select(f => f.Header.Sequence)];
        return CheckList.Judge(
            CheckIds.EarlierFrames,
            seen.Count == 0,
            seen.Count,
            0,
            seen,
            "Frames that were already sent in an earlier session, byte for byte.",
            CheckConsequence.Retry);
    }

    /// <summary>Advice only: the same person at the same desk may look much alike on the next day.</summary>
    public static LivenessCheck Likeness(SessionRecord record, LivenessPolicy policy, EarlierFrames earlier)
    {
        List<FrameRecord> proofs = [.. record.Proofs.Where(p => p.Frame is not null).Select(p => p.Frame!)];
        double nearest = proofs.Count == 0 ? 1 : proofs.Min(f => earlier.NearestProof(f.Appearance.Fingerprint));
        return new LivenessCheck(
            CheckIds.EarlierLikeness,
            CheckOutcome.Advice,
            nearest,
            policy.AlikeBits,
            [.. proofs.Where(f => earlier.NearestProof(f.Appearance.Fingerprint) <= policy.AlikeBits).Select(f => f.Header.Sequence).Take(16)],
            "Share of fingerprint bits by which the proof pictures differ from those of earlier sessions, the nearest pair.");
    }

    private static bool IsStill(FrameRecord a, FrameRecord b)
    {
        if (a.Digest == b.Digest)
        {
            return true;
        }

        return a.WidthPixels == b.WidthPixels
            && a.Appearance.GridSum == b.Appearance.GridSum
            && a.Face is not null && b.Face is not null
            && Math.Abs(a.Face.Points.NoseTip.X - b.Face.Points.NoseTip.X) < StillPixels
            && Math.Abs(a.Face.Points.NoseTip.Y - b.Face.Points.NoseTip.Y) < StillPixels
            && Math.Abs(a.Face.Points.RightEye.X - b.Face.Points.RightEye.X) < StillPixels
            && Math.Abs(a.Face.Points.LeftEye.X - b.Face.Points.LeftEye.X) < StillPixels;
    }
}
