using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Certificates;

/// <summary>An X.509 certificate (RFC 5280 section 4) with its bytes as received.</summary>
public sealed class Certificate : IEquatable<Certificate>
{
    private readonly Dictionary<string, CertificateExtension> _byOid;

    // Made when first asked for; two threads may both make them.
    private byte[]? _sha256;
    private int _hashCode;

    internal Certificate(CertificateParts parts)
    {
        Encoded = parts.Encoded;
        TbsEncoded = parts.TbsEncoded;
        Version = parts.Version;
        SerialNumber = parts.SerialNumber;
        Issuer = parts.Issuer;
        Subject = parts.Subject;
        NotBefore = parts.NotBefore;
        NotAfter = parts.NotAfter;
        PublicKey = parts.PublicKey;
        SignatureAlgorithm = parts.SignatureAlgorithm;
        Signature = parts.Signature;
        Extensions = parts.Extensions;
        _byOid = parts.Extensions.ToDictionary(e => e.Oid);
        SubjectKeyIdentifier = Read<ReadOnlyMemory<byte>?>(Oids.SubjectKeyIdentifier, v => ExtensionReader.ReadSubjectKeyIdentifier(v));
        AuthorityKeyIdentifier = Read(Oids.AuthorityKeyIdentifier, ExtensionReader.ReadAuthorityKeyIdentifier);
        KeyUsage = Read<KeyUsages?>(Oids.KeyUsage, v => ExtensionReader.ReadKeyUsage(v));
        BasicConstraints = Read(Oids.BasicConstraints, ExtensionReader.ReadBasicConstraints);
        ExtendedKeyUsages = Read(Oids.ExtendedKeyUsage, ExtensionReader.ReadExtendedKeyUsage) ?? [];
        CrlDistributionPoints = Read(Oids.CrlDistributionPoints, ExtensionReader.ReadDistributionPoints) ?? [];
        OcspAddresses = Read(Oids.AuthorityInformationAccess, v => ExtensionReader.ReadAccess(v, Oids.AccessOcsp)) ?? [];
        IssuerAddresses = Read(Oids.AuthorityInformationAccess, v => ExtensionReader.ReadAccess(v, Oids.AccessCaIssuers)) ?? [];
    }

    /// <summary>The whole certificate.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The signed part.</summary>
    public ReadOnlyMemory<byte> TbsEncoded { get; }

    /// <summary>1, 2 or 3.</summary>
    public int Version { get; }

    /// <summary>Contents of the INTEGER as received; issued certificates exist with zero, negative and very long ones.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>Name of the issuer.</summary>
    public DistinguishedName Issuer { get; }

    /// <summary>Name of the owner.</summary>
    public DistinguishedName Subject { get; }

    /// <summary>Start of validity, included.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>End of validity, included.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>Key of the owner.</summary>
    public PublicKeyInfo PublicKey { get; }

    /// <summary>How the issuer signed.</summary>
    public AlgorithmIdentifier SignatureAlgorithm { get; }

    /// <summary>Signature value of the issuer.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>All extensions in the order of the encoding.</summary>
    public IReadOnlyList<CertificateExtension> Extensions { get; }

    /// <summary>Identifier of the owner's key; null when absent.</summary>
    public ReadOnlyMemory<byte>? SubjectKeyIdentifier { get; }

    /// <summary>Identifier of the issuer's key; null when absent. A hint for finding it, never proof.</summary>
    public ReadOnlyMemory<byte>? AuthorityKeyIdentifier { get; }

    /// <summary>What the key may do; null when the certificate doesn't say.</summary>
    public KeyUsages? KeyUsage { get; }

    /// <summary>Whether this is an authority; null when the certificate doesn't say.</summary>
    public BasicConstraints? BasicConstraints { get; }

    /// <summary>Extended key usages; empty when the certificate doesn't say.</summary>
    public IReadOnlyList<string> ExtendedKeyUsages { get; }

    /// <summary>Addresses of the revocation list.</summary>
    public IReadOnlyList<string> CrlDistributionPoints { get; }

    /// <summary>Addresses of the OCSP responder.</summary>
    public IReadOnlyList<string> OcspAddresses { get; }

    /// <summary>Addresses of the issuer's certificate.</summary>
    public IReadOnlyList<string> IssuerAddresses { get; }

    /// <summary>Whether an OCSP responder's certificate needs no revocation check (RFC 6960 section 4.2.2.2.1).</summary>
    public bool HasOcspNoCheck => _byOid.ContainsKey(Oids.OcspNoCheck);

    /// <summary>Issuer and subject have the same name; says nothing about whose key signed.</summary>
    public bool IsSelfIssued => Issuer.Equals(Subject);

    /// <summary>SHA-256 of <see cref="Encoded"/>, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Sha256 => _sha256 ??= SHA256.HashData(Encoded.Span);

    /// <summary>Reads one certificate.</summary>
    /// <exception cref="PkiFormatException">It is not one, or has data after it.</exception>
    public static Certificate Read(ReadOnlyMemory<byte> der) => CertificateReader.Read(der);

    /// <summary>Reads every CERTIFICATE block of a PEM text; other blocks are passed over.</summary>
    /// <exception cref="PkiFormatException">A block does not hold a certificate.</exception>
    public static IReadOnlyList<Certificate> ReadPem(string pem) =>
        [.. Pem.Decode(pem, "CERTIFICATE").Select(block => Read(block))];

    /// <summary>The extension with this object identifier, or null.</summary>
    public CertificateExtension? FindExtension(string oid) => _byOid.GetValueOrDefault(oid);

    /// <summary>Whether <paramref name="issuer"/>'s key made the signature; names and dates are not looked at.</summary>
    public SignatureCheck VerifySignature(PublicKeyInfo issuer) =>
        SignatureVerifier.Verify(issuer, SignatureAlgorithm, null, TbsEncoded.Span, Signature.Span);

    /// <summary>Whether the certificate is signed with its own key.</summary>
    public bool IsSelfSigned() => IsSelfIssued && VerifySignature(PublicKey) == SignatureCheck.Valid;

    /// <summary>Whether the time lies in the validity, both ends included.</summary>
    public bool IsValidAt(DateTimeOffset at) => at >= NotBefore && at <= NotAfter;

    /// <summary>The certificate as PEM text.</summary>
    public string ToPem() => PemEncoding.WriteString("CERTIFICATE", Encoded.Span) + "\n";

    /// <summary>Same bytes.</summary>
    public bool Equals(Certificate? other) => other is not null && Encoded.Span.SequenceEqual(other.Encoded.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Certificate);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hashCode == 0)
        {
            HashCode hash = default;
            hash.AddBytes(Encoded.Span);
            _hashCode = hash.ToHashCode();
        }

        return _hashCode;
    }

    /// <summary>The first bytes of the fingerprint; never the owner's name.</summary>
    public override string ToString() => $"Certificate {Convert.ToHexStringLower(Sha256.Span[..8])}";

    private T? Read<T>(string oid, Func<ReadOnlyMemory<byte>, T> read) =>
        _byOid.TryGetValue(oid, out CertificateExtension? extension) ? read(extension.Value) : default;
}
