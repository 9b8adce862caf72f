namespace RemoteVerify.Pki.Fetching;

/// <summary>How long a foreign server may take.</summary>
public sealed record FetchOptions
{
    /// <summary>From the connection to the last byte, redirects included. The client's own time limit holds beside it.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(15);
}
