// RFC 5280 section 5.
using System.Formats.Asn1;
using System.Numerics;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>A certificate revocation list with its bytes as received.</summary>
public sealed class Crl
{
    /// <summary>Larger lists are refused.</summary>
    public const int MaxBytes = 64 << 20;

    private static readonly HashSet<string> UnderstoodExtensions = [Oids.CrlNumber, Oids.AuthorityKeyIdentifier, Oids.IssuerAlternativeName, Oids.ExpiredCertificatesOnCrl];

    private readonly Dictionary<BigInteger, CrlEntry> _entries;

    private Crl(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> tbs, AlgorithmIdentifier algorithm, ReadOnlyMemory<byte> signature, Asn1Reader fields)
    {
        Encoded = encoded;
        TbsEncoded = tbs;
        SignatureAlgorithm = algorithm;
        Signature = signature;
        if (fields.NextIs(Asn1Tag.Integer) && fields.Int32() != 1)
        {
            throw fields.Fail("the version is not 2");
        }

        if (AlgorithmIdentifier.Read(fields).Oid != algorithm.Oid)
        {
            throw fields.Fail("the two signature algorithms differ");
        }

        Issuer = DistinguishedName.Read(fields);
        ThisUpdate = fields.Time();
        NextUpdate = fields.NextIs(Asn1Tag.UtcTime) || fields.NextIs(Asn1Tag.GeneralizedTime) ? fields.Time() : null;
        bool entriesAreForeign = false;
        _entries = fields.NextIs(Asn1Tag.Sequence) ? ReadEntries(fields.Sequence(), out entriesAreForeign) : [];
        Extensions = fields.NextIsContext(0) ? CertificateExtension.ReadAll(fields.Context(0).Sequence()) : [];
        fields.End();
        HasForeignEntries = entriesAreForeign;
        HasUnhandledCriticalExtension = entriesAreForeign || Extensions.Any(e => e.IsCritical && !UnderstoodExtensions.Contains(e.Oid));
        IsDelta = Extensions.Any(e => e.Oid == Oids.DeltaCrlIndicator);
        DistributionPoint = Extensions.FirstOrDefault(e => e.Oid == Oids.IssuingDistributionPoint) is { } point ? TryReadPoint(point.Value) : null;
        HasUnknownCriticalExtension = Extensions.Any(e => e.IsCritical && !UnderstoodExtensions.Contains(e.Oid)
            && e.Oid != Oids.DeltaCrlIndicator && !(e.Oid == Oids.IssuingDistributionPoint && DistributionPoint is not null));
        AuthorityKeyIdentifier = Extensions.FirstOrDefault(e => e.Oid == Oids.AuthorityKeyIdentifier) is { } identifier
            ? ExtensionReader.ReadAuthorityKeyIdentifier(identifier.Value)
            : null;
        ExpiredCertificatesSince = Extensions.FirstOrDefault(e => e.Oid == Oids.ExpiredCertificatesOnCrl) is { } since
            ? new Asn1Reader(since.Value, "ExpiredCertsOnCRL").GeneralizedTime()
            : null;
        CrlNumber = Extensions.FirstOrDefault(e => e.Oid == Oids.CrlNumber) is { } number
            ? new Asn1Reader(number.Value, "CRLNumber").Integer()
            : null;
    }

    /// <summary>The whole list.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The signed part.</summary>
    public ReadOnlyMemory<byte> TbsEncoded { get; }

    /// <summary>How the issuer signed.</summary>
    public AlgorithmIdentifier SignatureAlgorithm { get; }

    /// <summary>Signature value of the issuer.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Name of the issuer.</summary>
    public DistinguishedName Issuer { get; }

    /// <summary>When the list was made.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>When the next list is due; null when not stated.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>The revoked certificates in no order.</summary>
    public IReadOnlyCollection<CrlEntry> Entries => _entries.Values;

    /// <summary>Extensions of the list.</summary>
    public IReadOnlyList<CertificateExtension> Extensions { get; }

    /// <summary>Identifier of the issuer's key; null when absent.</summary>
    public ReadOnlyMemory<byte>? AuthorityKeyIdentifier { get; }

