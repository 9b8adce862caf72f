using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Encryption;

/// <summary>
/// The data keys of cases in one unit of work: a key per case and data class, wrapped by the tenant's key, which the master key wraps. A
/// case without an id (a refused opening, say) uses the all-zero one, which is of no tenant and lies under the master key, as do the keys of
/// databases from before tenants had keys.
/// </summary>
internal sealed class CaseKeys(StorageContext context, MasterKey master, TimeProvider clock, Func<string, CancellationToken, Task>? makeTenantKey = null) : IDisposable
{
    private readonly Dictionary<(Guid, DataClass), byte[]> _open = [];
    private readonly Dictionary<Guid, string> _tenants = [];
    private readonly TenantKeys _tenantKeys = new(context, master, clock, makeTenantKey);

    /// <summary>Says whose a scope is before its first key is made; for cases their row says it.</summary>
    public void BelongsTo(Guid scope, TenantId tenant)
    {
        if (scope != Guid.Empty)
        {
            _tenants.TryAdd(scope, tenant.Value);
        }
    }

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
            return await UnwrapAsync(row, cancellationToken) ?? throw new StorageIntegrityException($"The {dataClass} key of this case was destroyed; nothing can be added.");
        }

        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        string? tenant = await TenantOfAsync(caseId, cancellationToken);
        context.DataKeys.Add(new DataKeyRow
        {
            CaseId = caseId,
            DataClass = dataClass,
            Wrapped = tenant is null
                ? Sealed.Seal(master.Bytes, Place(caseId, dataClass), key)
                : Sealed.Seal(await _tenantKeys.ForWritingAsync(tenant, cancellationToken), Place(tenant, caseId, dataClass), key),
            MasterKeyId = tenant is null ? master.Id : OfTheTenant,
            Tenant = tenant,
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

        return await FindAsync(caseId, dataClass, cancellationToken) is { } row ? await UnwrapAsync(row, cancellationToken) : null;
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
        _tenantKeys.Dispose();
    }

    private async Task<string?> TenantOfAsync(Guid scope, CancellationToken cancellationToken)
    {
        if (scope == Guid.Empty)
        {
            return null;
        }

        return _tenants.GetValueOrDefault(scope)
            ?? context.Cases.Local.FindEntry(scope)?.Entity.Tenant
            ?? await context.Cases.AsNoTracking().Where(c => c.Id == scope).Select(c => c.Tenant).FirstOrDefaultAsync(cancellationToken);
    }

    private ValueTask<DataKeyRow?> FindAsync(Guid caseId, DataClass dataClass, CancellationToken cancellationToken) =>
        context.DataKeys.FindAsync([caseId, dataClass], cancellationToken);

    private async Task<byte[]?> UnwrapAsync(DataKeyRow row, CancellationToken cancellationToken)
    {
        if (row.Wrapped is null)
        {
            return null;
        }

        if (row.Tenant is null && row.MasterKeyId != master.Id)
        {
            throw new StorageIntegrityException($"This data was written under master key '{row.MasterKeyId}', not '{master.Id}'.");
        }

        byte[] key = row.Tenant is { } tenant
            ? Sealed.Open(await _tenantKeys.ForReadingAsync(tenant, cancellationToken), Place(tenant, row.CaseId, row.DataClass), row.Wrapped)
            : Sealed.Open(master.Bytes, Place(row.CaseId, row.DataClass), row.Wrapped);
        _open.Add((row.CaseId, row.DataClass), key);
        return key;
    }

    /// <summary>Stands where rows of before name the master key: a change of that key touches the tenant's key alone.</summary>
    private const string OfTheTenant = "tenant";

    private static string Place(Guid caseId, DataClass dataClass) => $"data-key/{caseId:D}/{dataClass}";

    private static string Place(string tenant, Guid caseId, DataClass dataClass) => $"data-key/{tenant}/{caseId:D}/{dataClass}";
}
