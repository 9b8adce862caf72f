namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>The limits of what a client may send; the connection and the codec apply them before anything is decoded.</summary>
public static class ProtocolLimits
{
    public const int Version = 1;

    /// <summary>A JSON message of the client.</summary>
    public const int MaxTextBytes = 8 * 1024;

    /// <summary>Header and JPEG of a guide frame.</summary>
    public const int MaxGuideFrameBytes = 96 * 1024;

    /// <summary>Header and JPEG of a proof frame.</summary>
    public const int MaxProofFrameBytes = 400 * 1024;

    /// <summary>Everything one connection may send.</summary>
    public const long MaxSessionBytes = 24L * 1024 * 1024;

    public const int MaxFrames = 3000;

    /// <summary>Frames that may be on the way without an answer; a client that sends more breaks the protocol.</summary>
    public const int Window = 2;

    /// <summary>Largest picture side that is decoded.</summary>
    public const int MaxSidePixels = 1920;

    public const int MaxLabelCharacters = 200;
}
