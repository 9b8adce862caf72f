using System.Security.Cryptography;

namespace RemoteVerify.Storage.Encryption;

/// <summary>The key that wraps all data keys. The host takes it from a file, an environment's secret or an HSM.</summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _key;

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

    /// <summary>Clears the key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    public override string ToString() => $"MasterKey {Id}";
}
