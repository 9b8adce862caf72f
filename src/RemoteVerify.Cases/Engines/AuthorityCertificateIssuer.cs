using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Engines;

/// <summary>Issues with the room <c>Authority</c>.</summary>
public sealed class AuthorityCertificateIssuer(CertificateAuthority authority) : ICertificateIssuer
{
    /// <inheritdoc/>
    public IReadOnlyList<Certificate> Chain => authority.ChainOfIssued;

    /// <inheritdoc/>
    public Procedures.SignatureKind Kind => Chain.Any(DevelopmentHierarchy.IsDevelopment) ? Procedures.SignatureKind.Development : Procedures.SignatureKind.SpecialPurpose;

    /// <inheritdoc/>
    public Outcome<IssuedChain> IssueOneTime(ChipHolder holder, string fullName, PublicKeyInfo key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        // ETSI EN 319 412-1 section 5.1.3: an identity card's number is written PNOVN-<number>.
        var subject = DistinguishedNameParts.ForPerson(fullName) with { SerialNumber = $"PNOVN-{holder.PersonalNumber}" };
        if (subject.Problem is { } problem)
        {
            return new Refusal(
                RefusalCode.CertificateNotAccepted, "The name or number of the identity document does not fit into a certificate, so it can't be signed with online. An officer has to take over.", [], [problem]);
        }

        return new IssuedChain(authority.Issue(CertificateProfile.CitizenOneTime, subject, key, notBefore, notAfter), Chain);
    }

    /// <inheritdoc/>
    public Outcome<IssuedChain> IssueOfficer(
        ReadOnlyMemory<byte> certificationRequest, string officerName, string organisation, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        RequestVerdict verdict = CertificateAuthority.VerifyRequest(certificationRequest, notBefore);
        if (verdict.Key is not { } key)
        {
            return new Refusal(
                RefusalCode.CertificateNotAccepted,
                "The certification request is not acceptable. Make a PKCS#10 request signed with a P-256 or RSA 2048 key, or stronger.",
                [],
                [verdict.ToString()]);
        }

        DistinguishedNameParts subject = DistinguishedNameParts.ForPerson(officerName) with { Organisation = organisation };
        if (subject.Problem is { } problem)
        {
            return new Refusal(RefusalCode.CertificateNotAccepted, "The officer's registered name or organisation does not fit into a certificate; have it shortened in the register.", [], [problem]);
        }

        return new IssuedChain(authority.Issue(CertificateProfile.Officer, subject, key, notBefore, notAfter), Chain);
    }
}
