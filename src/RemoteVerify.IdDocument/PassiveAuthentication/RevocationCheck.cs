// ICAO Doc 9303-12 clause 8 (revocation lists of country signers), RFC 5280 clause 6.3.
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Looks the document signer, and the country signers above it, up in the lists of the country signer.</summary>
internal static class RevocationCheck
{
    private const string Clause = "ICAO 9303-12 8";

    private static readonly TimeSpan AgeWithoutEnd = TimeSpan.FromDays(90);

    /// <param name="signatures">What is known of signatures, and how many may still be checked.</param>
    public static SignerRevocation Run(
        CertificatePath path, IReadOnlyList<Crl> crls, CountrySignerStore store, ChipPolicy policy, DateTimeOffset at, IssuerSignatures signatures, FindingList findings)
    {
        Lists lists = new(path, crls, store, at, signatures);
        SignerRevocation state = lists.Look(0);
        switch (state)
        {
            case SignerRevocation.Revoked:
                findings.Add(FindingCode.SignerRevoked, Revocation, Reject, Clause, "the document signer is revoked");
                break;
            case SignerRevocation.UnknownStaleCrl:
                findings.Add(FindingCode.StaleCrl, Revocation, Warning, Clause, "the revocation list is not current, or not about all certificates of the country signer");
                break;
            case SignerRevocation.UnknownBadCrlSignature:
                findings.Add(FindingCode.BadCrlSignature, Revocation, Warning, Clause, "the revocation list is not signed by the country signer");
                break;
        }

        for (int i = 1; i < path.Certificates.Count; i++)
        {
            if (lists.Look(i) == SignerRevocation.Revoked)
            {
                findings.Add(FindingCode.CountrySignerRevoked, Revocation, Reject, Clause, "a country signer or link certificate of the path is revoked");
                break;
            }
        }

        if (policy.RevocationRequired && state is not (SignerRevocation.Good or SignerRevocation.Revoked))
        {
            findings.Add(FindingCode.RevocationUnknown, Revocation, Policy, Clause, "no current revocation list of the country signer is at hand");
        }

        return state;
    }

    private sealed class Lists(CertificatePath path, IReadOnlyList<Crl> crls, CountrySignerStore store, DateTimeOffset at, IssuerSignatures signatures)
    {
        /// <summary>What the lists say about one certificate of the path.</summary>
        public SignerRevocation Look(int index)
        {
            Certificate certificate = path.Certificates[index];
            SignerRevocation state = SignerRevocation.NotChecked;
            foreach (Crl crl in crls)
            {
                if (!crl.Issuer.Equals(certificate.Issuer) && !crl.Issuer.Equals(path.IssuerOf(index).Subject))
                {
                    continue;
                }

                if (!IsGenuine(crl))
                {
                    state = state == SignerRevocation.NotChecked ? SignerRevocation.UnknownBadCrlSignature : state;
                }
                else if (!IsIndirect(crl) && crl.Find(certificate) is { Reason: not RevocationReason.RemoveFromCrl })
                {
                    // A revoked certificate does not come back, so an old list, or a part of one, is as good as a new one here.
                    return SignerRevocation.Revoked;
                }
                else if (!crl.Covers(certificate) || at < crl.ThisUpdate || at > (crl.NextUpdate ?? crl.ThisUpdate + AgeWithoutEnd))
                {
                    state = state == SignerRevocation.Good ? state : SignerRevocation.UnknownStaleCrl;
                }
                else
                {
                    state = SignerRevocation.Good;
                }
            }

            return state;
        }

        /// <summary>
        /// Doc 9303-12 clause 7.1.4: after a change of key one list, under the newer key of the same country signer, is about the
        /// certificates of both. That key stands in the path, is an anchor itself, or is reached by a link certificate.
        /// </summary>
        private bool IsGenuine(Crl crl) =>
            path.Certificates.Skip(1).Any(issuer => Signed(crl, issuer))
            || store.WithSubject(crl.Issuer).Any(issuer => Signed(crl, issuer) && IsTrusted(issuer));

        private bool Signed(Crl crl, Certificate issuer) =>
            issuer.Subject.Equals(crl.Issuer) && (issuer.KeyUsage is not { } usage || usage.HasFlag(KeyUsages.CrlSign))
            && signatures.Verify(crl, issuer.PublicKey) == SignatureCheck.Valid;

        private bool IsTrusted(Certificate issuer) =>
            store.IsAnchor(issuer) || PathBuilder.Build(issuer, [], store, at, PathProfile.Doc9303CountrySigner, signatures).Candidate is not null;

        private static bool IsIndirect(Crl crl) => crl.HasForeignEntries || crl.DistributionPoint is { IsIndirect: true };
    }
}
