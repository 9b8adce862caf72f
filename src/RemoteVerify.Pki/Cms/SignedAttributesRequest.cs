using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Cms;

/// <summary>What the signer signs besides the content.</summary>
public sealed record SignedAttributesRequest
{
    /// <summary>Digest of the content, made with the digest of <see cref="Scheme"/>.</summary>
    public required ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>How the key will sign.</summary>
    public required SignatureScheme Scheme { get; init; }

    /// <summary>Certificate of the key; its hash is signed as signing-certificate-v2.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>Type of the content.</summary>
    public string ContentType { get; init; } = Oids.Data;

    /// <summary>Object identifier of the commitment (ETSI EN 319 122-1 clause 5.2.3); null for none.</summary>
    public string? CommitmentType { get; init; }

    /// <summary>Signed claim of the time; must stay null for PAdES, whose time is in the signature dictionary.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>False only for formats that never carry signing-certificate-v2, such as the SOD of ICAO 9303-10.</summary>
    public bool IncludeSigningCertificate { get; init; } = true;

    /// <summary>Further attributes.</summary>
    public IReadOnlyList<CmsAttribute> Others { get; init; } = [];
}
