using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Cms;

/// <summary>What goes into a finished SignedData with one signer.</summary>
public sealed record SignedDataParts
{
    /// <summary>As returned by <see cref="SignedDataBuilder.BuildSignedAttributes"/>.</summary>
    public required ReadOnlyMemory<byte> SignedAttributes { get; init; }

    /// <summary>How the key signed.</summary>
    public required SignatureScheme Scheme { get; init; }

    /// <summary>The signature value over the digest of <see cref="SignedAttributes"/>.</summary>
    public required ReadOnlyMemory<byte> SignatureValue { get; init; }

    /// <summary>Certificate of the key.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>Further certificates to send along.</summary>
    public IReadOnlyList<Certificate> Chain { get; init; } = [];

    /// <summary>Type of the content.</summary>
    public string ContentType { get; init; } = Oids.Data;

    /// <summary>The content; null for a detached signature.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>An RFC 3161 token over the signature value; null for none.</summary>
    public ReadOnlyMemory<byte>? SignatureTimestamp { get; init; }

    /// <summary>Encoded CRLs to send along.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Crls { get; init; } = [];

    /// <summary>Whether the certificates are included at all.</summary>
    public bool IncludeCertificates { get; init; } = true;

    /// <summary>Name the signer by its key identifier and not by issuer and serial number.</summary>
    public bool UseSubjectKeyIdentifier { get; init; }
}
