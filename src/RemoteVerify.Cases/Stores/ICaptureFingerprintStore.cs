namespace RemoteVerify.Cases.Stores;

/// <summary>
/// Fingerprints of the pictures of finished captures, so that the same pictures can't be sent again in a later session. They
/// say nothing of a face; whose they are is a keyed hash, and they are forgotten after <see cref="Kept"/>.
/// </summary>
public interface ICaptureFingerprintStore
{
    /// <summary>How long a recording of a session stays recognisable.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    void Add(TenantId tenant, string personalNumber, ReadOnlyMemory<byte> fingerprints, DateTimeOffset at);

    /// <summary>Those of one person, newest first, at most 100.</summary>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> ListAsync(TenantId tenant, string personalNumber, DateTimeOffset now, CancellationToken cancellationToken);
}
