namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>How long things take on the simulated clock.</summary>
/// <param name="Line">On the line, each way, without the time of the bytes themselves.</param>
/// <param name="Picture">The client's making of a picture; it does nothing else meanwhile.</param>
/// <param name="GuideAnalysis">The server's work on a guide frame; frames wait for each other.</param>
/// <param name="ProofAnalysis">The same for a proof frame.</param>
internal sealed record CaptureTiming(TimeSpan Line, TimeSpan Picture, TimeSpan GuideAnalysis, TimeSpan ProofAnalysis)
{
    /// <summary>Headers of IP, TCP and WebSocket.</summary>
    private const int MessageOverhead = 48;

    /// <summary>A near server.</summary>
    public static CaptureTiming Usual { get; } = Of(10, 15, 20);

    /// <summary>A long line: answers too late for frames larger than 320 pixels.</summary>
    public static CaptureTiming LongLine { get; } = Of(120, 15, 20);

    /// <summary>A busy server: frames wait for 150 ms each.</summary>
    public static CaptureTiming SlowServer { get; } = Of(10, 30, 150);

    /// <summary>64 kbit/s each way, 300 ms there and back: a session on it goes into low mode.</summary>
    public static CaptureTiming WeakLine { get; } = Of(150, 30, 20) with { UpBytesPerSecond = 8000, DownBytesPerSecond = 8000 };

    /// <summary>From the client to the server; 0 for no limit.</summary>
    public int UpBytesPerSecond { get; private init; }

    /// <summary>The other way.</summary>
    public int DownBytesPerSecond { get; private init; }

    public static CaptureTiming Of(int line, int picture, int analysis) => new(
        TimeSpan.FromMilliseconds(line), TimeSpan.FromMilliseconds(picture), TimeSpan.FromMilliseconds(analysis), TimeSpan.FromMilliseconds(3 * analysis));

    /// <summary>When a message has come through; one waits for those before it.</summary>
    /// <param name="free">When the line has taken what was sent before; moved on.</param>
    /// <param name="bytesPerSecond">Of this direction.</param>
    public TimeSpan Arrival(ref TimeSpan free, TimeSpan sentAt, int bytes, int bytesPerSecond)
    {
        if (bytesPerSecond > 0)
        {
            free = (free > sentAt ? free : sentAt) + TimeSpan.FromSeconds((double)(bytes + MessageOverhead) / bytesPerSecond);
            return free + Line;
        }

        return sentAt + Line;
    }
}
