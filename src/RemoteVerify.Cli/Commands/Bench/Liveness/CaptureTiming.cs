namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>How long things take on the simulated clock.</summary>
/// <param name="Line">On the line, each way.</param>
/// <param name="Picture">The client's making of a picture; it does nothing else meanwhile.</param>
/// <param name="GuideAnalysis">The server's work on a guide frame; frames wait for each other.</param>
/// <param name="ProofAnalysis">The same for a proof frame.</param>
internal sealed record CaptureTiming(TimeSpan Line, TimeSpan Picture, TimeSpan GuideAnalysis, TimeSpan ProofAnalysis)
{
    /// <summary>A near server: guide frames grow to 640 pixels.</summary>
    public static CaptureTiming Usual { get; } = Of(10, 15, 20);

    /// <summary>A line on which guide frames stay at 320 pixels.</summary>
    public static CaptureTiming LongLine { get; } = Of(120, 15, 20);

    /// <summary>A busy server: frames wait for 150 ms each.</summary>
    public static CaptureTiming SlowServer { get; } = Of(10, 30, 150);

    public static CaptureTiming Of(int line, int picture, int analysis) => new(
        TimeSpan.FromMilliseconds(line), TimeSpan.FromMilliseconds(picture), TimeSpan.FromMilliseconds(analysis), TimeSpan.FromMilliseconds(3 * analysis));
}
