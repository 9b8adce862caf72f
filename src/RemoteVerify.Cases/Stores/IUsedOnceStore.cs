namespace RemoteVerify.Cases.Stores;

/// <summary>What may be used once only: ids of client assertions and the like. Using it twice is a conflict at commit.</summary>
public interface IUsedOnceStore
{
    /// <param name="purpose">Kind of thing, so that two kinds can't collide.</param>
    /// <param name="value">The thing; only its hash is stored.</param>
    /// <param name="expiresAt">After this it may be forgotten.</param>
    void Add(string purpose, string value, DateTimeOffset expiresAt);
}
