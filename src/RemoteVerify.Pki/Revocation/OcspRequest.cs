// RFC 6960 section 4.1, nonce of RFC 8954.
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>OCSPRequest; a signature on it is passed over.</summary>
/// <param name="Certificates">The certificates asked about.</param>
/// <param name="Nonce">Contents of the nonce OCTET STRING; null for none.</param>
public sealed record OcspRequest(IReadOnlyList<OcspCertId> Certificates, ReadOnlyMemory<byte>? Nonce)
{
    /// <summary>Larger requests are refused.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>More certificates are refused.</summary>
    public const int MaxCertificates = 100;

    /// <summary>A question about one certificate with a fresh nonce of 16 bytes.</summary>
    public static OcspRequest Create(Certificate certificate, Certificate issuer) =>
        new([OcspCertId.For(certificate, issuer)], RandomNumberGenerator.GetBytes(16));

    /// <summary>Reads an encoded request.</summary>
    /// <exception cref="PkiFormatException">It is not one, or a critical extension is not known.</exception>
    public static OcspRequest Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("OCSPRequest", 0, "too large");
        }

        Asn1Reader reader = new(der, "OCSPRequest");
        Asn1Reader outer = reader.Sequence();
        reader.End();
        Asn1Reader tbs = outer.Sequence();
        for (int optional = 0; optional <= 1; optional++)
        {
            if (tbs.NextIsContext(optional))
            {
                tbs.SkipValue();
            }
        }

        Asn1Reader list = tbs.Sequence();
        List<OcspCertId> ids = [];
        while (list.HasData && ids.Count <= MaxCertificates)
        {
            ids.Add(OcspCertId.Read(list.Sequence().Sequence()));
        }

        if (ids.Count is 0 or > MaxCertificates)
        {
            throw list.Fail("no certificate is asked about, or too many are");
        }

        IReadOnlyList<CertificateExtension> extensions =
            tbs.NextIsContext(2) ? CertificateExtension.ReadAll(tbs.Context(2).Sequence()) : [];
        tbs.End();
        if (extensions.Any(e => e.IsCritical && e.Oid != Oids.OcspNonce))
        {
            throw tbs.Fail("a critical extension is not known");
        }

        return new OcspRequest(ids, ReadNonce(extensions));
    }

    /// <summary>The request in DER.</summary>
    public byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                foreach (OcspCertId id in Certificates)
                {
                    using (writer.PushSequence())
                    {
                        id.WriteTo(writer);
                    }
                }
            }

            if (Nonce is { } nonce)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
                using (writer.PushSequence())
                {
                    NonceExtension(nonce).WriteTo(writer);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>RFC 8954 wraps the nonce in an OCTET STRING; older requests hold the bare bytes.</summary>
    internal static ReadOnlyMemory<byte>? ReadNonce(IReadOnlyList<CertificateExtension> extensions)
    {
        if (extensions.FirstOrDefault(e => e.Oid == Oids.OcspNonce) is not { } extension)
        {
            return null;
        }

        try
        {
            Asn1Reader reader = new(extension.Value, "Nonce");
            ReadOnlyMemory<byte> nonce = reader.OctetString();
            reader.End();
            return nonce;
        }
        catch (PkiFormatException)
        {
            return extension.Value;
        }
    }

    internal static CertificateExtension NonceExtension(ReadOnlyMemory<byte> nonce) =>
        new(Oids.OcspNonce, false, DerEncoding.Encode(Asn1Tag.PrimitiveOctetString, nonce.Span));
}
