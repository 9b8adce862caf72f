namespace RemoteVerify.Server.Security;

/// <summary>Remembers, for all nodes, that something may be used once only: assertion ids, tickets, challenges.</summary>
public interface ISingleUse
{
    /// <summary>True for the first caller; false for every later one until <paramref name="expires"/>.</summary>
    Task<bool> TryUseAsync(string purpose, string value, DateTimeOffset expires, CancellationToken cancellationToken);
}
