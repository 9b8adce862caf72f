// RFC 5280 section 6; Circular 15/2025/TT-BKHCN (check before signing, key sizes).
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using SignatureKind = RemoteVerify.Cases.Procedures.SignatureKind;

namespace RemoteVerify.Cases.Engines;

/// <summary>Judges certificates with the room <c>Pki</c>, under the trust of this service and the national anchors.</summary>
/// <param name="own">Trust of this service for a time, with its revocation lists.</param>
/// <param name="national">The national anchors for a time.</param>
/// <param name="operatorRoots">Roots that the operator named with keys of this service; unless the national list says what they are, what they certify is special-purpose.</param>
/// <param name="revocation">Fetches evidence about certificates of others, only after their path was built to an anchor.</param>
public sealed class PathCertificateGate(
    Func<DateTimeOffset, ValidationOptions> own, Func<DateTimeOffset, NationalTrust> national, IReadOnlyList<Certificate> operatorRoots, IRevocationSource revocation) : ICertificateGate
{
    private const int MinimumRsaBits = 2048;
    private const int MinimumCurveBits = 256;

    /// <inheritdoc/>
    public async Task<Outcome<SignerCertificate>> CheckAsync(
        Certificate certificate, IReadOnlyList<Certificate> chain, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (Itself(certificate, at) is { } refused)
        {
            return refused;
        }

        ValidationOptions trust = own(at);
        NationalTrust list = national(at);
        List<TrustAnchor> anchors =
        [
            .. Special(trust.Anchors.Concat(trust.TrustAnchors.Select(anchor => anchor.Certificate))),
            .. list.Anchors.Where(anchor => anchor.IsTrustedAt(at)),
            .. Special(operatorRoots.Where(root => !list.Anchors.Any(anchor => anchor.Certificate.Equals(root)))),
        ];
        PathResult result = PathBuilder.Build(
            certificate, [.. chain, .. trust.Intermediates], [.. anchors.Select(anchor => anchor.Certificate)], at, PathProfile.Rfc5280);
        if (result.Path is not { } path || path.Certificates.Count == 1)
        {
            return NotTrusted(result, list);
        }

        return await RevokedAsync(path, trust, at, cancellationToken) is { } revoked
            ? revoked
            : new SignerCertificate(certificate, [.. path.Certificates.Skip(1)], KindOf(anchors.First(anchor => anchor.Certificate.Equals(path.Anchor))));
    }

    private static Refusal? Itself(Certificate certificate, DateTimeOffset at)
    {
        if (at < certificate.NotBefore || at > certificate.NotAfter)
        {
            return new Refusal(RefusalCode.CertificateNotValidNow, "The certificate is not valid at this time. Have it renewed, or use another one.");
        }

        PublicKeyInfo key = certificate.PublicKey;
        if (key.Kind is not (KeyKind.Rsa or KeyKind.Ec) || key.KeySizeBits < (key.Kind == KeyKind.Rsa ? MinimumRsaBits : MinimumCurveBits))
        {
            return new Refusal(RefusalCode.CertificateTooWeak, "The key is too short: RSA needs 2048 bits, a curve 256. Have a certificate issued for a longer key.");
        }

        bool signs = certificate.KeyUsage is not { } usage || (usage & (KeyUsages.DigitalSignature | KeyUsages.NonRepudiation)) != 0;
        bool ofAService = certificate.ExtendedKeyUsages.Count > 0 && certificate.ExtendedKeyUsages.All(use => use is Oids.TimeStamping or Oids.OcspSigning);
        return signs && !ofAService && certificate.BasicConstraints is not { IsAuthority: true }
            ? null
            : new Refusal(RefusalCode.CertificateNotForSigning, "The certificate is not for signing documents. Use one that is.");
    }

    private static Refusal NotTrusted(PathResult result, NationalTrust list) => list.Problem is { } problem
        ? new Refusal(
            RefusalCode.TrustListUnusable, "The list of national trust anchors must not be used now, so this certificate can't be judged. Try again later, or tell the operator.", [], [problem])
        : new Refusal(
            RefusalCode.CertificateNotTrusted,
            "The certificate leads to no root that this service trusts. Use one of a recognised provider, with the certificates above it.",
            [],
            [.. result.Problems.Select(found => found.Code.ToString()).Distinct()]);

    /// <summary>Every certificate below the root; own lists first, then what its issuer publishes.</summary>
    private async Task<Refusal?> RevokedAsync(CertificatePath path, ValidationOptions trust, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Crl[] known = [.. trust.Crls.Select(encoded => Crl.Read(encoded))];
        for (int i = 0; i < path.Certificates.Count - 1; i++)
        {
            Certificate asked = path.Certificates[i], issuer = path.IssuerOf(i);
            RevocationVerdict verdict = RevocationChecker.Check(asked, issuer, known, [], at);
            if (verdict.State == RevocationState.Unknown)
            {
                RevocationEvidence evidence = await revocation.FindAsync(asked, issuer, cancellationToken);
                verdict = RevocationChecker.Check(asked, issuer, evidence.Crls, evidence.Responses, at);
            }

            switch (verdict.State)
            {
                case RevocationState.Revoked:
                    return new Refusal(RefusalCode.CertificateRevoked, "The certificate, or one above it, was revoked. Use another one.");
                case RevocationState.Unknown when RevocationNeed.Exists(asked, []):
                    return new Refusal(RefusalCode.CertificateStatusUnknown, "Nobody says now whether the certificate was revoked. Try again in a few minutes; tell the operator if it lasts.");
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>Anchors of this service's authority come before the list, which can't make them more; those that the operator only named come after it.</summary>
    private static IEnumerable<TrustAnchor> Special(IEnumerable<Certificate> roots) => roots.Select(root => new TrustAnchor(root, AnchorKind.SpecialPurpose));

    private static SignatureKind KindOf(TrustAnchor anchor) => anchor.EffectiveKind switch
    {
        AnchorKind.Public => SignatureKind.Public,
        AnchorKind.OfficialDuty => SignatureKind.OfficialDuty,
        AnchorKind.Foreign => SignatureKind.Foreign,
        AnchorKind.Development => SignatureKind.Development,
        _ => SignatureKind.SpecialPurpose,
    };
}
