// ICAO Doc 9303-11 clause 5.1 step 2 and Doc 9303-12 clauses 4 and 7 (document signer under a country signer).
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Judges the document signer against the operator's store.</summary>
public static class TrustCheck
{
    private const string Clause = "ICAO 9303-11 5.1, 9303-12 7";

    /// <summary>Certificates of the document that are looked at; a forger may bring many of his own making, and each costs.</summary>
    public const int MaxEmbedded = 4;

    /// <summary>Signatures that are checked for one document; states have a handful of keys under one name.</summary>
    public const int MaxSignatureChecks = 24;

    /// <param name="signatures">What is known of signatures, and how many may still be checked; null to begin anew.</param>
    /// <param name="embedded">Certificates that came with the document; they may stand between, never at the end.</param>
    public static TrustResult Run(
        Certificate signer, IReadOnlyList<Certificate> embedded, CountrySignerStore store, ChipPolicy policy, DateTimeOffset at,
        IssuerSignatures? signatures = null)
    {
        FindingList findings = new();
        CheckSigner(signer, findings);
        PathResult result = PathBuilder.Build(
            signer, [.. embedded.Take(MaxEmbedded)], store, at, PathProfile.Doc9303, signatures ?? new IssuerSignatures(MaxSignatureChecks));
        CertificatePath? path = result.Path ?? result.Candidate;
        if (path is null)
        {
            bool empty = store.IsEmpty;
            findings.Add(
                empty ? FindingCode.NoAnchor : FindingCode.ChainUntrusted, Trust, Reject, Clause,
                empty ? "the store of country signers is empty" : "no country signer of the store issued the document signer");
            return new TrustResult(empty ? TrustState.NoAnchor : TrustState.Untrusted, null, findings.Findings);
        }

        foreach (PathProblem problem in result.Problems)
        {
            AddProblem(problem, path, policy, findings);
        }

        if (path.Certificates.Any(certificate => certificate.SerialNumber.Span is [>= 0x80, ..]))
        {
            findings.Add(FindingCode.NegativeSerial, Trust, Warning, "RFC 5280 4.1.2.2", "a certificate of the path has a negative serial number");
        }

        if (path.Certificates.Any(certificate => certificate.Subject.Country is { } country && country.Any(char.IsAsciiLetterLower)))
        {
            findings.Add(FindingCode.CountryLowerCase, Trust, Warning, "ICAO 9303-12 7.1", "a certificate of the path writes its country in lower case");
        }

        return new TrustResult(findings.HasReject(Trust) ? TrustState.Untrusted : TrustState.Trusted, path, findings.Findings);
    }

    private static void CheckSigner(Certificate signer, FindingList findings)
    {
        if (signer.BasicConstraints is { IsAuthority: true } || (signer.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.DigitalSignature)))
        {
            findings.Add(FindingCode.SignerKeyUsage, Trust, Reject, "ICAO 9303-12 7.1", "the document signer's certificate is not one for signing documents");
        }
        else if (signer.KeyUsage is null)
        {
            findings.Add(FindingCode.SignerWithoutKeyUsage, Trust, Warning, "ICAO 9303-12 7.1", "the document signer's certificate does not state its key usage");
        }
    }

    private static void AddProblem(PathProblem problem, CertificatePath path, ChipPolicy policy, FindingList findings)
    {
        bool isSigner = problem.Certificate.Equals(path.Leaf);
        switch (problem.Code)
        {
            case PathProblemCode.LeafIsAuthority or PathProblemCode.LeafKeyUsageWrong:
                break; // Said by CheckSigner, which tells a wrong key usage from an absent one.
            case PathProblemCode.Expired:
                findings.Add(
                    isSigner ? FindingCode.SignerExpired : FindingCode.CountrySignerExpired, Trust, policy.Expired, Clause,
                    isSigner ? "the document signer's certificate has ended" : "a country signer's certificate has ended");
                break;
            case PathProblemCode.NotYetValid:
                findings.Add(
                    isSigner ? FindingCode.SignerNotYetValid : FindingCode.CountrySignerNotYetValid, Trust, Reject, Clause,
                    isSigner ? "the document signer's certificate has not begun" : "a country signer's certificate has not begun");
                break;
            case PathProblemCode.CountryMismatch:
                findings.Add(FindingCode.CountryMismatch, Trust, Reject, "ICAO 9303-12 7.1", "document signer and country signer are of different countries");
                break;
            default:
                findings.Add(FindingCode.ChainInvalid, Trust, Reject, Clause, $"the path to the country signer is not allowed ({problem.Code})");
                break;
        }
    }
}

/// <summary>How the document signer stands to the store.</summary>
/// <param name="Path">From the document signer to the anchor; null when no anchor was reached.</param>
public sealed record TrustResult(TrustState State, CertificatePath? Path, IReadOnlyList<Finding> Findings)
{
    /// <summary>The certificate whose key issued the document signer; null when no anchor was reached.</summary>
    public Certificate? CountrySigner => Path?.IssuerOf(0);
}
