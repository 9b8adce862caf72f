namespace RemoteVerify.Biometrics.Liveness;

/// <summary>A guide frame carries the step that is shown, a proof frame the request that is open.</summary>
internal static class TokenRule
{
    /// <param name="grace">How long frames may still carry the step before, because they were on the way.</param>
    public static bool Holds(FrameRecord frame, SessionRecord record, ProofRecord? outstanding, TimeSpan grace)
    {
        ulong token = frame.Header.Token;
        if (!frame.IsGuide)
        {
            return outstanding?.Token == token;
        }

        int shown = record.Steps.Count;
        if (shown == 0)
        {
            return token == 0 && frame.Header.Step == 0;
        }

        StepRecord current = record.Steps[^1];
        if (token == current.Token)
        {
            return frame.Header.Step == current.Number;
        }

        (ulong earlier, int number) = shown == 1 ? (0UL, 0) : (record.Steps[^2].Token, record.Steps[^2].Number);
        return token == earlier && frame.Header.Step == number && frame.ReceivedAt - current.RevealedAt <= grace;
    }
}
