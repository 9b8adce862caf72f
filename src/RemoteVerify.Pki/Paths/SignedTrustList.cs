// RFC 7515 section 7.2.2 (flattened JSON serialization of a JSON Web Signature); RFC 7518 sections 3.3 to 3.5.
using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Paths;

/// <summary>Signs lists of anchors, and opens them with the key that the operator configured.</summary>
public static class SignedTrustList
{
    private const string Structure = "signed trust list";
    private const string Type = "rv-trust-list+json";

    private static readonly (string Name, SignatureKind Kind, HashAlgorithmName Hash)[] Algorithms =
    [
        ("ES256", SignatureKind.EcdsaPlain, HashAlgorithmName.SHA256),
        ("ES384", SignatureKind.EcdsaPlain, HashAlgorithmName.SHA384),
        ("ES512", SignatureKind.EcdsaPlain, HashAlgorithmName.SHA512),
        ("RS256", SignatureKind.RsaPkcs1, HashAlgorithmName.SHA256),
        ("RS384", SignatureKind.RsaPkcs1, HashAlgorithmName.SHA384),
        ("RS512", SignatureKind.RsaPkcs1, HashAlgorithmName.SHA512),
        ("PS256", SignatureKind.RsaPss, HashAlgorithmName.SHA256),
        ("PS384", SignatureKind.RsaPss, HashAlgorithmName.SHA384),
        ("PS512", SignatureKind.RsaPss, HashAlgorithmName.SHA512),
    ];

    /// <summary>Signs content.</summary>
    /// <param name="payload">The content; must be one that <see cref="TrustListPayload.Read"/> reads.</param>
    /// <param name="key">The operator's key.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    /// <exception cref="PkiFormatException">The content is none.</exception>
    /// <exception cref="ArgumentException">The content has an unknown kind, or the key's scheme has no name in RFC 7518.</exception>
    public static async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> payload, ISigningKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        TrustListPayload.Read(payload, out string? unknownKind);
        SignatureKind wanted = key.Scheme.Kind == SignatureKind.Ecdsa ? SignatureKind.EcdsaPlain : key.Scheme.Kind;
        (string? name, _, _) = Array.Find(Algorithms, a => a.Kind == wanted && a.Hash == key.Scheme.Hash);
        if (unknownKind is not null || name is null)
        {
            throw new ArgumentException(name is null ? "The key's scheme has no name in RFC 7518." : "An anchor is of an unknown kind.", nameof(payload));
        }

        string header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{name}}","typ":"{{Type}}"}"""));
        string content = Base64Url.EncodeToString(payload.Span);
        byte[] hash = HashAlgorithms.Hash(key.Scheme.Hash, Encoding.ASCII.GetBytes($"{header}.{content}"));
        byte[] value = await key.SignHashAsync(hash, cancellationToken).ConfigureAwait(false);
        byte[] signature = key.Scheme.Kind == SignatureKind.Ecdsa ? ToPlain(value, (key.PublicKey.KeySizeBits + 7) / 8) : value;
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["payload"] = content, ["protected"] = header, ["signature"] = Base64Url.EncodeToString(signature) });
    }

    /// <summary>Opens a signed list.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">The operator's key; a key named in the file is never trusted.</param>
    /// <param name="at">The time asked about.</param>
    /// <exception cref="PkiFormatException">It is no signed list, or its content is none although the signature stands.</exception>
    public static TrustListVerdict Open(ReadOnlyMemory<byte> file, PublicKeyInfo key, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(key);
        (string header, string content, byte[] signature) = ReadParts(file);
        if (Resolve(header) is not { } algorithm || AlgorithmPolicy.Default.CheckKey(key, at) is not null)
        {
            return new TrustListVerdict(null, TrustListProblem.AlgorithmNotAccepted);
        }

        byte[] hash = HashAlgorithms.Hash(algorithm.Hash, Encoding.ASCII.GetBytes($"{header}.{content}"));
        switch (SignatureVerifier.VerifyHash(key, algorithm, hash, signature))
        {
            case SignatureCheck.UnsupportedAlgorithm:
                return new TrustListVerdict(null, TrustListProblem.AlgorithmNotAccepted);
            case SignatureCheck.Invalid:
                return new TrustListVerdict(null, TrustListProblem.SignatureInvalid);
        }

        TrustList list = TrustListPayload.Read(Decode(content), out string? unknownKind);
        return unknownKind is not null ? new TrustListVerdict(null, TrustListProblem.UnknownKind)
            : at > list.NextUpdate ? new TrustListVerdict(list, TrustListProblem.Expired)
            : at < list.IssuedAt ? new TrustListVerdict(list, TrustListProblem.NotYetIssued)
            : new TrustListVerdict(list, null);
    }

    /// <summary>The key that a list is checked with: a public key or a certificate in PEM; null when there is neither.</summary>
    /// <exception cref="PkiFormatException">It can't be read.</exception>
    public static PublicKeyInfo? ReadKey(string pem) =>
        Pem.Decode(pem, "PUBLIC KEY") is [var key, ..] ? PublicKeyInfo.Read(key) : Certificate.ReadPem(pem).FirstOrDefault()?.PublicKey;

    private static (string Header, string Content, byte[] Signature) ReadParts(ReadOnlyMemory<byte> file)
    {
        // The content grows by a third in base64.
        if (file.Length > TrustList.MaxBytes * 3L / 2)
        {
            throw new PkiFormatException(Structure, 0, "too large");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 4 });
            JsonElement root = document.RootElement;
            string Part(string name) => root.GetProperty(name).GetString() ?? throw new FormatException();
            return (Part("protected"), Part("payload"), Decode(Part("signature")));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new PkiFormatException(Structure, (e as JsonException)?.BytePositionInLine ?? 0, "not a flattened JSON Web Signature", e);
        }
    }

    private static SignatureParameters? Resolve(string header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Decode(header), new JsonDocumentOptions { MaxDepth = 4 });
            JsonElement root = document.RootElement;

            // RFC 7515 section 4.1.11: what is critical and not understood makes the signature invalid.
            if (root.TryGetProperty("crit", out _) || root.GetProperty("typ").GetString() != Type)
            {
                return null;
            }

            string? wanted = root.GetProperty("alg").GetString();
            (string? name, SignatureKind kind, HashAlgorithmName hash) = Array.Find(Algorithms, a => a.Name == wanted);
            return name is null ? null : new SignatureParameters(kind, hash, hash, kind == SignatureKind.RsaPss ? HashAlgorithms.LengthOf(hash) : 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new PkiFormatException(Structure, 0, "the protected header is broken", e);
        }
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException e)
        {
            throw new PkiFormatException(Structure, 0, "not base64url", e);
        }
    }

    private static byte[] ToPlain(byte[] der, int length)
    {
        Asn1Reader sequence = new Asn1Reader(der, "Ecdsa-Sig-Value").Sequence(Asn1Tag.Sequence);
        return [.. EcPoint.ToBytes(sequence.Integer(), length), .. EcPoint.ToBytes(sequence.Integer(), length)];
    }
}
