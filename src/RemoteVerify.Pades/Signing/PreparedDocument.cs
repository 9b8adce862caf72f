// RFC 5652 section 11.2: the message digest binds the signed attributes to the document and the update.
using System.Security.Cryptography;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// Whether a prepared signature belongs to a document. The state may have been away, so not only the document's hash is
/// compared: what the key signed must name exactly this document with exactly this update.
/// </summary>
internal static class PreparedDocument
{
    /// <exception cref="PreparedSignatureException">It does not.</exception>
    public static void Require(PreparedSignature prepared, ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Length != prepared.Tail.OriginalLength)
        {
            throw Other();
        }

        using IncrementalHash document = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        document.AppendData(pdf.Span);
        if (!document.GetCurrentHash().AsSpan().SequenceEqual(prepared.DocumentSha256.Span))
        {
            throw Other();
        }

        using IncrementalHash all = prepared.Scheme.Hash == HashAlgorithmName.SHA256 ? document.Clone() : Started(prepared.Scheme.Hash, pdf);
        all.AppendData(prepared.Tail.Bytes.Span);
        if (!all.GetHashAndReset().AsSpan().SequenceEqual(MessageDigest(prepared.SignedAttributes)))
        {
            throw Other();
        }
    }

    private static IncrementalHash Started(HashAlgorithmName algorithm, ReadOnlyMemory<byte> pdf)
    {
        IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(pdf.Span);
        return hash;
    }

    private static ReadOnlySpan<byte> MessageDigest(ReadOnlyMemory<byte> signedAttributes)
    {
        try
        {
            CmsAttribute digest = CmsAttribute.ReadAll(new Asn1Reader(signedAttributes, "signed attributes").Set()).Single(a => a.Oid == Oids.MessageDigestAttribute);
            return new Asn1Reader(digest.Values.Single(), "message digest").OctetString().Span;
        }
        catch (Exception e) when (e is PkiFormatException or InvalidOperationException)
        {
            throw new PreparedSignatureException(PreparedSignatureProblem.Damaged, "The signed attributes can't be read.");
        }
    }

    private static PreparedSignatureException Other() => new(PreparedSignatureProblem.OtherDocument, "This is not the document that was prepared.");
}
