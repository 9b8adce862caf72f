namespace RemoteVerify.Biometrics.Liveness;

/// <summary>A guide frame carries the step or colour that is shown, a proof frame the request that is open.</summary>
internal static class TokenRule
{
    private static readonly Reveal None = new(0, 0, TimeSpan.Zero);

    /// <param name="grace">How long frames may still carry what was shown before, because they were on the way.</param>
    public static bool Holds(FrameRecord frame, SessionRecord record, ProofRecord? outstanding, TimeSpan grace)
    {
        ulong token = frame.Header.Token;
        if (!frame.IsGuide)
        {
            return outstanding?.Token == token;
        }

        Reveal current = record.Reveals.Count == 0 ? None : record.Reveals[^1];
        if (token == current.Token)
        {
            return frame.Header.Step == current.Number;
        }

        for (int i = record.Reveals.Count - 1; i >= 0 && frame.ReceivedAt - record.Reveals[i].At <= grace; i--)
        {
            Reveal earlier = i == 0 ? None : record.Reveals[i - 1];
            if (token == earlier.Token)
            {
                return frame.Header.Step == earlier.Number;
            }
        }

        return false;
    }
}
