// ETSI EN 319 102-1 V1.4.1 clause 5.2.7 (cryptographic verification).
using System.Security.Cryptography;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>Digest, signature value and signed attributes stand.</summary>
internal static class CryptographicCheck
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

        if (subject.Hash(subject.IsSha1Digest ? HashAlgorithmName.SHA1 : digest) is not { } hash)
        {
            return new CheckResult(Id, false, "not judged: the file asks for more hashing than any real one",
                Indication.Indeterminate, SubIndication.SigConstraintsFailure);
        }

        var verification = subject.IsSha1Digest ? VerifyEnclosed(subject, hash) : signer.VerifyHash(hash, certificate);
        var problems = verification.Problems.Where(p => p is not SignerProblem.SigningCertificateMismatch).ToList();
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

    /// <summary>adbe.pkcs7.sha1 (ISO 32000-1 clause 12.8.3.3): the CMS encloses the SHA-1 of the byte range and signs that.</summary>
    private static SignerVerification VerifyEnclosed(SignatureSubject subject, byte[] hash)
    {
        var content = subject.Cms!.EncapsulatedContent!.Value;
        var verification = subject.Signer!.Verify(content.Span, subject.Certificate!);
        return content.Span.SequenceEqual(hash)
            ? verification
            : new SignerVerification([.. verification.Problems, SignerProblem.MessageDigestMismatch]);
    }

    private static CheckResult Unsupported(string what) =>
        new(Id, false, $"{what} is not supported", Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe);

    private static CheckResult Failed(SubIndication sub, IEnumerable<SignerProblem> problems) =>
        new(Id, false, string.Join(", ", problems), Indication.TotalFailed, sub);
}
