using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>The one thing that a client is told with an acknowledgement; it never says whether a movement was right.</summary>
internal static class SessionGuidance
{
    /// <param name="frame">The frame that is answered.</param>
    /// <param name="state">State of the session after it.</param>
    /// <param name="baseline">The neutral place; null while framing.</param>
    /// <param name="policy">Limits.</param>
    /// <param name="isHeard">Whether the client speaks: whoever hears it may not see where the middle is.</param>
    public static string For(FrameRecord frame, LivenessState state, FaceMeasure? baseline, LivenessPolicy policy, bool isHeard)
    {
        string code = Seen(frame, state, baseline, policy);
        return isHeard && code == GuidanceCode.CentreFace ? FramingGuide.Direction(frame) : code;
    }

    private static string Seen(FrameRecord frame, LivenessState state, FaceMeasure? baseline, LivenessPolicy policy)
    {
        if (frame.SignificantFaces > 1)
        {
            return GuidanceCode.OneFaceOnly;
        }

        if (frame.Measure is null)
        {
            return GuidanceCode.NoFace;
        }

        return state switch
        {
            LivenessState.Framing => FramingGuide.AtFirst(frame, policy) is var code && code != GuidanceCode.None ? code : GuidanceCode.HoldStill,
            LivenessState.Challenge => GuidanceCode.FollowStep,
            LivenessState.Colours => GuidanceCode.ScreenColours,
            LivenessState.Proof when !frame.IsGuide || frame.Measure.PictureWidth != baseline!.PictureWidth => GuidanceCode.HoldStill,
            LivenessState.Proof => FramingGuide.Place(frame, policy)
                ?? Back(Movement.Between(baseline!, frame.Measure, policy)),
            _ => GuidanceCode.Wait,
        };
    }

    private static string Back(Movement movement) =>
        movement.IsNeutral ? GuidanceCode.HoldStill
        : movement.IsNear ? GuidanceCode.MoveBack
        : movement.IsFar ? GuidanceCode.MoveCloser
        : GuidanceCode.LookStraight;
}
