using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>Everything that a verdict depends on besides the file; nothing is fetched.</summary>
public sealed record ValidationOptions
{
    /// <summary>Trusted certificates.</summary>
    public IReadOnlyList<Certificate> Anchors { get; init; } = [];

    /// <summary>Trusted certificates with what is known about them, for example from a signed list.</summary>
    public IReadOnlyList<TrustAnchor> TrustAnchors { get; init; } = [];

    /// <summary>Further certificates for building paths; not trusted.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>DER of revocation lists known to the caller.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Crls { get; init; } = [];

    /// <summary>DER of OCSP responses known to the caller.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses { get; init; } = [];

    /// <summary>The time of validation.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A seekable stream over the same bytes, for a file that is mapped: what is only hashed is read from here in blocks, so that it costs no memory.</summary>
    public Stream? Content { get; init; }

    /// <summary>Password of an encrypted file.</summary>
    public string? Password { get; init; }

    /// <summary>Roots found in the file become anchors. Proves nothing about who signed: only for corpora.</summary>
    public bool TrustEmbeddedRoots { get; init; }

    /// <summary>Which algorithms count until when.</summary>
    public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

    /// <summary>How fresh revocation data must be.</summary>
    public RevocationOptions Revocation { get; init; } = new();

    /// <summary>Signers' keys must be declared for commitment (key usage nonRepudiation); otherwise digitalSignature is enough.</summary>
    public bool RequireNonRepudiation { get; init; }

    /// <summary>How far OCSP responses may lie from signature timestamps; null for no limit.</summary>
    public OcspDistance? OcspDistance { get; init; }

    /// <summary>Object identifiers of the signature policies that are accepted; null for any.</summary>
    public IReadOnlyList<string>? SignaturePolicies { get; init; }

    /// <summary>Name of the policy in the report.</summary>
    public string PolicyName { get; init; } = "RemoteVerify default";

    /// <summary>Hides the password.</summary>
    public override string ToString() => $"validation at {At:O} with {Anchors.Count + TrustAnchors.Count} anchors";
}
