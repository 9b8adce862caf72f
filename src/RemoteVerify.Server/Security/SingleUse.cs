using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Security;

/// <summary>Remembers, for all nodes, that something may be used once only: ids of client assertions.</summary>
public sealed class SingleUse(IUnitOfWorkFactory stores)
{
    /// <summary>True for the first caller; false for every later one.</summary>
    public async Task<bool> TryUseAsync(string purpose, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        unit.UsedOnce.Add(purpose, value, expiresAt);
        return await unit.CommitAsync(cancellationToken) == CommitResult.Committed;
    }
}
