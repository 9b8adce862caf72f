using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>Digests by name and object identifier, SHA-224 included.</summary>
public static class HashAlgorithms
{
    /// <summary>The name by which this room knows SHA-224; the base library does not compute it.</summary>
    public static readonly HashAlgorithmName Sha224 = new("SHA224");

    private static readonly (HashAlgorithmName Name, string Oid, int Length)[] Known =
    [
        (HashAlgorithmName.SHA1, Oids.Sha1, 20),
        (Sha224, Oids.Sha224, 28),
        (HashAlgorithmName.SHA256, Oids.Sha256, 32),
        (HashAlgorithmName.SHA384, Oids.Sha384, 48),
        (HashAlgorithmName.SHA512, Oids.Sha512, 64),
    ];

    /// <summary>The digest with this object identifier; null when it is not one of SHA-1 to SHA-512.</summary>
    public static HashAlgorithmName? FromOid(string oid)
    {
        foreach ((HashAlgorithmName name, string known, _) in Known)
        {
            if (known == oid)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Object identifier of a known digest.</summary>
    public static string OidOf(HashAlgorithmName name) => Find(name).Oid;

    /// <summary>Length of a known digest in bytes.</summary>
    public static int LengthOf(HashAlgorithmName name) => Find(name).Length;

    /// <summary>The digest as AlgorithmIdentifier with absent parameters (RFC 5754 section 2).</summary>
    public static AlgorithmIdentifier IdentifierOf(HashAlgorithmName name) => new(OidOf(name));

    /// <summary>Hashes <paramref name="data"/>.</summary>
    /// <exception cref="ArgumentException">The digest is not known.</exception>
    public static byte[] Hash(HashAlgorithmName name, ReadOnlySpan<byte> data) =>
        name == Sha224 ? Algorithms.Sha224.HashData(data) : CryptographicOperations.HashData(Find(name).Name, data);

    private static (HashAlgorithmName Name, string Oid, int Length) Find(HashAlgorithmName name)
    {
        foreach ((HashAlgorithmName Name, string Oid, int Length) known in Known)
        {
            if (known.Name == name)
            {
                return known;
            }
        }

        throw new ArgumentException($"The digest {name.Name} is not known.", nameof(name));
    }
}