    /// <summary>The list keeps revoked certificates that expired after this time (X.509 clause 9.5.2.8); null when it does not say.</summary>
    public DateTimeOffset? ExpiredCertificatesSince { get; }

    /// <summary>Growing number of the list; null when absent.</summary>
    public BigInteger? CrlNumber { get; }

    /// <summary>
    /// The list is partial, a delta, or indirect, or says something else that is not understood here; it must then not
    /// be used to call a certificate good (RFC 5280 section 5.2).
    /// </summary>
    public bool HasUnhandledCriticalExtension { get; }

    /// <summary>Entries carry critical extensions that are not understood here: they may be about certificates of another issuer.</summary>
    public bool HasForeignEntries { get; }

    /// <summary>A change to an earlier list: what it does not list may be on that.</summary>
    public bool IsDelta { get; }

    /// <summary>Which certificates the list is about; null for all of its issuer's, and where the extension can't be read.</summary>
    public IssuingDistributionPoint? DistributionPoint { get; }

    /// <summary>A critical extension is not understood, the kinds above left aside.</summary>
    public bool HasUnknownCriticalExtension { get; }

    /// <summary>Whether a certificate of this issuer that is not on the list is not revoked, as far as the list's time goes.</summary>
    public bool Covers(Certificate certificate) =>
        !IsDelta && !HasForeignEntries && !HasUnknownCriticalExtension && (DistributionPoint?.Covers(certificate) ?? true);

    /// <summary>Reads one list.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static Crl Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("CertificateList", 0, "too large");
        }

        Asn1Reader reader = new(der, "CertificateList");
        Asn1Reader list = reader.Sequence();
        reader.End();
        long tbsOffset = list.Offset;
        ReadOnlyMemory<byte> tbs = list.EncodedValue();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(list);
        ReadOnlyMemory<byte> signature = list.BitStringBytes();
        list.End();
        return new Crl(der, tbs, algorithm, signature, new Asn1Reader(tbs, "TBSCertList", tbsOffset).Sequence());
    }

    /// <summary>Reads every X509 CRL block of a PEM text.</summary>
    /// <exception cref="PkiFormatException">A block does not hold a list.</exception>
    public static IReadOnlyList<Crl> ReadPem(string pem) => [.. Pem.Decode(pem, "X509 CRL").Select(block => Read(block))];

    /// <summary>The entry of this certificate, or null when it is not listed. The caller has made sure that the list is its issuer's.</summary>
    public CrlEntry? Find(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return _entries.GetValueOrDefault(new BigInteger(certificate.SerialNumber.Span, isBigEndian: true));
    }

    /// <summary>Whether this key made the signature.</summary>
    public SignatureCheck VerifySignature(PublicKeyInfo issuer) =>
        SignatureVerifier.Verify(issuer, SignatureAlgorithm, null, TbsEncoded.Span, Signature.Span);

    private static IssuingDistributionPoint? TryReadPoint(ReadOnlyMemory<byte> value)
    {
        try
        {
            return IssuingDistributionPoint.Read(value);
        }
        catch (PkiFormatException)
        {
            // Then it is an extension that is not understood.
            return null;
        }
    }

    private static Dictionary<BigInteger, CrlEntry> ReadEntries(Asn1Reader list, out bool foreign)
    {
        Dictionary<BigInteger, CrlEntry> entries = [];
        foreign = false;
        while (list.HasData)
        {
            Asn1Reader entry = list.Sequence();
            ReadOnlyMemory<byte> serial = entry.IntegerBytes();
            DateTimeOffset revokedAt = entry.Time();
            RevocationReason? reason = null;
            if (entry.HasData)
            {
                foreach (CertificateExtension extension in CertificateExtension.ReadAll(entry.Sequence()))
                {
                    reason = extension.Oid == Oids.CrlReason
                        ? (RevocationReason)new Asn1Reader(extension.Value, "CRLReason").Enumerated()
                        : reason;
                    foreign |= extension.IsCritical && extension.Oid != Oids.CrlReason;
                }
            }

            entry.End();
            // The first entry counts: a later "removed" can't undo it in a complete list.
            entries.TryAdd(new BigInteger(serial.Span, isBigEndian: true), new CrlEntry(serial, revokedAt, reason));
        }

        return entries;
    }
}
