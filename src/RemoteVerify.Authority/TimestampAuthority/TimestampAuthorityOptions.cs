using System.Security.Cryptography;

namespace RemoteVerify.Authority.TimestampAuthority;

/// <summary>What a timestamp authority promises.</summary>
public sealed record TimestampAuthorityOptions
{
    /// <summary>Policy identifier of the development authority (a UUID under 2.25, which needs no registration).</summary>
    public const string DevelopmentPolicy = "2.25.252372219400368932184241942125043301721";

    /// <summary>Policy under which tokens are given.</summary>
    public string Policy { get; init; } = DevelopmentPolicy;

    /// <summary>Promised accuracy of the clock.</summary>
    public TimeSpan Accuracy { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Digests that are accepted as imprint.</summary>
    public IReadOnlyList<HashAlgorithmName> AcceptedDigests { get; init; } =
        [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];
}
