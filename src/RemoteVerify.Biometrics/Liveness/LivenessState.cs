namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Where a session stands.</summary>
public enum LivenessState
{
    Created,
    Framing,

    /// <summary>Between steps: the person faces the camera, proof pictures are taken.</summary>
    Proof,

    /// <summary>A step is shown.</summary>
    Challenge,

    /// <summary>The screen changes its colour.</summary>
    Colours,
    Ended,
}
