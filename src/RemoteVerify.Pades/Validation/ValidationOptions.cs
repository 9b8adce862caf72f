using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>Everything that a verdict depends on besides the file; nothing is fetched.</summary>
public sealed record ValidationOptions
{
    /// <summary>Trusted certificates.</summary>
    public IReadOnlyList<Certificate> Anchors { get; init; } = [];

    /// <summary>Further certificates for building paths; not trusted.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>DER of revocation lists known to the caller.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Crls { get; init; } = [];

    /// <summary>DER of OCSP responses known to the caller.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses { get; init; } = [];

    /// <summary>The time of validation.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Password of an encrypted file.</summary>
    public string? Password { get; init; }

    /// <summary>Roots found in the file become anchors. Proves nothing about who signed: only for corpora.</summary>
    public bool TrustEmbeddedRoots { get; init; }

    /// <summary>Which algorithms count until when.</summary>
    public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

    /// <summary>How fresh revocation data must be.</summary>
    public RevocationOptions Revocation { get; init; } = new();

    /// <summary>Hides the password.</summary>
    public override string ToString() => $"validation at {At:O} with {Anchors.Count} anchors";
}
