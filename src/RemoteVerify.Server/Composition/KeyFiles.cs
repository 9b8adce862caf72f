using System.Security.Cryptography;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Server.Composition;

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
            using (FileStream file = new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                file.Write(fresh);
                file.Flush(flushToDisk: true);
            }

            CryptographicOperations.ZeroMemory(fresh);
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
    public static async Task<byte[]> StoredSecretAsync(IUnitOfWorkFactory stores, string name, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Secrets.FindAsync(name, cancellationToken) is { } kept)
        {
            return kept;
        }

        byte[] fresh = RandomNumberGenerator.GetBytes(32);
        await unit.Secrets.PutAsync(name, fresh, cancellationToken);
        if (await unit.CommitAsync(cancellationToken) == CommitResult.Committed)
        {
            return fresh;
        }

        // Another node was quicker: its secret is everybody's.
        await using IUnitOfWork again = await stores.BeginAsync(cancellationToken);
        return await again.Secrets.FindAsync(name, cancellationToken) ?? throw new InvalidDataException($"The secret {name} could not be kept.");
    }

    /// <summary>A P-256 key of the store in PKCS#8, made on first use.</summary>
    public static async Task<byte[]> StoredKeyAsync(IUnitOfWorkFactory stores, string name, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Secrets.FindAsync(name, cancellationToken) is { } kept)
        {
            return kept;
        }

        using SoftwareKey fresh = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        byte[] pkcs8 = fresh.ExportPkcs8();
        await unit.Secrets.PutAsync(name, pkcs8, cancellationToken);
        await unit.CommitAsync(cancellationToken);
        return pkcs8;
    }
}
