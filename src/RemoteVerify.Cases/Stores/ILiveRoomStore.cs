using RemoteVerify.Cases.LiveSessions;

namespace RemoteVerify.Cases.Stores;

/// <summary>One kept piece of a recording.</summary>
/// <param name="Room">Room.</param>
/// <param name="Recording">Recording in it.</param>
/// <param name="Number">From 1.</param>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Blob">Where they are.</param>
public sealed record KeptLivePiece(Guid Room, string Recording, int Number, Sha256Digest Sha256, int Length, BlobId Blob);

/// <summary>Rooms of live sessions. A case has at most one that is not closed; two opened at once give a version conflict at commit.</summary>
public interface ILiveRoomStore
{
    Task AddAsync(LiveRoom room, CancellationToken cancellationToken);

    /// <summary>The next version of a room; two at once give a version conflict at commit.</summary>
    Task UpdateAsync(LiveRoom changed, CancellationToken cancellationToken);

    Task<LiveRoom?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>The room of the case that is not closed, or null.</summary>
    Task<LiveRoom?> FindOpenAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken);

    /// <summary>Every room of a case, the oldest first.</summary>
    Task<IReadOnlyList<LiveRoom>> ListAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken);

    Task AddPieceAsync(KeptLivePiece piece, CancellationToken cancellationToken);

    /// <summary>The pieces of a recording in their order.</summary>
    Task<IReadOnlyList<KeptLivePiece>> ListPiecesAsync(Guid room, string recording, CancellationToken cancellationToken);
}
