namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>What an operator accepts beyond what is simply right or wrong.</summary>
public sealed record ChipPolicy
{
    /// <summary>Weak algorithms, expired signers and expired documents are refused; a missing possession proof is only said.</summary>
    public static ChipPolicy Default { get; } = new();

    /// <summary>As <see cref="Default"/>, and the chip must have shown that it was there.</summary>
    public static ChipPolicy RequirePossession { get; } = new() { PossessionRequired = true };

    /// <summary>True refuses a document whose chip did not prove its key (a copy of the files would pass otherwise).</summary>
    public bool PossessionRequired { get; init; }

    /// <summary>
    /// True takes a chip that has no key to prove itself with a warning, where <see cref="PossessionRequired"/> would refuse it. A chip that has
    /// a key and did not prove it is refused all the same.
    /// </summary>
    public bool AcceptCloneable { get; init; }

    /// <summary>True takes SHA-1 and short keys with a warning.</summary>
    public bool AcceptWeakAlgorithms { get; init; }

    /// <summary>The shortest RSA modulus that is not weak.</summary>
    public int MinimumRsaBits { get; init; } = 2048;

    /// <summary>The smallest elliptic-curve field that is not weak.</summary>
    public int MinimumCurveBits { get; init; } = 224;

    /// <summary>True takes a document signer after its end with a warning (the document may have been signed before it).</summary>
    public bool AcceptExpiredSigner { get; init; }

    /// <summary>True takes a document past its expiry with a warning.</summary>
    public bool AcceptExpiredDocument { get; init; }

    /// <summary>True refuses a document when no current, genuine revocation list of its country signer was handed in.</summary>
    public bool RevocationRequired { get; init; }

    internal FindingSeverity Weak => AcceptWeakAlgorithms ? FindingSeverity.Warning : FindingSeverity.Policy;

    internal FindingSeverity Expired => AcceptExpiredSigner ? FindingSeverity.Warning : FindingSeverity.Policy;

    internal FindingSeverity ExpiredDocument => AcceptExpiredDocument ? FindingSeverity.Warning : FindingSeverity.Policy;
}
