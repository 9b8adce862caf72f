using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>EF.SOD taken apart and its signature judged; trust in the signer is another question.</summary>
/// <param name="SignedData">Null when the file could not be read.</param>
/// <param name="SecurityObject">Null when the content could not be read.</param>
/// <param name="DocumentSigner">The certificate that the signer info names; null when it was not found.</param>
/// <param name="SignatureValid">True when message digest, attributes and signature all stand.</param>
public sealed record SodCheckResult(
    SignedData? SignedData,
    SecurityObject? SecurityObject,
    Certificate? DocumentSigner,
    bool SignatureValid,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>The verdict on the file alone.</summary>
    public ChipVerdict Verdict
    {
        get
        {
            FindingSeverity worst = Findings.Count == 0 ? FindingSeverity.Information : Findings.Max(finding => finding.Severity);
            return worst switch
            {
                FindingSeverity.Reject => ChipVerdict.Reject,
                FindingSeverity.Policy => ChipVerdict.RejectByPolicy,
                FindingSeverity.Warning => ChipVerdict.AcceptWithWarning,
                _ => ChipVerdict.Accept,
            };
        }
    }
}
