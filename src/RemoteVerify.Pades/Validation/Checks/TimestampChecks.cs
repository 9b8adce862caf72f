// ETSI EN 319 102-1 V1.4.1 clause 5.4; RFC 3161 section 2.3; ETSI EN 319 422 clause 5.
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>What a token itself must fulfil.</summary>
internal static class TimestampChecks
{
    public const string IntegrityId = "timestamp.integrity";

    /// <summary>Imprint and signature.</summary>
    public static CheckResult Integrity(TimestampVerification verification) => verification.Problems switch
    {
        var p when p.Contains(TimestampProblem.ImprintMismatch) =>
            new CheckResult(IntegrityId, false, "the timestamp is about other data", Indication.TotalFailed, SubIndication.HashFailure),
        var p when p.Contains(TimestampProblem.SignatureInvalid) =>
            new CheckResult(IntegrityId, false, "the authority's signature does not stand", Indication.TotalFailed, SubIndication.SigCryptoFailure),
        var p when p.Contains(TimestampProblem.SignerCertificateMissing) =>
            new CheckResult(IntegrityId, false, "the authority's certificate is not there", Indication.Indeterminate, SubIndication.NoSigningCertificateFound),
        var p when p.Contains(TimestampProblem.ImprintAlgorithmUnsupported) =>
            new CheckResult(IntegrityId, false, "digest algorithm is not supported", Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe),
        _ => new CheckResult(IntegrityId, true, "imprint and signature stand"),
    };

    /// <summary>The certificate is one of a timestamp authority, and was valid.</summary>
    public static CheckResult Authority(TimestampVerification verification)
    {
        const string id = "timestamp.authority";
        var shape = verification.Problems.Where(p => p is TimestampProblem.SigningCertificateAttributeMissing
            or TimestampProblem.ExtendedKeyUsageWrong or TimestampProblem.OutsideCertificateValidity).ToList();
        return shape.Count == 0
            ? new CheckResult(id, true, "the certificate is one of a timestamp authority")
            : new CheckResult(id, false, string.Join(", ", shape), Indication.Indeterminate, SubIndication.SigConstraintsFailure);
    }

    /// <summary>Until when key, digest and imprint are acceptable.</summary>
    public static DateTimeOffset AcceptableUntil(TimestampToken token, Certificate signer, AlgorithmPolicy policy)
    {
        var info = token.SignedData.Signers[0];
        var signature = policy.AcceptableUntil(signer.PublicKey, info.SignatureAlgorithm, info.DigestAlgorithm);
        var imprint = policy.AcceptableUntil(signer.PublicKey, info.SignatureAlgorithm, token.Info.ImprintAlgorithm);
        return signature < imprint ? signature : imprint;
    }

    /// <summary>What is too weak at the time of validation.</summary>
    public static IReadOnlyList<AlgorithmProblem> Problems(TimestampToken token, Certificate signer, ValidationOptions options)
    {
        var info = token.SignedData.Signers[0];
        var imprint = options.Algorithms.CheckDigest(token.Info.ImprintHashName, options.At);
        return
        [
            .. options.Algorithms.Check(signer.PublicKey, info.SignatureAlgorithm, info.DigestAlgorithm, options.At)
                .Concat(imprint is { } problem ? [problem] : []).Distinct(),
        ];
    }
}
