using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Certificates;

/// <summary>What a new certificate says.</summary>
public sealed record CertificateTemplate
{
    /// <summary>Contents of the INTEGER: positive, minimal, at most 20 bytes.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>Encoded name of the issuer.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>Encoded name of the owner.</summary>
    public required ReadOnlyMemory<byte> Subject { get; init; }

    /// <summary>Start of validity; whole seconds are written.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>End of validity; whole seconds are written.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Key of the owner.</summary>
    public required PublicKeyInfo PublicKey { get; init; }

    /// <summary>Extensions in the order in which they are written.</summary>
    public IReadOnlyList<CertificateExtension> Extensions { get; init; } = [];

    /// <summary>Says nothing about the owner.</summary>
    public override string ToString() => "CertificateTemplate";
}
