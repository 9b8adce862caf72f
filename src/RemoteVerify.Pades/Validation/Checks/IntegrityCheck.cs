// ETSI EN 319 102-1 V1.4.1 clauses 5.2.3 (signing certificate) and 5.2.7 (cryptographic verification).
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>Digest, signature value and signed attributes stand.</summary>
internal static class IntegrityCheck
{
    public const string Id = "signature.integrity";

    public static CheckResult Run(SignatureSubject subject)
    {
        if (!subject.Range.IsUsable || subject.Signer is not { } signer)
        {
            return new CheckResult(Id, false, "nothing to verify", Indication.TotalFailed, SubIndication.FormatFailure);
        }

        if (subject.Certificate is not { } certificate)
        {
            return new CheckResult(Id, false, "the signer's certificate is not there",
                Indication.Indeterminate, SubIndication.NoSigningCertificateFound);
        }

        if (signer.DigestName is not { } digest)
        {
            return Unsupported("digest algorithm");
        }

        var problems = signer.VerifyHash(subject.Range.Hash(digest), certificate).Problems
            .Where(p => p is not SignerProblem.SigningCertificateMismatch).ToList();
        return problems switch
        {
            [] => new CheckResult(Id, true, "digest and signature value stand"),
            _ when problems.Contains(SignerProblem.MessageDigestMismatch) => Failed(SubIndication.HashFailure, problems),
            _ when problems.Contains(SignerProblem.SignatureInvalid) => Failed(SubIndication.SigCryptoFailure, problems),
            _ when problems.Contains(SignerProblem.SignatureAlgorithmUnsupported) => Unsupported("signature algorithm"),
            _ when problems.Contains(SignerProblem.DigestAlgorithmUnsupported) => Unsupported("digest algorithm"),
            _ => Failed(SubIndication.FormatFailure, problems),
        };
    }

    private static CheckResult Unsupported(string what) =>
        new(Id, false, $"{what} is not supported", Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe);

    private static CheckResult Failed(SubIndication sub, IEnumerable<SignerProblem> problems) =>
        new(Id, false, string.Join(", ", problems), Indication.TotalFailed, sub);
}

/// <summary>The signer's certificate is named by a signed attribute (ETSI EN 319 122-1 clause 5.2.2).</summary>
internal static class SigningCertificateCheck
{
    public static CheckResult Run(SignatureSubject subject)
    {
        const string id = "signature.signing-certificate";
        if (subject.Certificate is not { } certificate)
        {
            return new CheckResult(id, false, "the signer's certificate is not there");
        }

        IReadOnlyList<SigningCertificateReference> references;
        try
        {
            references = subject.Signer!.SigningCertificates;
        }
        catch (Pki.PkiFormatException)
        {
            return new CheckResult(id, false, "the attribute is broken", Indication.Indeterminate, SubIndication.SigConstraintsFailure);
        }

        if (references.Count == 0)
        {
            return subject.IsPades
                ? new CheckResult(id, false, "PAdES wants the attribute", Indication.Indeterminate, SubIndication.SigConstraintsFailure)
                : new CheckResult(id, false, "no attribute names the certificate");
        }

        return references[0].Matches(certificate)
            ? new CheckResult(id, true, "the attribute names the certificate")
            : new CheckResult(id, false, "the attribute names another certificate", Indication.Indeterminate, SubIndication.SigConstraintsFailure);
    }
}

/// <summary>Digest and key were strong at the proven time.</summary>
internal static class AlgorithmCheck
{
    public static CheckResult Run(SignatureSubject subject, AlgorithmPolicy policy, DateTimeOffset at)
    {
        const string id = "signature.algorithm";
        var signer = subject.Signer!;
        IReadOnlyList<AlgorithmProblem> problems = subject.Certificate is { } certificate
            ? policy.Check(certificate.PublicKey, signer.SignatureAlgorithm, signer.DigestAlgorithm, at)
            : [AlgorithmProblem.UnknownAlgorithm];
        return problems.Count == 0
            ? new CheckResult(id, true, "digest and key are accepted")
            : new CheckResult(id, false, string.Join(", ", problems), Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe);
    }
}
