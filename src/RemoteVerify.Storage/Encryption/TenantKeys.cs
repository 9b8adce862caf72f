using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Encryption;

/// <summary>
/// The keys of tenants in one unit of work, wrapped by the master key. The keys of a tenant's cases are wrapped under it, so a change of the
/// master key wraps one key a tenant anew, and no key of one tenant opens a row of another.
/// </summary>
internal sealed class TenantKeys(StorageContext context, MasterKey master, TimeProvider clock, Func<string, CancellationToken, Task>? makeApart) : IDisposable
{
    private readonly Dictionary<string, byte[]> _open = new(StringComparer.Ordinal);

    /// <summary>The key, made when there is none: apart where that can be done, else with this unit of work.</summary>
    public async Task<byte[]> ForWritingAsync(string tenant, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, cancellationToken) is { } known)
        {
            return known;
        }

        if (makeApart is not null)
        {
            await makeApart(tenant, cancellationToken);
            if (await FindAsync(tenant, cancellationToken) is { } made)
            {
                return made;
            }
        }

        context.TenantKeys.Add(Fresh(tenant, master, clock.GetUtcNow(), out byte[] key));
        _open.Add(tenant, key);
        return key;
    }

    /// <exception cref="StorageIntegrityException">There is no such key, or it is of another master key.</exception>
    public async Task<byte[]> ForReadingAsync(string tenant, CancellationToken cancellationToken) =>
        await FindAsync(tenant, cancellationToken) ?? throw new StorageIntegrityException("The key of this data's tenant is missing.");

    /// <summary>A row with a fresh key; the caller clears <paramref name="key"/>.</summary>
    public static TenantKeyRow Fresh(string tenant, MasterKey master, DateTimeOffset now, out byte[] key)
    {
        key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        return new TenantKeyRow { Tenant = tenant, Wrapped = Sealed.Seal(master.Bytes, Place(tenant), key), MasterKeyId = master.Id, CreatedAt = now.ToUnixTimeMilliseconds() };
    }

    /// <summary>The scope of what belongs to a tenant and to no case.</summary>
    public static Guid ScopeOf(TenantId tenant) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"RemoteVerify tenant scope v1\n{tenant.Value}")).AsSpan(0, 16));

    public void Dispose()
    {
        foreach (byte[] key in _open.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _open.Clear();
    }

    private async Task<byte[]?> FindAsync(string tenant, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(tenant, out byte[]? open))
        {
            return open;
        }

        if (await context.TenantKeys.FindAsync([tenant], cancellationToken) is not { } row)
        {
            return null;
        }

        if (row.MasterKeyId != master.Id)
        {
            throw new StorageIntegrityException($"The key of a tenant was written under master key '{row.MasterKeyId}', not '{master.Id}'.");
        }

        byte[] key = Sealed.Open(master.Bytes, Place(tenant), row.Wrapped);
        _open.Add(tenant, key);
        return key;
    }

    private static string Place(string tenant) => $"tenant-key/{tenant}";
}
