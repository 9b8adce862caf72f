using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Keys;

/// <summary>A private key in this process. The library clears its memory on <see cref="Dispose"/>.</summary>
public sealed class SoftwareKey : ISigningKey, IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private SoftwareKey(AsymmetricAlgorithm key, SignatureScheme? scheme)
    {
        _key = key;
        PublicKey = PublicKeyInfo.Read(key.ExportSubjectPublicKeyInfo());
        Scheme = scheme ?? SignatureScheme.DefaultFor(PublicKey);
        bool fits = Scheme.Kind == SignatureKind.Ecdsa ? key is ECDsa : key is RSA;
        if (!fits)
        {
            key.Dispose();
            throw new ArgumentException("The scheme does not fit the key.", nameof(scheme));
        }
    }

    /// <inheritdoc/>
    public SignatureScheme Scheme { get; }

    /// <inheritdoc/>
    public PublicKeyInfo PublicKey { get; }

    /// <summary>Makes a new elliptic curve key.</summary>
    /// <param name="curve">Named or explicit.</param>
    /// <param name="scheme">Null for <see cref="SignatureScheme.DefaultFor"/>.</param>
    public static SoftwareKey CreateEcdsa(ECCurve curve, SignatureScheme? scheme = null) => new(ECDsa.Create(curve), scheme);

    /// <summary>Makes a new RSA key.</summary>
    public static SoftwareKey CreateRsa(int bits, SignatureScheme? scheme = null) => new(RSA.Create(bits), scheme);

    /// <summary>Reads an unencrypted PKCS#8 PrivateKeyInfo.</summary>
    /// <exception cref="PkiFormatException">It is not an RSA or elliptic curve key.</exception>
    public static SoftwareKey ImportPkcs8(ReadOnlySpan<byte> pkcs8, SignatureScheme? scheme = null) =>
        TryImport(RSA.Create(), pkcs8) is { } rsa ? new SoftwareKey(rsa, scheme)
        : TryImport(ECDsa.Create(), pkcs8) is { } ecdsa ? new SoftwareKey(ecdsa, scheme)
        : throw new PkiFormatException("PrivateKeyInfo", 0, "not an RSA or elliptic curve key");

    /// <summary>The same key with another scheme; both must be disposed.</summary>
    public SoftwareKey WithScheme(SignatureScheme scheme)
    {
        byte[] pkcs8 = ExportPkcs8();
        try
        {
            return ImportPkcs8(pkcs8, scheme);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Unencrypted PKCS#8; the caller owns it and clears it after use.</summary>
    public byte[] ExportPkcs8() => _key.ExportPkcs8PrivateKey();

    /// <inheritdoc/>
    public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(SignHash(hash.Span));
    }

    /// <summary>Signs a digest made with <see cref="SignatureScheme.Hash"/>.</summary>
    /// <exception cref="ArgumentException">The digest has the wrong length.</exception>
    public byte[] SignHash(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != HashAlgorithms.LengthOf(Scheme.Hash))
        {
            throw new ArgumentException($"The digest must have {HashAlgorithms.LengthOf(Scheme.Hash)} bytes.", nameof(hash));
        }

        return _key switch
        {
            ECDsa ecdsa => ecdsa.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence),
            RSA rsa when Scheme.Kind == SignatureKind.RsaPss => rsa.SignHash(hash, Scheme.Hash, RSASignaturePadding.Pss),
            RSA rsa => rsa.SignHash(hash, Scheme.Hash, RSASignaturePadding.Pkcs1),
            _ => throw new InvalidOperationException("The key is neither RSA nor ECDSA."),
        };
    }

    /// <summary>Frees and clears the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>Kind of the public half; never the key.</summary>
    public override string ToString() => $"SoftwareKey ({PublicKey}, {Scheme})";

    private static T? TryImport<T>(T key, ReadOnlySpan<byte> pkcs8)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out int read);
            if (read == pkcs8.Length)
            {
                return key;
            }
        }
        catch (CryptographicException)
        {
            // Not this family; the caller tries the next.
        }

        key.Dispose();
        return null;
    }
}
