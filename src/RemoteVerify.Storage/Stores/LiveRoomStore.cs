using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Who was in a room and when belongs to the record of the case; picture and sound lie under the key of the dossier.</summary>
internal sealed class LiveRoomStore(StorageContext context, CaseKeys keys) : ILiveRoomStore
{
    public async Task AddAsync(LiveRoom room, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(room);
        context.LiveRooms.Add(new LiveRoomRow
        {
            Id = room.Id,
            Tenant = room.Tenant.Value,
            CaseId = room.Case.Value,
            OpenCase = OpenCase(room),
            Version = room.Version,
            Body = await keys.WriteAsync(room.Case.Value, DataClass.Record, Place(room.Id), room, cancellationToken),
        });
    }

    public async Task UpdateAsync(LiveRoom changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        LiveRoomRow row = await context.LiveRooms.FindAsync([changed.Id], cancellationToken) ?? throw new InvalidOperationException("The room was not added before.");
        row.OpenCase = OpenCase(changed);
        row.Body = await keys.WriteAsync(changed.Case.Value, DataClass.Record, Place(changed.Id), changed, cancellationToken);
        context.Entry(row).Property(r => r.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    public async Task<LiveRoom?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.LiveRooms.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Tenant == tenant.Value, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    public async Task<LiveRoom?> FindOpenAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken) =>
        await context.LiveRooms.AsNoTracking().FirstOrDefaultAsync(r => r.OpenCase == id.Value && r.Tenant == tenant.Value, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    public async Task<IReadOnlyList<LiveRoom>> ListAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken)
    {
        List<LiveRoom> found = [];
        foreach (LiveRoomRow row in await context.LiveRooms.AsNoTracking().Where(r => r.CaseId == id.Value && r.Tenant == tenant.Value).OrderBy(r => r.Id).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } room)
            {
                found.Add(room);
            }
        }

        return found;
    }

    public Task AddPieceAsync(KeptLivePiece piece, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(piece);
        context.LivePieces.Add(new LivePieceRow
        {
            Room = piece.Room, Recording = piece.Recording, Number = piece.Number, Sha256 = piece.Sha256.Hex, Length = piece.Length, Blob = piece.Blob.Value,
        });
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<KeptLivePiece>> ListPiecesAsync(Guid room, string recording, CancellationToken cancellationToken) =>
    [
        .. (await context.LivePieces.AsNoTracking().Where(p => p.Room == room && p.Recording == recording).OrderBy(p => p.Number).ToListAsync(cancellationToken))
            .Select(row => new KeptLivePiece(row.Room, row.Recording, row.Number, Sha256Digest.FromBytes(Convert.FromHexString(row.Sha256)), row.Length, new BlobId(row.Blob))),
    ];

    private Task<LiveRoom?> ReadAsync(LiveRoomRow row, CancellationToken cancellationToken) =>
        keys.ReadAsync<LiveRoom>(row.CaseId, DataClass.Record, Place(row.Id), row.Body, cancellationToken);

    private static Guid? OpenCase(LiveRoom room) => room.ClosedAt is null ? room.Case.Value : null;

    private static string Place(Guid id) => $"live-room/{id:D}";
}
