using RemoteVerify.Cases.Sharing;

namespace RemoteVerify.Cases.Stores;

/// <summary>Shares and their uses.</summary>
public interface IShareStore
{
    Task AddAsync(Share share, CancellationToken cancellationToken);

    Task<Share?> FindAsync(ShareId id, CancellationToken cancellationToken);

    /// <summary>By the token of a link.</summary>
    Task<Share?> FindByTokenAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken);

    /// <summary>Those that one person gave, newest first.</summary>
    Task<IReadOnlyList<Share>> ListByOwnerAsync(TenantId tenant, string personalNumber, CancellationToken cancellationToken);

    /// <summary>Replaces the share whose version is one less.</summary>
    Task UpdateAsync(Share changed, CancellationToken cancellationToken);

    Task AddUseAsync(ShareUse use, CancellationToken cancellationToken);

    /// <summary>Uses of one share, oldest first.</summary>
    Task<IReadOnlyList<ShareUse>> ListUsesAsync(ShareId id, CancellationToken cancellationToken);
}

/// <summary>What verifiers asked people for.</summary>
public interface IShareRequestStore
{
    Task AddAsync(ShareRequest request, CancellationToken cancellationToken);

    Task<ShareRequest?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Open ones to one person that have not run out, oldest first.</summary>
    Task<IReadOnlyList<ShareRequest>> ListOpenAsync(TenantId tenant, string personalNumber, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Replaces the request whose version is one less.</summary>
    Task UpdateAsync(ShareRequest changed, CancellationToken cancellationToken);
}

/// <summary>A random handle for each person of a tenant. Nothing of the person is in it, and it never leaves the service.</summary>
public interface IPersonHandleStore
{
    /// <summary>32 random bytes, made at the first call for this person.</summary>
    Task<ReadOnlyMemory<byte>> HandleAsync(TenantId tenant, string personalNumber, CancellationToken cancellationToken);
}
