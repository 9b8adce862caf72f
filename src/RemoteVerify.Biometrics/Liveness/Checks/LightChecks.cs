namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>
/// The light of the screen falls on the face that is before it. No signal says nothing: the room may be bright, the screen weak or
/// far. Only a clear contradiction counts, and it refuses nobody.
/// </summary>
internal static class LightChecks
{
    private static readonly TimeSpan CameraLag = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LongestLine = TimeSpan.FromMilliseconds(1000);

    public static LivenessCheck ScreenLight(SessionRecord record, LivenessPolicy policy)
    {
        if (Measure(record) is not { } light)
        {
            return new LivenessCheck(
                CheckIds.ScreenLight, CheckOutcome.NotApplicable, 0, policy.ScreenLightFit, [], "The screen showed no colours, or too few frames came while it did.");
        }

        if (Contradiction(light, policy) is { } contradiction)
        {
            return CheckList.Judge(
                CheckIds.ScreenLight, false, light.Face.Fit, policy.ScreenLightFit, light.Frames, contradiction,
                policy.ScreenLightGoesToOfficer ? CheckConsequence.Officer : CheckConsequence.RetryThenOfficer);
        }

        if (IsClear(light.Face.Fit, light.Face.Gain, policy))
        {
            return CheckList.Judge(
                CheckIds.ScreenLight, true, light.Face.Fit, policy.ScreenLightFit, light.Frames, "Share of the changes of hue in the face that the colours of the screen explain.", CheckConsequence.None);
        }

        const string unseen = "The light of the screen was not seen clearly in the face: a bright room, a weak screen, or pictures that come from elsewhere.";
        return policy.NoScreenLightGoesToOfficer
            ? CheckList.Judge(CheckIds.ScreenLight, false, light.Face.Fit, policy.ScreenLightFit, light.Frames, unseen, CheckConsequence.Officer)
            : new LivenessCheck(CheckIds.ScreenLight, CheckOutcome.NotApplicable, light.Face.Fit, policy.ScreenLightFit, [.. light.Frames.Take(16)], unseen);
    }

    /// <summary>Measures face and background under the colours that were shown last; null when there is nothing to measure.</summary>
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
                .Select(f => (At: TimeSpan.FromMilliseconds(f.Header.CaptureMilliseconds) + record.Lag, f))
                .Where(f => f.At >= colours[0].RevealedAt && f.At <= colours[^1].RevealedAt + longest),
        ];
        ScreenResponse? Of(Func<FrameAppearance, BackgroundColour> region) =>
            ScreenResponse.Of(colours, [.. frames.Select(f => (f.At, region(f.Frame.Appearance)))], longest);
        return Of(a => a.Face!.Mean) is { } face && Of(a => a.Background) is { } background
            ? new ScreenLight(face, background, Brightness(frames, a => a.Face!.Mean), Brightness(frames, a => a.Background), frames.ConvertAll(f => f.Frame.Header.Sequence))
            : null;
    }

    private static string? Contradiction(ScreenLight light, LivenessPolicy policy)
    {
        (ScreenResponse face, ScreenResponse background) = (light.Face, light.Background);
        if (IsClear(face.BestFit, face.BestGain, policy) && face.BestFit - face.Fit >= policy.ScreenLightMargin)
        {
            return "The face follows other colours than the screen showed.";
        }

        if (IsClear(background.Fit, background.Gain, policy) && face.Fit <= background.Fit - policy.ScreenLightMargin)
        {
            return "The background follows the colours of the screen, the face does not.";
        }

        // Light falls with the square of the distance. A lamp on a face in a dark room makes hues alike, but not the light itself.
        bool hues = background.Gain >= policy.ScreenLightFlat * face.Gain;
        bool lights = background.Gain * light.BackgroundLight >= policy.ScreenLightFlat * face.Gain * light.FaceLight;
        return hues && lights && IsClear(face.Fit, face.Gain, policy) && IsClear(background.Fit, background.Gain, policy)
            ? "The background takes the colours of the screen as strongly as the face, as if the picture were painted over."
            : null;
    }

    private static bool IsClear(double fit, double gain, LivenessPolicy policy) => fit >= policy.ScreenLightFit && gain >= policy.ScreenLightGain;

    private static double Brightness(List<(TimeSpan At, FrameRecord Frame)> frames, Func<FrameAppearance, BackgroundColour> region) =>
        frames.Average(f => ScreenResponse.Light(region(f.Frame.Appearance).Green));
}

/// <summary>What face and background showed of the colours, and how bright they are in linear light, 0 to 1.</summary>
internal sealed record ScreenLight(ScreenResponse Face, ScreenResponse Background, double FaceLight, double BackgroundLight, IReadOnlyList<uint> Frames);
