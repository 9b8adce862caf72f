using RemoteVerify.Pades.Validation.Checks;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>What remains of the issues of a certificate and of algorithms after time was taken into account.</summary>
/// <param name="Open">Issues that nothing settles, the gravest first; empty when passed.</param>
/// <param name="Settled">Issues that a proof of existence settles.</param>
/// <param name="Checks">The rules that were applied.</param>
internal sealed record Conclusion(
    IReadOnlyList<CertificateIssue> Open, IReadOnlyList<CertificateIssue> Settled, IReadOnlyList<CheckResult> Checks);
