// Dates after ETSI TS 119 312 V1.5.1 clauses 6 and 9 and SOG-IS 1.3; they are defaults, the operator's policy replaces them.
using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>What is too weak, and since when.</summary>
public enum AlgorithmProblem
{
    /// <summary>The digest is no longer acceptable at that time.</summary>
    WeakDigest,

    /// <summary>The RSA modulus is too short at that time.</summary>
    ShortRsaKey,

    /// <summary>The field of the curve is too small at that time.</summary>
    SmallCurve,

    /// <summary>The algorithm is not known, so nothing can be said for it.</summary>
    UnknownAlgorithm,
}

/// <summary>Which algorithms are acceptable until when. An algorithm is judged at the earliest time at which the signature is proved to have existed.</summary>
public sealed record AlgorithmPolicy
{
    /// <summary>The defaults.</summary>
    public static AlgorithmPolicy Default { get; } = new();

    /// <summary>
    /// For chips of identity documents, judged at the time of reading: a card signed in the last year in which an
    /// algorithm was usual is valid for ten years more.
    /// </summary>
    public static AlgorithmPolicy IdentityDocuments { get; } = new()
    {
        Sha1AcceptableUntil = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ShortRsaAcceptableUntil = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Sha224AcceptableUntil = new DateTimeOffset(2039, 1, 1, 0, 0, 0, TimeSpan.Zero),
        SmallCurveAcceptableUntil = new DateTimeOffset(2039, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>SHA-1 signatures made before this time are acceptable.</summary>
    public DateTimeOffset Sha1AcceptableUntil { get; init; } = new(2012, 8, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>SHA-224 signatures made before this time are acceptable.</summary>
    public DateTimeOffset Sha224AcceptableUntil { get; init; } = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>RSA moduli below this size are short, in bits.</summary>
    public int MinimumRsaBits { get; init; } = 2048;

    /// <summary>Short RSA moduli, but of 1024 bits or more, are acceptable before this time.</summary>
    public DateTimeOffset ShortRsaAcceptableUntil { get; init; } = new(2014, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Fields below this size are small, in bits.</summary>
    public int MinimumCurveBits { get; init; } = 256;

    /// <summary>Small fields, but of 224 bits or more, are acceptable before this time.</summary>
    public DateTimeOffset SmallCurveAcceptableUntil { get; init; } = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Judges a digest.</summary>
    public AlgorithmProblem? CheckDigest(HashAlgorithmName? digest, DateTimeOffset at) => digest?.Name switch
    {
        "SHA256" or "SHA384" or "SHA512" => null,
        "SHA1" => at < Sha1AcceptableUntil ? null : AlgorithmProblem.WeakDigest,
        "SHA224" => at < Sha224AcceptableUntil ? null : AlgorithmProblem.WeakDigest,
        _ => AlgorithmProblem.UnknownAlgorithm,
    };

    /// <summary>Judges the size of a key.</summary>
    public AlgorithmProblem? CheckKey(PublicKeyInfo key, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Rsa is { } rsa)
        {
            bool acceptable = rsa.ModulusBits >= MinimumRsaBits || (rsa.ModulusBits >= 1024 && at < ShortRsaAcceptableUntil);
            return acceptable ? null : AlgorithmProblem.ShortRsaKey;
        }

        if (key.Ec is { Curve.IsSupported: true } ec)
        {
            int bits = ec.Curve.FieldBits;
            return bits >= MinimumCurveBits || (bits >= 224 && at < SmallCurveAcceptableUntil) ? null : AlgorithmProblem.SmallCurve;
        }

        return AlgorithmProblem.UnknownAlgorithm;
    }

    /// <summary>Judges the digest of a signature and the key that made it.</summary>
    /// <param name="key">Key of the signer.</param>
    /// <param name="signature">Its signature algorithm.</param>
    /// <param name="digest">Digest named beside it; null where there is none.</param>
    /// <param name="at">Time at which the signature is proved to have existed.</param>
    public IReadOnlyList<AlgorithmProblem> Check(PublicKeyInfo key, AlgorithmIdentifier signature, AlgorithmIdentifier? digest, DateTimeOffset at)
    {
        AlgorithmProblem?[] found =
        [
            CheckKey(key, at),
            CheckDigest(SignatureParameters.Resolve(signature, digest)?.Hash, at),
            digest is null ? null : CheckDigest(HashAlgorithms.FromOid(digest.Oid), at),
        ];
        return [.. found.OfType<AlgorithmProblem>().Distinct()];
    }
}
