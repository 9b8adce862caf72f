namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Why a session ended without a decision.</summary>
public static class EndCode
{
    public const string NotConnected = "not-connected";
    public const string LineLost = "line-lost";
    public const string Cancelled = "cancelled";
    public const string CameraEnded = "camera-ended";
    public const string FramingTime = "framing-time";
    public const string SessionTime = "session-time";
    public const string ProofNotReceived = "proof-not-received";
    public const string BadFrame = "bad-frame";
    public const string ServerStopped = "server-stopped";
}
