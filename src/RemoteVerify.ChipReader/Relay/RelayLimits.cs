namespace RemoteVerify.ChipReader.Relay;

/// <summary>The limits of the relay protocol, version 1; docs/chip-relay.md names each of them.</summary>
public static class RelayLimits
{
    public const int Version = 1;

    /// <summary>Bytes of the first message.</summary>
    public const int MaxHelloBytes = 4 * 1024;

    /// <summary>Bytes of any other message of the client.</summary>
    public const int MaxClientBytes = 256 * 1024;

    /// <summary>Bytes of a message of the server.</summary>
    public const int MaxServerBytes = 256 * 1024;

    /// <summary>Commands of one <c>apdu</c> message.</summary>
    public const int MaxBatchCommands = 96;

    /// <summary>Bytes of all commands of one <c>apdu</c> message.</summary>
    public const int MaxBatchBytes = 64 * 1024;

    /// <summary>Bytes of one response with its status word.</summary>
    public const int MaxResponseBytes = 65_536 + 2;

    /// <summary>Commands of one relay.</summary>
    public const int MaxCommands = 4096;

    /// <summary>Bytes of all responses of one relay.</summary>
    public const int MaxTotalBytes = 4 * 1024 * 1024;

    /// <summary>Signs of life (<c>progress</c>) of a client in one relay.</summary>
    public const int MaxProgress = 1000;

    /// <summary>From accepting the connection to the first message.</summary>
    public static readonly TimeSpan HelloTime = TimeSpan.FromSeconds(10);

    /// <summary>From an <c>apdu</c> message, or the last sign of life, to <c>responses</c>.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
}
