using System.Text.Json;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Backups.Escrow;

/// <summary>That shares of a master key were made, so that its operator is told when there are none of the present key. Holds no share.</summary>
/// <param name="Set">The escrow's name, as on its papers.</param>
/// <param name="Key">Names the key (<see cref="MasterKeyEscrow.NameOf"/>).</param>
public sealed record EscrowRecord(string Set, int Threshold, int Shares, DateTimeOffset At, string Key)
{
    private const string Name = "escrow-record";

    /// <summary>Splits the master key of a database, and notes it there.</summary>
    public static async Task<IReadOnlyList<EscrowShare>> MakeAsync(RelationalStorage storage, int threshold, int shares, CancellationToken cancellationToken)
    {
        IReadOnlyList<EscrowShare> made = MasterKeyEscrow.Split(storage.Master, threshold, shares);
        EscrowRecord record = new(made[0].Set, threshold, shares, storage.Clock.GetUtcNow(), MasterKeyEscrow.NameOf(storage.Master));
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        await unit.Secrets.PutAsync(Name, JsonSerializer.SerializeToUtf8Bytes(record), cancellationToken);
        return await unit.CommitAsync(cancellationToken) == CommitResult.Committed ? made : throw new StorageIntegrityException("Somebody else made an escrow at the same time; do it again.");
    }

    /// <summary>The last one, null when none was made.</summary>
    public static async Task<EscrowRecord?> FindAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return await unit.Secrets.FindAsync(Name, cancellationToken) is { } bytes ? JsonSerializer.Deserialize<EscrowRecord>(bytes) : null;
    }

    /// <summary>True when the shares are of the key that the database is under now.</summary>
    public bool IsOf(RelationalStorage storage) => Key == MasterKeyEscrow.NameOf(storage.Master);
}
