using RemoteVerify.ChipReader.Relay;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>Times of one relay's connection.</summary>
public sealed record ChipRelayOptions
{
    public TimeSpan HelloTime { get; init; } = RelayLimits.HelloTime;

    public TimeSpan IdleTime { get; init; } = RelayLimits.IdleTime;

    /// <summary>A client that does not take a message within this time is gone.</summary>
    public TimeSpan SendTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the client may take to close after it was told the end.</summary>
    public TimeSpan CloseTime { get; init; } = TimeSpan.FromSeconds(3);
}
