namespace RemoteVerify.Authority.CertificateAuthority;

/// <summary>Addresses that go into issued certificates; what is null is left out.</summary>
public sealed record CertificateAuthorityOptions
{
    /// <summary>Where the revocation list of this authority is.</summary>
    public Uri? CrlAddress { get; init; }

    /// <summary>Where its OCSP responder answers.</summary>
    public Uri? OcspAddress { get; init; }

    /// <summary>Where its own certificate is.</summary>
    public Uri? IssuerAddress { get; init; }

    /// <summary>Policy under which it issues; null for none.</summary>
    public string? Policy { get; init; }
}
