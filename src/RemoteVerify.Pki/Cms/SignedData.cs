// RFC 5652 sections 3 and 5.1, read as BER.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Cms;

/// <summary>A CMS SignedData with its bytes as received.</summary>
public sealed class SignedData
{
    /// <summary>Larger values are refused.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>More signers, or more certificates, are refused.</summary>
    public const int MaxElements = 10_000;

    private SignedData(ReadOnlyMemory<byte> encoded, Asn1Reader fields, int maxElements, Func<ReadOnlyMemory<byte>, Certificate> read)
    {
        Encoded = encoded;
        Version = fields.Int32();
        DigestAlgorithms = ReadDigestAlgorithms(fields.Set());
        Asn1Reader content = fields.Sequence();
        EncapsulatedContentType = content.ObjectIdentifier();
        EncapsulatedContent = content.HasData ? ReadContent(content.Context(0)) : default(ReadOnlyMemory<byte>?);
        content.End();
        if (fields.NextIsContext(0))
        {
            (Certificates, UnreadableCertificates) = ReadCertificates(fields.Context(0), maxElements, read);
        }

        Crls = fields.NextIsContext(1) ? ReadValues(fields.Context(1), maxElements) : [];
        Asn1Reader signers = fields.Set();
        fields.End();
        List<SignerInfo> found = [];
        while (signers.HasData && found.Count <= maxElements)
        {
            found.Add(SignerInfo.Read(signers.Sequence(), EncapsulatedContentType));
        }

        signers.End();
        Signers = found;
    }

    /// <summary>The ContentInfo without what followed it.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Version as written; informative.</summary>
    public int Version { get; }

    /// <summary>Digest algorithms announced for one-pass readers.</summary>
    public IReadOnlyList<AlgorithmIdentifier> DigestAlgorithms { get; }

    /// <summary>Type of the signed content.</summary>
    public string EncapsulatedContentType { get; }

    /// <summary>The signed content; null when it is detached.</summary>
    public ReadOnlyMemory<byte>? EncapsulatedContent { get; }

    /// <summary>The X.509 certificates in the order of the encoding; none of them is trusted because it is here.</summary>
    public IReadOnlyList<Certificate> Certificates { get; } = [];

    /// <summary>How many certificates were there that are not readable as X.509.</summary>
    public int UnreadableCertificates { get; }

    /// <summary>The encoded revocation values: CRLs, and other formats with the tag [1].</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Crls { get; }

    /// <summary>The signatures.</summary>
    public IReadOnlyList<SignerInfo> Signers { get; }

    /// <summary>Reads a ContentInfo that holds a SignedData, in BER or DER. Zero bytes after it are padding and ignored.</summary>
    /// <param name="contentInfo">The bytes.</param>
    /// <param name="maxElements">More signers, certificates or lists are refused.</param>
    /// <param name="read">How a certificate is read; null for <see cref="Certificate.Read"/>.</param>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static SignedData Read(ReadOnlyMemory<byte> contentInfo, int maxElements = MaxElements, Func<ReadOnlyMemory<byte>, Certificate>? read = null)
    {
        if (contentInfo.Length > MaxBytes)
        {
            throw new PkiFormatException("ContentInfo", 0, "too large");
        }

        Asn1Reader reader = new(contentInfo, "ContentInfo");
        Asn1Reader info = reader.Sequence();
        ReadOnlyMemory<byte> encoded = contentInfo[..(int)reader.Offset];
        if (reader.Rest.Span.ContainsAnyExcept((byte)0))
        {
            throw reader.Fail("data other than zero padding follows");
        }

        if (info.ObjectIdentifier() != Oids.SignedData)
        {
            throw info.Fail("the content type is not id-signedData");
        }

        Asn1Reader wrapper = info.Context(0);
        info.End();
        Asn1Reader fields = wrapper.Sequence();
        wrapper.End();
        return new SignedData(encoded, fields, maxElements, read ?? Certificate.Read);
    }

    private static List<AlgorithmIdentifier> ReadDigestAlgorithms(Asn1Reader set)
    {
        List<AlgorithmIdentifier> algorithms = [];
        while (set.HasData)
        {
            algorithms.Add(AlgorithmIdentifier.Read(set));
        }

        return algorithms;
    }

    /// <summary>PKCS#7 of before CMS puts any value here, not an OCTET STRING; its contents octets are what was signed.</summary>
    private static ReadOnlyMemory<byte> ReadContent(Asn1Reader wrapper)
    {
        Asn1Tag tag = wrapper.PeekTag();
        if (tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            ReadOnlyMemory<byte> content = wrapper.OctetString();
            wrapper.End();
            return content;
        }

        return tag.IsConstructed ? wrapper.Sequence(tag).Rest : wrapper.PrimitiveContents(tag);
    }

    private static (IReadOnlyList<Certificate> Certificates, int Unreadable) ReadCertificates(Asn1Reader set, int maxElements, Func<ReadOnlyMemory<byte>, Certificate> read)
    {
        List<Certificate> certificates = [];
        int unreadable = 0;
        foreach (ReadOnlyMemory<byte> value in ReadValues(set, maxElements))
        {
            try
            {
                certificates.Add(read(value));
            }
            catch (PkiFormatException)
            {
                // A broken certificate beside a good one must not hide the signature; who needs it finds it missing.
                unreadable++;
            }
        }

        return (certificates, unreadable);
    }

    private static List<ReadOnlyMemory<byte>> ReadValues(Asn1Reader set, int maxElements)
    {
        List<ReadOnlyMemory<byte>> values = [];
        while (set.HasData)
        {
            values.Add(set.EncodedValue());
            if (values.Count > maxElements)
            {
                throw set.Fail("too many elements");
            }
        }

        return values;
    }
}
