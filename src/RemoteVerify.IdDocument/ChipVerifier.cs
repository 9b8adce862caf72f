// ICAO Doc 9303-11 clause 5.1 (passive authentication) and 6 (active and chip authentication), 8th edition.
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;

namespace RemoteVerify.IdDocument;

/// <summary>Judges the files of a chip. Pure: the same arguments give the same report, nothing is fetched, nothing is remembered.</summary>
public static class ChipVerifier
{
    /// <param name="files">The files as received.</param>
    /// <param name="anchors">The country signers that the operator trusts.</param>
    /// <param name="crls">Revocation lists from anywhere; their signatures are checked.</param>
    /// <param name="policy">What is accepted beyond right and wrong.</param>
    /// <param name="at">The time for which the verdict holds.</param>
    /// <param name="evidence">Challenge and answer, when the chip was asked to prove itself.</param>
    /// <param name="claims">What is said about the holder elsewhere (QR code, typed in), to be held against the chip; null for nothing.</param>
    public static ChipReport Verify(
        ChipFiles files, CountrySignerStore anchors, IReadOnlyList<Crl> crls, ChipPolicy policy, DateTimeOffset at, PossessionEvidence? evidence,
        HolderClaims? claims = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(crls);
        ArgumentNullException.ThrowIfNull(policy);
        FindingList findings = new();
        DateOnly today = DateOnly.FromDateTime(at.UtcDateTime);
        SodCheckResult sod = CheckSod(files, anchors, findings);
        IReadOnlyDictionary<int, DataGroupState> states = sod.SecurityObject is { } securityObject
            ? DataGroupCheck.Run(files, securityObject, findings)
            : files.DataGroupNumbers.ToDictionary(number => number, _ => DataGroupState.NotListed);
        IssuerSignatures signatures = new(TrustCheck.MaxSignatureChecks);
        TrustResult trust = CheckTrust(sod, anchors, policy, at, signatures, findings);
        SignerRevocation revocation = SignerRevocation.NotChecked;
        if (trust.Path is { } path)
        {
            KeyPeriodCheck.Run(sod, path, findings);
            revocation = RevocationCheck.Run(path, crls, anchors, policy, at, signatures, findings);
        }

        AlgorithmCheck.Run(sod, trust.Path, policy, findings);
        ReadDataGroups groups = ReadDataGroups.Read(files, findings);
        PossessionResult possession = PossessionCheck.Run(groups.Dg14, groups.Dg15, evidence, policy, findings);
        ConsistencyCheck.Run(groups, sod, policy, today, findings);
        ClaimCheck.Run(groups, claims, today, findings);
        return new ChipReport
        {
            Verdict = findings.Verdict(),
            Findings = findings.Findings,
            PassiveAuthentication = StateOf(findings.Findings),
            Trust = trust.State,
            Revocation = revocation,
            ActiveAuthentication = possession.Active,
            ChipAuthentication = possession.Chip,
            DataGroups = states,
            CloneProtection = possession.Offered,
            SodSignatureValid = sod.SignatureValid,
            SecurityObject = sod.SecurityObject,
            DocumentSigner = sod.DocumentSigner,
            CountrySigner = trust.CountrySigner,
            Holder = HolderReader.Read(groups, today),
            Portrait = HolderReader.ReadPortrait(groups.Dg2),
        };
    }

    private static SodCheckResult CheckSod(ChipFiles files, CountrySignerStore anchors, FindingList findings)
    {
        if (files.Sod is not { } sod)
        {
            findings.Add(FindingCode.SodMissing, Integrity, FindingSeverity.Reject, "ICAO 9303-10 4.6.2", "EF.SOD was not handed in: nothing is signed");
            return new SodCheckResult(null, null, null, false, []);
        }

        SodCheckResult result = SodCheck.Run(sod, anchors);
        findings.AddRange(result.Findings);
        return result;
    }

    private static TrustResult CheckTrust(
        SodCheckResult sod, CountrySignerStore anchors, ChipPolicy policy, DateTimeOffset at, IssuerSignatures signatures, FindingList findings)
    {
        if (sod.DocumentSigner is not { } signer)
        {
            return new TrustResult(TrustState.NotChecked, null, []);
        }

        TrustResult result = TrustCheck.Run(signer, sod.SignedData!.Certificates, anchors, policy, at, signatures);
        findings.AddRange(result.Findings);
        return result;
    }

    /// <summary>
    /// Genuine needs everything; a proof that is only missing or too weak leaves the question open; anything else is an answer.
    /// </summary>
    private static PassiveAuthenticationState StateOf(IReadOnlyList<Finding> findings)
    {
        Finding[] speaking = [.. findings.Where(finding =>
            finding.Severity >= FindingSeverity.Policy && finding.Category is (Integrity or Authenticity or Trust or Revocation))];
        if (speaking.Length == 0)
        {
            return findings.Any(finding => finding is { Code: FindingCode.DataGroupMalformed, Severity: FindingSeverity.Reject } or { Code: FindingCode.BadCrlSignature })
                ? PassiveAuthenticationState.Undetermined
                : PassiveAuthenticationState.Genuine;
        }

        return Array.Exists(speaking, finding => finding.Severity == FindingSeverity.Reject && !IsOpenQuestion(finding.Code))
            ? PassiveAuthenticationState.NotGenuine
            : PassiveAuthenticationState.Undetermined;
    }

    private static bool IsOpenQuestion(string code) => code is FindingCode.SodMissing or FindingCode.NoAnchor or FindingCode.ChainUntrusted
        or FindingCode.SignatureUnsupported or FindingCode.HashUnsupported or FindingCode.DataGroupMissing;
}
