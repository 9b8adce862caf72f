using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Signer.Keys;

/// <summary>Keys of the Windows certificate store of this user, those of tokens with a driver among them. Compiled, not run so far.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsStore
{
    /// <summary>Every certificate with a private key that may sign documents.</summary>
    public static IReadOnlyList<OfficerKey> Keys()
    {
        using X509Store store = new(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return [.. store.Certificates.Where(entry => entry.HasPrivateKey).Select(Open).OfType<OfficerKey>()];
    }

    private static OfficerKey? Open(X509Certificate2 entry)
    {
        AsymmetricAlgorithm? key = (AsymmetricAlgorithm?)entry.GetECDsaPrivateKey() ?? entry.GetRSAPrivateKey();
        return key is null ? null : new OfficerKey(Certificate.Read(entry.RawData), new StoreKey(key, Certificate.Read(entry.RawData).PublicKey), "windows-store");
    }

    /// <summary>The store asks for the PIN itself, in its own window.</summary>
    private sealed class StoreKey(AsymmetricAlgorithm key, PublicKeyInfo publicKey) : ISigningKey, IDisposable
    {
        public SignatureScheme Scheme { get; } = SignatureScheme.DefaultFor(publicKey);

        public PublicKeyInfo PublicKey => publicKey;

        public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => ValueTask.FromResult(key switch
        {
            ECDsa ecdsa => ecdsa.SignHash(hash.Span, DSASignatureFormat.Rfc3279DerSequence),
            RSA rsa => rsa.SignHash(hash.Span, Scheme.Hash, Scheme.Kind == SignatureKind.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            _ => throw new InvalidOperationException("The key is neither RSA nor ECDSA."),
        });

        public void Dispose() => key.Dispose();
    }
}
