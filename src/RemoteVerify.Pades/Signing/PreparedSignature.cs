using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Writing;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// A document that waits for its signature value: bound to one file, one certificate and one algorithm. It can be stored
/// between two requests; it holds what the signature says about the signer, so it is as confidential as the document.
/// </summary>
public sealed class PreparedSignature
{
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

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

    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(new Stored(
        1, Tail.Bytes.ToArray(), Tail.OriginalLength, Tail.Gap!.GapStart, Tail.Gap.GapEnd, FieldName, Profile.ToString(), DocumentSha256.ToArray(),
        SignedAttributes.ToArray(), Scheme.Kind.ToString(), Scheme.Hash.Name!, Signer.Encoded.ToArray(), [.. Chain.Select(certificate => certificate.Encoded.ToArray())]));

    /// <summary>Reads the state again.</summary>
    /// <exception cref="PdfFormatException">The bytes were not written by <see cref="Serialize"/>.</exception>
    public static PreparedSignature Deserialize(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            Stored stored = JsonSerializer.Deserialize<Stored>(bytes.Span, Strict) ?? throw Broken("empty");
            if (stored.Version != 1 || !Enum.TryParse(stored.Profile, out SignatureProfile profile) || !Enum.TryParse(stored.Kind, out SignatureKind kind))
            {
                throw Broken("of another version");
            }

            long length = stored.OriginalLength + stored.Tail.Length;
            if (stored.OriginalLength < 0 || stored.GapStart < stored.OriginalLength || stored.GapEnd < stored.GapStart + 4 || stored.GapEnd > length)
            {
                throw Broken("its offsets do not fit");
            }

            HashAlgorithmName hash = new(stored.Hash);
            SignatureScheme scheme = kind switch
            {
                SignatureKind.RsaPkcs1 => SignatureScheme.RsaPkcs1(hash),
                SignatureKind.RsaPss => SignatureScheme.RsaPss(hash),
                _ => SignatureScheme.Ecdsa(hash),
            };
            UpdateTail tail = new(stored.Tail, stored.OriginalLength, new SignatureGap(stored.GapStart, stored.GapEnd, length));
            return new PreparedSignature(
                tail, stored.FieldName, profile, stored.DocumentSha256, stored.SignedAttributes, scheme, Certificate.Read(stored.Signer), [.. stored.Chain.Select(der => Certificate.Read(der))]);
        }
        catch (Exception e) when (e is JsonException or PkiFormatException or ArgumentException)
        {
            throw Broken(e.GetType().Name);
        }
    }

    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"PreparedSignature ({Profile}, {Scheme})";

    private static PdfFormatException Broken(string why) => new("prepared signature", -1, why);

    private sealed record Stored(
        int Version, byte[] Tail, long OriginalLength, long GapStart, long GapEnd, string FieldName, string Profile, byte[] DocumentSha256, byte[] SignedAttributes, string Kind, string Hash, byte[] Signer, byte[][] Chain);
}
