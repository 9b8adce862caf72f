// RFC 5280 section 4.2 and 5.2.
using System.Formats.Asn1;
using System.Numerics;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Certificates;

/// <summary>Writes the extensions that this project issues.</summary>
public static class ExtensionWriter
{
    private const int UriName = 6;

    /// <summary>basicConstraints, critical for an authority.</summary>
    public static CertificateExtension BasicConstraints(bool isAuthority, int? pathLength) => Extension(Oids.BasicConstraints, isAuthority, w =>
    {
        using (w.PushSequence())
        {
            if (isAuthority)
            {
                w.WriteBoolean(true);
                if (pathLength is { } length)
                {
                    w.WriteInteger(length);
                }
            }
        }
    });

    /// <summary>keyUsage, critical.</summary>
    public static CertificateExtension KeyUsage(KeyUsages usages)
    {
        Span<byte> bits = stackalloc byte[2];
        int last = 0;
        for (int bit = 0; bit < 9; bit++)
        {
            if (((int)usages & (1 << bit)) != 0)
            {
                bits[bit / 8] |= (byte)(0x80 >> (bit % 8));
                last = bit;
            }
        }

        byte[] used = bits[..((last / 8) + 1)].ToArray();
        return Extension(Oids.KeyUsage, true, w => w.WriteBitString(used, 7 - (last % 8)));
    }

    /// <summary>extKeyUsage.</summary>
    public static CertificateExtension ExtendedKeyUsage(bool critical, params IReadOnlyList<string> usages) => Extension(Oids.ExtendedKeyUsage, critical, w =>
    {
        using (w.PushSequence())
        {
            foreach (string usage in usages)
            {
                w.WriteObjectIdentifier(usage);
            }
        }
    });

    /// <summary>subjectKeyIdentifier: SHA-1 of the key.</summary>
    public static CertificateExtension SubjectKeyIdentifier(PublicKeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Extension(Oids.SubjectKeyIdentifier, false, w => w.WriteOctetString(key.ComputeKeyIdentifier()));
    }

    /// <summary>authorityKeyIdentifier with this identifier.</summary>
    public static CertificateExtension AuthorityKeyIdentifier(ReadOnlyMemory<byte> keyIdentifier) => Extension(Oids.AuthorityKeyIdentifier, false, w =>
    {
        using (w.PushSequence())
        {
            w.WriteOctetString(keyIdentifier.Span, new Asn1Tag(TagClass.ContextSpecific, 0));
        }
    });

    /// <summary>certificatePolicies with these object identifiers.</summary>
    public static CertificateExtension CertificatePolicies(params IReadOnlyList<string> policies) => Extension(Oids.CertificatePolicies, false, w =>
    {
        using (w.PushSequence())
        {
            foreach (string policy in policies)
            {
                using (w.PushSequence())
                {
                    w.WriteObjectIdentifier(policy);
                }
            }
        }
    });

    /// <summary>cRLDistributionPoints with one address.</summary>
    public static CertificateExtension CrlDistributionPoint(Uri address) => Extension(Oids.CrlDistributionPoints, false, w =>
    {
        using (w.PushSequence())
        using (w.PushSequence())
        using (w.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (w.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            WriteUri(w, address);
        }
    });

    /// <summary>authorityInfoAccess with the responder's address and the issuer's certificate.</summary>
    public static CertificateExtension AuthorityInformationAccess(Uri? ocsp, Uri? issuer) => Extension(Oids.AuthorityInformationAccess, false, w =>
    {
        using (w.PushSequence())
        {
            foreach ((string method, Uri? address) in new[] { (Oids.AccessOcsp, ocsp), (Oids.AccessCaIssuers, issuer) })
            {
                if (address is not null)
                {
                    using (w.PushSequence())
                    {
                        w.WriteObjectIdentifier(method);
                        WriteUri(w, address);
                    }
                }
            }
        }
    });

    /// <summary>id-pkix-ocsp-nocheck.</summary>
    public static CertificateExtension OcspNoCheck() => Extension(Oids.OcspNoCheck, false, w => w.WriteNull());

    /// <summary>cRLNumber.</summary>
    public static CertificateExtension CrlNumber(BigInteger number) => Extension(Oids.CrlNumber, false, w => w.WriteInteger(number));

    private static void WriteUri(AsnWriter writer, Uri address) =>
        writer.WriteCharacterString(UniversalTagNumber.IA5String, address.AbsoluteUri, new Asn1Tag(TagClass.ContextSpecific, UriName));

    /// <summary>The list keeps revoked certificates that expired after this time.</summary>
    public static CertificateExtension ExpiredCertificatesOnCrl(DateTimeOffset since) =>
        Extension(Oids.ExpiredCertificatesOnCrl, false, w => w.WriteGeneralizedTime(since.ToUniversalTime(), omitFractionalSeconds: true));

    private static CertificateExtension Extension(string oid, bool critical, Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        write(writer);
        return new CertificateExtension(oid, critical, writer.Encode());
    }
}
