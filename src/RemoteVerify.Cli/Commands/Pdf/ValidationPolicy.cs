using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>What a policy file may say; README of the command line, section "Policy of pdf validate".</summary>
internal sealed record ValidationPolicy
{
    /// <summary>Name in the report.</summary>
    public string? Name { get; init; }

    /// <summary>Which algorithms count until when.</summary>
    public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

    /// <summary>How fresh revocation data must be.</summary>
    public RevocationOptions Revocation { get; init; } = new();

    /// <summary>Signers' keys must be declared for commitment.</summary>
    public bool RequireNonRepudiation { get; init; }

    /// <summary>How far OCSP responses may lie from signature timestamps.</summary>
    public OcspDistance? OcspDistance { get; init; }

    /// <summary>Signature policies that are accepted; null for any.</summary>
    public IReadOnlyList<string>? SignaturePolicies { get; init; }
}
