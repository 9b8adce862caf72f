using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Backups.Rotation;

/// <summary>What a change of the master key did.</summary>
/// <param name="Tenants">Tenants that have a new key now.</param>
/// <param name="Keys">Keys of cases that lie under it.</param>
/// <param name="Others">Secrets, handles and keys of uploads that lie under the new master key.</param>
/// <param name="WasDone">The database was under the new key already.</param>
public sealed record RotationReport(int Tenants, long Keys, long Others, bool WasDone);

/// <summary>How far a change of the master key is.</summary>
public sealed record RotationProgress(int TenantsDone, int Tenants);

/// <summary>
/// Changes the master key of a database that no service has open. Each tenant gets a new key, under which the keys of its cases are wrapped anew, in
/// one transaction a tenant; then everything else that the master key wraps, in the last one. Whoever kills it leaves whole tenants under the old or
/// the new key and a mark in the database, and doing it again goes on from there. No service starts while the mark stands; afterwards none starts
/// under the old key. The keys of the cases themselves, and so what they encrypt, stay.
/// </summary>
public static class KeyRotation
{
    private const string Mark = "master-key-rotation";
    private const int Page = 500;

    /// <exception cref="StorageIntegrityException">A rotation was begun and not finished.</exception>
    internal static async Task RequireFinishedAsync(StorageContext context, CancellationToken cancellationToken)
    {
        if (await context.Secrets.AsNoTracking().AnyAsync(s => s.Name == Mark, cancellationToken))
        {
            throw new StorageIntegrityException("A change of the master key was begun and not finished; run ./rv keys rotate again as before, then start the service with the new key.");
        }
    }

    /// <param name="storage">The database, opened with the old key; it need not have been migrated by this process.</param>
    /// <param name="next">The new key, named as the old one.</param>
    /// <param name="progress">Called after each tenant.</param>
    /// <param name="cancellationToken">Stops it between two tenants.</param>
    /// <exception cref="StorageIntegrityException">A service has the database open, or it is under neither key.</exception>
    public static async Task<RotationReport> RunAsync(RelationalStorage storage, MasterKey next, Action<RotationProgress>? progress, CancellationToken cancellationToken)
    {
        await using (StorageContext context = storage.CreateDbContext())
        {
            await storage.Rules.RequireAloneAsync(context, cancellationToken);
            if (await IsDoneAsync(context, next, cancellationToken))
            {
                return new RotationReport(0, 0, 0, WasDone: true);
            }

            await BeginAsync(context, storage.Master, next, cancellationToken);
        }

        List<string> tenants;
        await using (StorageContext context = storage.CreateDbContext())
        {
            tenants = await context.TenantKeys.AsNoTracking().OrderBy(k => k.Tenant).Select(k => k.Tenant).ToListAsync(cancellationToken);
        }

        long keys = 0;
        for (int done = 0; done < tenants.Count; done++)
        {
            keys += await RotateTenantAsync(storage, tenants[done], next, cancellationToken);
            progress?.Invoke(new RotationProgress(done + 1, tenants.Count));
        }

        return new RotationReport(tenants.Count, keys, await FinishAsync(storage, next, cancellationToken), WasDone: false);
    }

    private static async Task<bool> IsDoneAsync(StorageContext context, MasterKey next, CancellationToken cancellationToken) =>
        !await context.Secrets.AsNoTracking().AnyAsync(s => s.Name == Mark, cancellationToken)
        && await context.Secrets.AsNoTracking().FirstOrDefaultAsync(s => s.Name == MasterKeyCheck.Name, cancellationToken) is { } check
        && TryOpen(next, Places.Secret(check.Name), check.Value) is not null;

