using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Encryption;

/// <summary>A known value under the master key, so that a node with another key says so when it starts and not in the middle of a case.</summary>
internal static class MasterKeyCheck
{
    public const string Name = "master-key-check";
    private static readonly byte[] Value = "RemoteVerify master key v1"u8.ToArray();

    /// <exception cref="StorageIntegrityException">The database was written under another key.</exception>
    public static async Task RunAsync(IUnitOfWorkFactory stores, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await FindAsync(unit, cancellationToken) is { } known)
        {
            Require(known.AsSpan().SequenceEqual(Value));
            return;
        }

        await unit.Secrets.PutAsync(Name, Value, cancellationToken);
        if (await unit.CommitAsync(cancellationToken) == CommitResult.VersionConflict)
        {
            await using IUnitOfWork again = await stores.BeginAsync(cancellationToken);
            Require(await FindAsync(again, cancellationToken) is { } others && others.AsSpan().SequenceEqual(Value));
        }
    }

    private static async Task<byte[]?> FindAsync(IUnitOfWork unit, CancellationToken cancellationToken)
    {
        try
        {
            return await unit.Secrets.FindAsync(Name, cancellationToken);
        }
        catch (StorageIntegrityException e)
        {
            throw new StorageIntegrityException($"This database was written under another master key; start the service with that one. ({e.Message})");
        }
    }

    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new StorageIntegrityException("This database was written under another master key; start the service with that one.");
        }
    }
}
