namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// The noise of a sensor changes some of every cell of the room from frame to frame, compression or not. A rendered or pasted room
/// stays the same to the bit.
/// </summary>
internal static class StillRoomSign
{
    private const int LeastPairs = 12;
    private const double MostSame = 0.65;

    public static InjectionFinding Find(SessionRecord record)
    {
        List<double> same = [];
        List<FrameRecord> guides = record.Frames.FindAll(f => f.IsGuide && f.Appearance.Traces is not null);
        for (int i = 1; i < guides.Count; i++)
        {
            // A slow camera shows one picture twice; that says nothing about its noise.
            if (guides[i].Digest != guides[i - 1].Digest && guides[i].Appearance.Traces!.SameCells(guides[i - 1].Appearance.Traces!) is double share)
            {
                same.Add(share);
            }
        }

        double? median = same.Count < LeastPairs ? null : Checks.ProofChecks.Median(same);
        return new("room-without-noise", 50, median > MostSame, median);
    }
}
