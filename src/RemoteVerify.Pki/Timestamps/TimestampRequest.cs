// RFC 3161 section 2.4.1.
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>TimeStampReq.</summary>
public sealed record TimestampRequest
{
    /// <summary>Larger requests are refused.</summary>
    public const int MaxBytes = 16 << 10;

    /// <summary>Version as written; 1 is the only one there is.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Digest algorithm of the imprint as sent.</summary>
    public required AlgorithmIdentifier ImprintAlgorithm { get; init; }

    /// <summary>Digest of the data to be timestamped.</summary>
    public required ReadOnlyMemory<byte> Imprint { get; init; }

    /// <summary>Policy asked for; null for any.</summary>
    public string? Policy { get; init; }

    /// <summary>Contents of the nonce INTEGER; null for none.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; init; }

    /// <summary>Whether the authority's certificate must be in the token.</summary>
    public bool CertificateRequested { get; init; }

    /// <summary>Extensions; an authority that doesn't know one refuses.</summary>
    public IReadOnlyList<CertificateExtension> Extensions { get; init; } = [];

    /// <summary>A request with a fresh nonce of 8 bytes that asks for the certificate.</summary>
    /// <param name="algorithm">Digest algorithm of the imprint.</param>
    /// <param name="hash">Digest of the data to be timestamped.</param>
    /// <param name="policy">Policy to ask for; null for any.</param>
    public static TimestampRequest Create(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, string? policy = null)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(8);
        nonce[0] = (byte)((nonce[0] & 0x7f) | 0x40);
        return new TimestampRequest
        {
            ImprintAlgorithm = HashAlgorithms.IdentifierOf(algorithm),
            Imprint = hash,
            Policy = policy,
            Nonce = nonce,
            CertificateRequested = true,
        };
    }

    /// <summary>Reads an encoded request.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static TimestampRequest Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("TimeStampReq", 0, "too large");
        }

        Asn1Reader reader = new(der, "TimeStampReq");
        Asn1Reader fields = reader.Sequence();
        reader.End();
        int version = fields.Int32();
        Asn1Reader imprint = fields.Sequence();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(imprint);
        ReadOnlyMemory<byte> hash = imprint.OctetString();
        imprint.End();
        TimestampRequest request = new()
        {
            Version = version,
            ImprintAlgorithm = algorithm,
            Imprint = hash,
            Policy = fields.NextIs(Asn1Tag.ObjectIdentifier) ? fields.ObjectIdentifier() : null,
            Nonce = fields.NextIs(Asn1Tag.Integer) ? fields.IntegerBytes() : default(ReadOnlyMemory<byte>?),
            CertificateRequested = fields.NextIs(Asn1Tag.Boolean) && fields.Boolean(),
            Extensions = fields.NextIsContext(0) ? CertificateExtension.ReadAll(fields.Context(0)) : [],
        };
        fields.End();
        return request;
    }

    /// <summary>The request in DER.</summary>
    public byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            using (writer.PushSequence())
            {
                ImprintAlgorithm.WriteTo(writer);
                writer.WriteOctetString(Imprint.Span);
            }

            if (Policy is not null)
            {
                writer.WriteObjectIdentifier(Policy);
            }

            if (Nonce is { } nonce)
            {
                writer.WriteIntegerContents(nonce.Span);
            }

            if (CertificateRequested)
            {
                writer.WriteBoolean(true);
            }
        }

        return writer.Encode();
    }
}