    /// <summary>The mark lies under the new key, so that going on with a third one is refused.</summary>
    private static async Task BeginAsync(StorageContext context, MasterKey old, MasterKey next, CancellationToken cancellationToken)
    {
        SecretRow? check = await context.Secrets.FindAsync([MasterKeyCheck.Name], cancellationToken);
        if (check is null || TryOpen(old, Places.Secret(check.Name), check.Value) is null)
        {
            throw new StorageIntegrityException("This database is under neither of the two keys, or the service was never started on it.");
        }

        if (await context.Secrets.FindAsync([Mark], cancellationToken) is { } begun)
        {
            if (TryOpen(next, Places.Secret(Mark), begun.Value) is null)
            {
                throw new StorageIntegrityException("A change to another new master key was begun; go on with that one.");
            }

            return;
        }

        context.Secrets.Add(new SecretRow { Name = Mark, Value = Sealed.Seal(next.Bytes, Places.Secret(Mark), [1]), MasterKeyId = next.Id });
        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<long> RotateTenantAsync(RelationalStorage storage, string tenant, MasterKey next, CancellationToken cancellationToken)
    {
        await using StorageContext context = storage.CreateDbContext();
        await using IDbContextTransaction transaction = await storage.Rules.BeginExclusiveAsync(context, cancellationToken);
        TenantKeyRow row = await context.TenantKeys.SingleAsync(k => k.Tenant == tenant, cancellationToken);
        if (TryOpen(next, Places.TenantKey(tenant), row.Wrapped) is { } done)
        {
            CryptographicOperations.ZeroMemory(done);
            return 0;
        }

        byte[] old = Sealed.Open(storage.Master.Bytes, Places.TenantKey(tenant), row.Wrapped);
        byte[] fresh = RandomNumberGenerator.GetBytes(MasterKey.Length);
        try
        {
            (row.Wrapped, row.MasterKeyId) = (Sealed.Seal(next.Bytes, Places.TenantKey(tenant), fresh), next.Id);
            await context.SaveChangesAsync(cancellationToken);
            long keys = await RewrapAsync(context, tenant, old, fresh, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return keys;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(old);
            CryptographicOperations.ZeroMemory(fresh);
        }
    }

    private static async Task<long> RewrapAsync(StorageContext context, string tenant, byte[] old, byte[] fresh, CancellationToken cancellationToken)
    {
        List<Guid> scopes = await context.DataKeys.AsNoTracking().Where(k => k.Tenant == tenant && k.Wrapped != null).Select(k => k.CaseId).Distinct().ToListAsync(cancellationToken);
        long keys = 0;
        foreach (Guid[] page in scopes.Chunk(Page))
        {
            context.ChangeTracker.Clear();
            foreach (DataKeyRow key in await context.DataKeys.Where(k => k.Tenant == tenant && k.Wrapped != null && page.Contains(k.CaseId)).ToListAsync(cancellationToken))
            {
                string place = Places.DataKey(tenant, key.CaseId, key.DataClass);
                byte[] bare = Sealed.Open(old, place, key.Wrapped);
                key.Wrapped = Sealed.Seal(fresh, place, bare);
                CryptographicOperations.ZeroMemory(bare);
                keys++;
            }

            await context.SaveChangesAsync(cancellationToken);
        }

        return keys;
    }

    /// <summary>All that lies directly under the master key, and the derived keys, in one transaction that also takes the mark away.</summary>
    private static async Task<long> FinishAsync(RelationalStorage storage, MasterKey next, CancellationToken cancellationToken)
    {
        MasterKey old = storage.Master;
        await using StorageContext context = storage.CreateDbContext();
        await using IDbContextTransaction transaction = await storage.Rules.BeginExclusiveAsync(context, cancellationToken);
        await DerivedKeys.LoadAsync(context, old, cancellationToken);
        Rewrapping wrap = new(old, next);
        foreach (SecretRow secret in await context.Secrets.ToListAsync(cancellationToken))
        {
            if (secret.Name == Mark)
            {
                context.Secrets.Remove(secret);
            }
            else
            {
                (secret.Value, secret.MasterKeyId) = (wrap.Again(Places.Secret(secret.Name), secret.Value), next.Id);
            }
        }

        foreach (string purpose in DerivedKeys.All.Where(purpose => context.Secrets.Local.All(s => s.Name != DerivedKeys.NameOf(purpose))))
        {
            byte[] derived = old.Derive(purpose);
            string name = DerivedKeys.NameOf(purpose);
            context.Secrets.Add(new SecretRow { Name = name, Value = Sealed.Seal(next.Bytes, Places.Secret(name), derived), MasterKeyId = next.Id });
            CryptographicOperations.ZeroMemory(derived);
        }

        foreach (PersonHandleRow handle in await context.PersonHandles.ToListAsync(cancellationToken))
        {
            (handle.Handle, handle.MasterKeyId) = (wrap.Again(Places.PersonHandle(handle.Person), handle.Handle), next.Id);
        }

        foreach (UploadRow upload in await context.Uploads.ToListAsync(cancellationToken))
        {
            upload.WrappedKey = wrap.Again(Places.UploadKey(upload.Id), upload.WrappedKey);
        }

        foreach (DataKeyRow key in await context.DataKeys.Where(k => k.Tenant == null && k.Wrapped != null).ToListAsync(cancellationToken))
        {
            (key.Wrapped, key.MasterKeyId) = (wrap.Again(Places.DataKey(key.CaseId, key.DataClass), key.Wrapped!), next.Id);
        }

        if (await context.TenantKeys.AsNoTracking().ToListAsync(cancellationToken) is { } all && all.Any(k => TryOpen(next, Places.TenantKey(k.Tenant), k.Wrapped) is null))
        {
            throw new StorageIntegrityException("A tenant was added while the master key was changed; stop the service and do it again.");
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await storage.Rules.AfterKeysDestroyedAsync(context, cancellationToken);
        return wrap.Count;
    }

    private static byte[]? TryOpen(MasterKey key, string place, byte[] box)
    {
        try
        {
            return Sealed.Open(key.Bytes, place, box);
        }
        catch (StorageIntegrityException)
        {
            return null;
        }
    }

    /// <summary>From the old key to the new one.</summary>
    private sealed class Rewrapping(MasterKey old, MasterKey next)
    {
        public long Count { get; private set; }

        /// <exception cref="StorageIntegrityException">It is under another key than the old one.</exception>
        public byte[] Again(string place, byte[] box)
        {
            byte[] bare = Sealed.Open(old.Bytes, place, box);
            Count++;
            try
            {
                return Sealed.Seal(next.Bytes, place, bare);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bare);
            }
        }
    }
}
