using System.Security.Cryptography;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Encryption;

/// <summary>
/// The data keys of cases in one unit of work: a key per case and data class, wrapped by the master key. A case without
/// an id (a refused opening, say) uses the all-zero one.
/// </summary>
internal sealed class CaseKeys(StorageContext context, MasterKey master, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<(Guid, DataClass), byte[]> _open = [];

    /// <summary>The key for writing; made when there is none yet.</summary>
    public async Task<byte[]> ForWritingAsync(Guid caseId, DataClass dataClass, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue((caseId, dataClass), out byte[]? open))
        {
            return open;
        }

        DataKeyRow? row = await FindAsync(caseId, dataClass, cancellationToken);
        if (row is not null)
        {
            return Unwrap(row) ?? throw new StorageIntegrityException($"The {dataClass} key of this case was destroyed; nothing can be added.");
        }

        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        context.DataKeys.Add(new DataKeyRow
        {
            CaseId = caseId,
            DataClass = dataClass,
            Wrapped = Sealed.Seal(master.Bytes, Place(caseId, dataClass), key),
            MasterKeyId = master.Id,
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });
        _open.Add((caseId, dataClass), key);
        return key;
    }

    /// <summary>The key for reading; null when it was destroyed or never made.</summary>
    public async Task<byte[]?> ForReadingAsync(Guid caseId, DataClass dataClass, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue((caseId, dataClass), out byte[]? open))
        {
            return open;
        }

        return await FindAsync(caseId, dataClass, cancellationToken) is { } row ? Unwrap(row) : null;
    }

    /// <summary>Forgets the wrapped key; the row stays and says when.</summary>
    public async Task DestroyAsync(Guid caseId, DataClass dataClass, CancellationToken cancellationToken)
    {
        if (_open.Remove((caseId, dataClass), out byte[]? open))
        {
            CryptographicOperations.ZeroMemory(open);
        }

        if (await FindAsync(caseId, dataClass, cancellationToken) is { Wrapped: { } wrapped } row)
        {
            CryptographicOperations.ZeroMemory(wrapped);
            row.Wrapped = null;
            row.DestroyedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }

    /// <summary>Clears every key that was opened.</summary>
    public void Dispose()
    {
        foreach (byte[] key in _open.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _open.Clear();
    }

    private ValueTask<DataKeyRow?> FindAsync(Guid caseId, DataClass dataClass, CancellationToken cancellationToken) =>
        context.DataKeys.FindAsync([caseId, dataClass], cancellationToken);

    private byte[]? Unwrap(DataKeyRow row)
    {
        if (row.Wrapped is null)
        {
            return null;
        }

        if (row.MasterKeyId != master.Id)
        {
            throw new StorageIntegrityException($"This data was written under master key '{row.MasterKeyId}', not '{master.Id}'.");
        }

        byte[] key = Sealed.Open(master.Bytes, Place(row.CaseId, row.DataClass), row.Wrapped);
        _open.Add((row.CaseId, row.DataClass), key);
        return key;
    }

    private static string Place(Guid caseId, DataClass dataClass) => $"data-key/{caseId:D}/{dataClass}";
}
