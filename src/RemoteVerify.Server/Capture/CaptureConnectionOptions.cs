namespace RemoteVerify.Server.Capture;

/// <summary>Limits of one capture's connection.</summary>
public sealed record CaptureConnectionOptions
{
    /// <summary>From accepting the connection to the hello message.</summary>
    public TimeSpan HelloTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From accepting the connection to its end, whatever happens.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A client that does not take a message within this time is gone.</summary>
    public TimeSpan SendTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the client may take to close after it was told the result.</summary>
    public TimeSpan CloseTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often time is let pass for the session.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Text messages that a client may send after hello.</summary>
    public int MaximumTexts { get; init; } = 100;
}
