using System.Security.Cryptography;

namespace RemoteVerify.TestKit.Csc;

/// <summary>A key at the simulated provider.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Chain">Certificates, the key's own first, DER.</param>
/// <param name="Key">RSA or ECDSA.</param>
public sealed record SimulatedCredential(string Id, IReadOnlyList<byte[]> Chain, AsymmetricAlgorithm Key)
{
    /// <summary>Null when none is needed.</summary>
    public string? Pin { get; init; }

    /// <summary>Whether a one-time code must be sent and given.</summary>
    public bool NeedsOtp { get; init; }

    public int MaximumSignatures { get; init; } = 10;

    public string KeyStatus { get; init; } = "enabled";

    public string CertificateStatus { get; init; } = "valid";

    public string AuthMode { get; init; } = "explicit";

    /// <summary>Object identifiers of its algorithms; null for the key's usual ones.</summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>Whether ECDSA values are given as r and s, one after the other.</summary>
    public bool PlainEcdsa { get; init; }

    /// <summary>The person whose it is at the provider.</summary>
    public string? UserId { get; init; }

    public override string ToString() => $"SimulatedCredential {Id}";
}

/// <summary>What goes wrong.</summary>
public enum CscFault
{
    None,
    ServerError,
    Busy,
    NoJson,
    NotAnObject,
    TooLong,
    Redirect,
    Silent,
    CutOff,
    WrongSignature,
    MissingSignature,
    UnknownError,
}
