using System.Security.Cryptography;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cases.Signing;

/// <summary>
/// A key that lives for one signature of one document by one verified person. It exists in memory only, signs one time,
/// only the document with the bound hash, and is zeroed right after, whether the signing worked or not.
/// </summary>
public sealed class OneTimeKey : IDisposable
{
    private readonly SingleUse _key;
    private readonly CertifiedKey _certified;

    private OneTimeKey(SingleUse key, IssuedChain issued, Sha256Digest bound)
    {
        _key = key;
        _certified = new CertifiedKey(issued.Certificate, issued.Chain, key);
        BoundDocument = bound;
    }

    /// <summary>The only document this key may sign.</summary>
    public Sha256Digest BoundDocument { get; }

    public Certificate Certificate => _certified.Certificate;

    /// <summary>Hexadecimal serial number of the certificate.</summary>
    public string SerialNumber => Convert.ToHexStringLower(Certificate.SerialNumber.Span);

    /// <summary>SHA-256 of the public key.</summary>
    public Sha256Digest SubjectKeySha256 => Sha256Digest.Of(Certificate.PublicKey.Encoded.Span);

    /// <summary>True once the private key is gone.</summary>
    public bool IsDestroyed => _key.IsDestroyed;

    /// <summary>Makes a P-256 key and has it certified for the holder of a genuine chip who was just seen.</summary>
    public static Outcome<OneTimeKey> Create(
        ICertificateIssuer issuer, ChipHolder holder, string fullName, Sha256Digest document, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var key = new SingleUse(SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256));
        try
        {
            if (issuer.IssueOneTime(holder, fullName, key.PublicKey, notBefore, notAfter).TryGet(out IssuedChain? issued, out Refusal? refusal))
            {
                return new OneTimeKey(key, issued, document);
            }

            key.Dispose();
            return refusal;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Signs the bound document and destroys the key.</summary>
    /// <exception cref="InvalidOperationException">It is another document, or the key was used already.</exception>
    public async Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(
        IDocumentSigner signer, ReadOnlyMemory<byte> pdf, SignatureOrder order, CancellationToken cancellationToken)
    {
        try
        {
            if (Sha256Digest.Of(pdf.Span) != BoundDocument)
            {
                throw new InvalidOperationException("This key is bound to another document.");
            }

            return await signer.SignAsync(pdf, order, _certified, cancellationToken);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Zeroes the key.</summary>
    public void Dispose() => _key.Dispose();

    public override string ToString() => $"OneTimeKey {SerialNumber}";

    private sealed class SingleUse(SoftwareKey key) : ISigningKey, IDisposable
    {
        private int _used;

        public SignatureScheme Scheme => key.Scheme;

        public PublicKeyInfo PublicKey => key.PublicKey;

        public bool IsDestroyed { get; private set; }

        public async ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref _used, 1) == 1 || IsDestroyed)
            {
                throw new InvalidOperationException("A one-time key signs once.");
            }

            try
            {
                return await key.SignHashAsync(hash, cancellationToken);
            }
            finally
            {
                Dispose();
            }
        }

        public void Dispose()
        {
            key.Dispose();
            IsDestroyed = true;
        }
    }
}
