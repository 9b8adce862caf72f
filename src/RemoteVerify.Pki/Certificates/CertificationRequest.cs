// PKCS#10, RFC 2986 section 4.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Certificates;

/// <summary>A request for a certificate, signed with the key that is to be certified.</summary>
public sealed class CertificationRequest
{
    /// <summary>Larger requests are refused.</summary>
    public const int MaxBytes = 64 << 10;

    private readonly ReadOnlyMemory<byte> _info;

    private CertificationRequest(ReadOnlyMemory<byte> info, AlgorithmIdentifier algorithm, ReadOnlyMemory<byte> signature)
    {
        _info = info;
        SignatureAlgorithm = algorithm;
        Signature = signature;
        Asn1Reader fields = new Asn1Reader(info, "CertificationRequestInfo").Sequence();
        if (fields.Int32() != 0)
        {
            throw fields.Fail("the version is not 1");
        }

        Subject = DistinguishedName.Read(fields);
        PublicKey = PublicKeyInfo.Read(fields);
        Attributes = fields.NextIsContext(0) ? CmsAttribute.ReadAll(fields.Context(0)) : [];
        fields.End();
    }

    /// <summary>The name asked for; the authority decides.</summary>
    public DistinguishedName Subject { get; }

    /// <summary>The key to be certified.</summary>
    public PublicKeyInfo PublicKey { get; }

    /// <summary>Attributes, the extension request among them.</summary>
    public IReadOnlyList<CmsAttribute> Attributes { get; }

    /// <summary>How the request is signed.</summary>
    public AlgorithmIdentifier SignatureAlgorithm { get; }

    /// <summary>The signature value.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Reads an encoded request.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static CertificationRequest Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("CertificationRequest", 0, "too large");
        }

        Asn1Reader reader = new(der, "CertificationRequest");
        Asn1Reader outer = reader.Sequence();
        reader.End();
        CertificationRequest request = new(outer.EncodedValue(), AlgorithmIdentifier.Read(outer), outer.BitStringBytes());
        outer.End();
        return request;
    }

    /// <summary>Reads the first CERTIFICATE REQUEST block of a PEM text.</summary>
    /// <exception cref="PkiFormatException">There is none, or it is broken.</exception>
    public static CertificationRequest ReadPem(string pem)
    {
        IReadOnlyList<byte[]> blocks = Pem.Decode(pem, "CERTIFICATE REQUEST");
        return blocks.Count > 0 ? Read(blocks[0]) : throw new PkiFormatException("PEM", 0, "no CERTIFICATE REQUEST block");
    }

    /// <summary>Makes a request for a key.</summary>
    public static async ValueTask<byte[]> CreateAsync(IEnumerable<NameAttribute> subject, ISigningKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(DistinguishedNameWriter.Write(subject));
            writer.WriteForeignValue(key.PublicKey.Encoded);
            writer.WriteEncodedValue([0xa0, 0x00]);
        }

        return await SignedStructure.SignAsync(writer.Encode(), key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the asker holds the private key.</summary>
    public SignatureCheck VerifySignature() =>
        SignatureVerifier.Verify(PublicKey, SignatureAlgorithm, null, _info.Span, Signature.Span);
}
