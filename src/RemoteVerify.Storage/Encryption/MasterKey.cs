using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Storage.Encryption;

/// <summary>The key that wraps all data keys. The host takes it from a file, an environment's secret or an HSM.</summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _key;
    private readonly ConcurrentDictionary<string, byte[]> _kept = new(StringComparer.Ordinal);

    /// <summary>Takes a copy of 32 bytes.</summary>
    /// <param name="id">Name stored beside everything it wraps, so that a change of key can be followed.</param>
    /// <param name="key">32 bytes.</param>
    public MasterKey(string id, ReadOnlySpan<byte> key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (key.Length != Length)
        {
            throw new ArgumentException($"The master key must have {Length} bytes.", nameof(key));
        }

        Id = id;
        _key = key.ToArray();
    }

    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _key;

    /// <summary>
    /// A key for one purpose. After a change of the master key it stays the one that the first master key gave, because tags of people and requests
    /// are found by it; the rotation keeps it in the store, under the new master key (<see cref="DerivedKeys"/>).
    /// </summary>
    internal byte[] Derive(string purpose) => _kept.TryGetValue(purpose, out byte[]? kept) ? (byte[])kept.Clone() : DeriveAnew(purpose);

    /// <summary>HKDF-SHA256 (RFC 5869) of this key alone, whatever was kept.</summary>
    internal byte[] DeriveAnew(string purpose, ReadOnlySpan<byte> salt = default)
    {
        byte[] key = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, key, salt, Encoding.UTF8.GetBytes(purpose));
        return key;
    }

    /// <summary>Takes the key of a purpose that was kept over a change of the master key.</summary>
    internal void Keep(string purpose, byte[] key) => _kept[purpose] = key;

    /// <summary>Clears the key.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        foreach (byte[] kept in _kept.Values)
        {
            CryptographicOperations.ZeroMemory(kept);
        }
    }

    public override string ToString() => $"MasterKey {Id}";
}
