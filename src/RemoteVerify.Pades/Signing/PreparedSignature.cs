using RemoteVerify.Pdf.Writing;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// A document that waits for its signature value: bound to one file, one certificate, one algorithm and a time. It can be stored
/// between two requests; it holds what the signature says about the signer, so it is as confidential as the document.
/// </summary>
public sealed class PreparedSignature
{
    internal PreparedSignature(
        UpdateTail tail, string fieldName, SignatureProfile profile, ReadOnlyMemory<byte> documentSha256, ReadOnlyMemory<byte> signedAttributes, SignatureScheme scheme, Certificate signer, IReadOnlyList<Certificate> chain)
    {
        (Tail, FieldName, Profile, DocumentSha256, SignedAttributes) = (tail, fieldName, profile, documentSha256, signedAttributes);
        (Scheme, Signer, Chain) = (scheme, signer, chain);
        HashToSign = HashAlgorithms.Hash(scheme.Hash, signedAttributes.Span);
    }

    /// <summary>What the key has to sign: the digest of the signed attributes.</summary>
    public ReadOnlyMemory<byte> HashToSign { get; }

    /// <summary>How <see cref="HashToSign"/> was made and has to be signed.</summary>
    public SignatureScheme Scheme { get; }

    /// <summary>SHA-256 of the document as it was handed in.</summary>
    public ReadOnlyMemory<byte> DocumentSha256 { get; }

    public string FieldName { get; }

    public SignatureProfile Profile { get; }

    /// <summary>The certificate that the signature will name.</summary>
    public Certificate Signer { get; }

    public IReadOnlyList<Certificate> Chain { get; }

    /// <summary>Bytes that the finished CMS may have.</summary>
    public int Capacity => Tail.Gap!.Capacity;

    internal UpdateTail Tail { get; }

    internal ReadOnlyMemory<byte> SignedAttributes { get; }

    /// <summary>From here on it is not completed any more.</summary>
    public DateTimeOffset ExpiresAt { get; internal init; } = DateTimeOffset.MaxValue;

    /// <summary>The state as UTF-8 JSON, sealed.</summary>
    /// <param name="sealKey">The host's key, at least 16 bytes: then nobody without it can change the state unseen. Empty where the storage is trusted: only damage is found.</param>
    public byte[] Serialize(ReadOnlySpan<byte> sealKey = default) => PreparedSignatureFormat.Write(this, sealKey);

    /// <summary>Reads the state again.</summary>
    /// <param name="bytes">What <see cref="Serialize"/> returned.</param>
    /// <param name="sealKey">The key it was sealed with.</param>
    /// <exception cref="PreparedSignatureException">Damaged, tampered with, or of another version.</exception>
    public static PreparedSignature Deserialize(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> sealKey = default) => PreparedSignatureFormat.Read(bytes.Span, sealKey);

    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"PreparedSignature ({Profile}, {Scheme})";
}
