// ICAO Doc 9303-12 clause 8 (revocation lists of country signers), RFC 5280 clause 6.3.
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Looks the document signer up in the lists of its country signer.</summary>
internal static class RevocationCheck
{
    private const string Clause = "ICAO 9303-12 8";

    public static SignerRevocation Run(CertificatePath path, IReadOnlyList<Crl> crls, ChipPolicy policy, DateTimeOffset at, FindingList findings)
    {
        SignerRevocation state = Look(path, crls, at);
        switch (state)
        {
            case SignerRevocation.Revoked:
                findings.Add(FindingCode.SignerRevoked, Revocation, Reject, Clause, "the document signer is revoked");
                break;
            case SignerRevocation.UnknownStaleCrl:
                findings.Add(FindingCode.StaleCrl, Revocation, Warning, Clause, "the revocation list is not current or only partial");
                break;
            case SignerRevocation.UnknownBadCrlSignature:
                findings.Add(FindingCode.BadCrlSignature, Revocation, Warning, Clause, "the revocation list is not signed by the country signer");
                break;
        }

        if (policy.RevocationRequired && state is not (SignerRevocation.Good or SignerRevocation.Revoked))
        {
            findings.Add(FindingCode.RevocationUnknown, Revocation, Policy, Clause, "no current revocation list of the country signer is at hand");
        }

        return state;
    }

    private static SignerRevocation Look(CertificatePath path, IReadOnlyList<Crl> crls, DateTimeOffset at)
    {
        Certificate signer = path.Leaf;
        SignerRevocation state = SignerRevocation.NotChecked;
        foreach (Crl crl in crls.Where(crl => crl.Issuer.Equals(signer.Issuer) || crl.Issuer.Equals(path.IssuerOf(0).Subject)))
        {
            // After a change of key the list is signed with the newer key of the same country signer.
            if (!path.Certificates.Skip(1).Any(issuer => crl.VerifySignature(issuer.PublicKey) == SignatureCheck.Valid))
            {
                state = state == SignerRevocation.NotChecked ? SignerRevocation.UnknownBadCrlSignature : state;
            }
            else if (crl.Find(signer) is not null)
            {
                // A revoked certificate does not come back, so an old list is as good as a new one here.
                return SignerRevocation.Revoked;
            }
            else if (crl.HasUnhandledCriticalExtension || at < crl.ThisUpdate || at > (crl.NextUpdate ?? crl.ThisUpdate.AddDays(90)))
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
}
