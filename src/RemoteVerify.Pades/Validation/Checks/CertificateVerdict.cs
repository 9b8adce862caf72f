using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>A path and what speaks against it at the time of validation.</summary>
/// <param name="Path">Signer first, anchor last; empty without a path to an anchor.</param>
/// <param name="Trust">Whose anchor it ends at.</param>
/// <param name="Anchor">The caller's anchor; null without one.</param>
/// <param name="Issues">What speaks against it, the gravest first; empty when it stands.</param>
/// <param name="Used">The newest statement about each certificate of the path that has one.</param>
internal sealed record CertificateVerdict(
    IReadOnlyList<Certificate> Path, TrustKind Trust, TrustAnchor? Anchor, IReadOnlyList<CertificateIssue> Issues,
    IReadOnlyList<CertificateStatement> Used)
{
    /// <summary>What the policy lets pass and the report says.</summary>
    public IReadOnlyList<CheckResult> Remarks { get; init; } = [];
}

/// <summary>A statement and the certificate that it is about.</summary>
internal sealed record CertificateStatement(Certificate Certificate, RevocationStatement Statement);
