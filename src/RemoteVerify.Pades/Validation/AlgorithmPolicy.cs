// After ETSI TS 119 312; the dates are the knobs of PADES.md 4.7.
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>Until when algorithms and key sizes count as strong.</summary>
public sealed record AlgorithmPolicy
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MinValue;
    private static readonly DateTimeOffset EndOf2012 = new(2013, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>SHA-1 counts until here.</summary>
    public DateTimeOffset Sha1Until { get; init; } = EndOf2012;

    /// <summary>SHA-224 counts until here.</summary>
    public DateTimeOffset Sha224Until { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>RSA from 1024 to 2047 bits counts until here.</summary>
    public DateTimeOffset Rsa1024Until { get; init; } = EndOf2012;

    /// <summary>Elliptic curves from 192 to 255 bits count until here.</summary>
    public DateTimeOffset SmallCurvesUntil { get; init; } = EndOf2012;

    /// <summary>Null when the digest was strong at the time, else what is wrong.</summary>
    public string? Judge(HashAlgorithmName digest, DateTimeOffset at)
    {
        var until = digest.Name switch
        {
            "SHA1" => Sha1Until,
            "SHA224" => Sha224Until,
            "SHA256" or "SHA384" or "SHA512" => DateTimeOffset.MaxValue,
            _ => Never,
        };
        return at < until ? null : $"{digest.Name} is not accepted at the time in question";
    }

    /// <summary>Null when the key was strong at the time, else what is wrong.</summary>
    public string? Judge(PublicKeyInfo key, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(key);
        var until = key.Kind switch
        {
            KeyKind.Rsa when key.KeySizeBits >= 2048 => DateTimeOffset.MaxValue,
            KeyKind.Rsa when key.KeySizeBits >= 1024 => Rsa1024Until,
            KeyKind.Ec when key.KeySizeBits >= 256 => DateTimeOffset.MaxValue,
            KeyKind.Ec when key.KeySizeBits >= 192 => SmallCurvesUntil,
            _ => Never,
        };
        return at < until ? null : $"a key of {key.KeySizeBits} bits is not accepted at the time in question";
    }
}
