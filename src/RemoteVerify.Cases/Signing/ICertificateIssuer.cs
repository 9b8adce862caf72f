using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using SignatureKind = RemoteVerify.Cases.Procedures.SignatureKind;

namespace RemoteVerify.Cases.Signing;

/// <summary>A certificate with what stands above it.</summary>
public sealed record IssuedChain(Certificate Certificate, IReadOnlyList<Certificate> Chain)
{
    public override string ToString() => "IssuedChain";
}

/// <summary>Issues certificates for participants and officers.</summary>
public interface ICertificateIssuer
{
    /// <summary>A short-lived certificate in the name that the genuine chip gave; <c>certificate.not-accepted</c> when it does not fit into one.</summary>
    Outcome<IssuedChain> IssueOneTime(ChipHolder holder, string fullName, PublicKeyInfo key, DateTimeOffset notBefore, DateTimeOffset notAfter);

    /// <summary>An officer's certificate; the PKCS#10 request proves that the officer has the key.</summary>
    Outcome<IssuedChain> IssueOfficer(ReadOnlyMemory<byte> certificationRequest, string officerName, string organisation, DateTimeOffset notBefore, DateTimeOffset notAfter);

    /// <summary>What signatures with its certificates count as: special-purpose at best.</summary>
    SignatureKind Kind { get; }

    /// <summary>The certificates above everything this issuer issues, nearest first.</summary>
    IReadOnlyList<Certificate> Chain { get; }
}
