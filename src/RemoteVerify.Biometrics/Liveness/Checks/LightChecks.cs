namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>The light of the screen falls on the face that is before it.</summary>
internal static class LightChecks
{
    private static readonly TimeSpan CameraLag = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LongestLine = TimeSpan.FromMilliseconds(1000);

    public static LivenessCheck ScreenLight(SessionRecord record, LivenessPolicy policy)
    {
        ScreenLight? light = Measure(record);
        return new LivenessCheck(CheckIds.ScreenLight, CheckOutcome.NotApplicable, light?.Face.Fit ?? 0, 0, [], $"F {light?.Face} | B {light?.Background} | L {light?.Left} | M {light?.Middle} | R {light?.Right}");
    }

    public static ScreenLight? Measure(SessionRecord record)
    {
        int notice = record.Colours.FindLastIndex(c => c.Number == ColourPhase.FirstNumber);
        if (notice < 0 || record.Colours.Count < notice + 4 || record.Colours[^1].Colour is not null)
        {
            return null;
        }

        List<ColourRecord> colours = record.Colours[notice..];
        TimeSpan line = record.Lag < TimeSpan.Zero ? TimeSpan.Zero : record.Lag > LongestLine ? LongestLine : record.Lag;
        TimeSpan longest = line + CameraLag;
        List<(TimeSpan At, FrameRecord Frame)> frames =
        [
            .. record.Frames.Where(f => f.IsGuide && f.Appearance.Face is not null)
                .Select(f => (TimeSpan.FromMilliseconds(f.Header.CaptureMilliseconds) + record.Lag, f))
                .Where(f => f.Item1 >= colours[0].RevealedAt && f.Item1 <= colours[^1].RevealedAt + longest),
        ];
        ScreenResponse? Of(Func<FrameAppearance, BackgroundColour> region) =>
            ScreenResponse.Of(colours, [.. frames.Select(f => (f.At, region(f.Frame.Appearance)))], longest);
        return Of(a => a.Face!.Mean) is ScreenResponse face && Of(a => a.Background) is ScreenResponse background
            ? new ScreenLight(face, background, Of(a => a.Face!.Left), Of(a => a.Face!.Middle), Of(a => a.Face!.Right), frames.ConvertAll(f => f.Frame.Header.Sequence))
            : null;
    }
}

/// <summary>What the regions of the picture showed of the colours.</summary>
internal sealed record ScreenLight(
    ScreenResponse Face, ScreenResponse Background, ScreenResponse? Left, ScreenResponse? Middle, ScreenResponse? Right, IReadOnlyList<uint> Frames);
