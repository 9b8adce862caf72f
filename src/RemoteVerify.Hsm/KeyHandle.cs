using System.Runtime.Versioning;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm;

/// <summary>One open key. Not for two threads at once.</summary>
internal sealed class KeyHandle : IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    /// <param name="handle">OpenSSL's handle; the caller may dispose it afterwards.</param>
    /// <param name="kind">What the certificate says that the key is.</param>
    /// <exception cref="CryptographicException">The key is of another kind.</exception>
    [SupportedOSPlatform("linux")]
    public KeyHandle(SafeEvpPKeyHandle handle, KeyKind kind) => _key = kind == KeyKind.Ec ? new ECDsaOpenSsl(handle) : new RSAOpenSsl(handle);

    /// <exception cref="CryptographicException">The token did not sign.</exception>
    public byte[] SignHash(ReadOnlySpan<byte> hash, SignatureScheme scheme) => (_key, scheme.Kind) switch
    {
        (ECDsa ecdsa, _) => ecdsa.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence),
        (RSA rsa, SignatureKind.RsaPss) => rsa.SignHash(hash, scheme.Hash, RSASignaturePadding.Pss),
        (RSA rsa, _) => rsa.SignHash(hash, scheme.Hash, RSASignaturePadding.Pkcs1),
        _ => throw new InvalidOperationException("The key is neither RSA nor ECDSA."),
    };

    public void Dispose() => _key.Dispose();
}
