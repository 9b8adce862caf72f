using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>The frames came unchanged, in order, at believable times, with the tokens of their steps.</summary>
internal static class TransportChecks
{
    /// <summary>How much earlier than its capture a frame may seem to arrive, for the rounding of clocks.</summary>
    private const double ClockSlackMilliseconds = 250;

    public static LivenessCheck Chain(SessionRecord record)
    {
        List<uint> broken = [.. record.Frames.Where(f => !f.ChainIntact).Select(f => f.Header.Sequence)];
        return CheckList.Judge(
            CheckIds.FrameChain,
            broken.Count == 0,
            broken.Count,
            0,
            broken,
            "Frames whose link to the frame before was wrong.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck Order(SessionRecord record, LivenessPolicy policy)
    {
        List<uint> faults = [];
        double least = double.MaxValue;
        for (int i = 0; i < record.Frames.Count; i++)
        {
            FrameRecord frame = record.Frames[i];
            FrameHeader? last = i == 0 ? null : record.Frames[i - 1].Header;
            double lag = frame.ReceivedAt.TotalMilliseconds - frame.Header.CaptureMilliseconds;
            least = Math.Min(least, lag);
            bool right = frame.Header.Sequence == i
                && (last is null || (frame.Header.CaptureMilliseconds > last.CaptureMilliseconds && frame.Header.PresentedFrames >= last.PresentedFrames))
                && lag >= -ClockSlackMilliseconds
                && lag <= least + policy.CaptureLagMilliseconds;
            if (!right)
            {
                faults.Add(frame.Header.Sequence);
            }
        }

        return CheckList.Judge(
            CheckIds.FrameOrder,
            faults.Count == 0,
            faults.Count,
            0,
            faults,
            "Frames out of sequence or with an impossible time.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck Tokens(SessionRecord record) => CheckList.Judge(
        CheckIds.StepTokens,
        record.TokenFaults.Count == 0,
        record.TokenFaults.Count,
        0,
        record.TokenFaults,
        "Frames with a token that did not belong to the step or to the asked picture.",
        CheckConsequence.Retry);
}
