using System.Security.Cryptography;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>The service's own keys: the master key in a file that only the service may read, the others in the store under it.</summary>
public static class KeyFiles
{
    /// <summary>Reads <c>master.key</c> of the data directory; makes it on first start.</summary>
    /// <exception cref="InvalidDataException">The file has not 32 bytes.</exception>
    public static MasterKey Master(string dataDirectory)
    {
        string path = Path.Combine(dataDirectory, "master.key");
        if (!File.Exists(path))
        {
            byte[] fresh = RandomNumberGenerator.GetBytes(MasterKey.Length);

            // Under its name only once it is whole: a start that breaks off here leaves nothing that the next one would take for a key.
            string draft = path + ".new";
            File.Delete(draft);
            using (FileStream file = new(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                file.Write(fresh);
                file.Flush(flushToDisk: true);
            }

            CryptographicOperations.ZeroMemory(fresh);
            File.Move(draft, path, overwrite: false);
        }

        byte[] key = File.ReadAllBytes(path);
        try
        {
            return key.Length == MasterKey.Length
                ? new MasterKey("file", key)
                : throw new InvalidDataException($"{path} has {key.Length} bytes; a master key has {MasterKey.Length}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>32 random bytes of the store, made on first use; the same on every node.</summary>
    public static Task<byte[]> StoredSecretAsync(IUnitOfWorkFactory stores, string name, CancellationToken cancellationToken) =>
        StoredAsync(stores, name, () => RandomNumberGenerator.GetBytes(32), cancellationToken);

    /// <summary>A P-256 key of the store in PKCS#8, made on first use; the same on every node.</summary>
    public static Task<byte[]> StoredKeyAsync(IUnitOfWorkFactory stores, string name, CancellationToken cancellationToken) => StoredAsync(
        stores,
        name,
        () =>
        {
            using SoftwareKey fresh = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
            return fresh.ExportPkcs8();
        },
        cancellationToken);

    private static async Task<byte[]> StoredAsync(IUnitOfWorkFactory stores, string name, Func<byte[]> make, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Secrets.FindAsync(name, cancellationToken) is { } kept)
        {
            return kept;
        }

        byte[] fresh = make();
        await unit.Secrets.PutAsync(name, fresh, cancellationToken);
        if (await unit.CommitAsync(cancellationToken) == CommitResult.Committed)
        {
            return fresh;
        }

        // Another node was quicker: its secret is everybody's.
        CryptographicOperations.ZeroMemory(fresh);
        await using IUnitOfWork again = await stores.BeginAsync(cancellationToken);
        return await again.Secrets.FindAsync(name, cancellationToken) ?? throw new InvalidDataException($"The secret {name} could not be kept.");
    }
}
