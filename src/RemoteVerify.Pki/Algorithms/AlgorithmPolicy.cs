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

/// <summary>An algorithm that is acceptable before a time only.</summary>
/// <param name="Algorithm"><c>SHA256</c>, <c>SHA384</c>, <c>SHA512</c>, <c>RSA</c> or <c>EC</c>.</param>
/// <param name="BelowBits">For RSA and EC: only keys smaller than this; null for all.</param>
/// <param name="Until">The end, not included.</param>
public sealed record AlgorithmEnd(string Algorithm, int? BelowBits, DateTimeOffset Until);

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

    /// <summary>Further ends, for algorithms that are strong today.</summary>
    public IReadOnlyList<AlgorithmEnd> Ends { get; init; } = [];

    /// <summary>Judges a digest.</summary>
    public AlgorithmProblem? CheckDigest(HashAlgorithmName? digest, DateTimeOffset at) => at < EndOfDigest(digest) ? null
        : digest is { } known && EndOfDigest(known) > DateTimeOffset.MinValue ? AlgorithmProblem.WeakDigest
        : AlgorithmProblem.UnknownAlgorithm;

    /// <summary>Judges the size of a key.</summary>
    public AlgorithmProblem? CheckKey(PublicKeyInfo key, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(key);
        return at < EndOfKey(key) ? null
            : key.Rsa is not null ? AlgorithmProblem.ShortRsaKey
            : key.Ec is { Curve.IsSupported: true } ? AlgorithmProblem.SmallCurve
            : AlgorithmProblem.UnknownAlgorithm;
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

    /// <summary>Until when a signature is acceptable: the earliest end of its parts; the smallest time when a part never was, the greatest when none ends.</summary>
    /// <param name="key">Key of the signer.</param>
    /// <param name="signature">Its signature algorithm.</param>
    /// <param name="digest">Digest named beside it; null where there is none.</param>
    public DateTimeOffset AcceptableUntil(PublicKeyInfo key, AlgorithmIdentifier signature, AlgorithmIdentifier? digest)
    {
        ArgumentNullException.ThrowIfNull(key);
        DateTimeOffset[] ends =
        [
            EndOfKey(key),
            EndOfDigest(SignatureParameters.Resolve(signature, digest)?.Hash),
            digest is null ? DateTimeOffset.MaxValue : EndOfDigest(HashAlgorithms.FromOid(digest.Oid)),
        ];
        return ends.Min();
    }

    private DateTimeOffset EndOfDigest(HashAlgorithmName? digest) => digest?.Name switch
    {
        "SHA256" or "SHA384" or "SHA512" => EndOf(digest.Value.Name!, 0),
        "SHA1" => Sha1AcceptableUntil,
        "SHA224" => Sha224AcceptableUntil,
        _ => DateTimeOffset.MinValue,
    };

    private DateTimeOffset EndOfKey(PublicKeyInfo key)
    {
        if (key.Rsa is { } rsa)
        {
            return rsa.ModulusBits >= MinimumRsaBits ? EndOf("RSA", rsa.ModulusBits)
                : rsa.ModulusBits >= 1024 ? ShortRsaAcceptableUntil : DateTimeOffset.MinValue;
        }

        int bits = key.Ec is { Curve.IsSupported: true } ec ? ec.Curve.FieldBits : 0;
        return bits >= MinimumCurveBits ? EndOf("EC", bits) : bits >= 224 ? SmallCurveAcceptableUntil : DateTimeOffset.MinValue;
    }

    private DateTimeOffset EndOf(string algorithm, int bits) => Ends
        .Where(e => e.Algorithm == algorithm && (e.BelowBits is not { } limit || bits < limit))
        .Select(e => e.Until).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
}
