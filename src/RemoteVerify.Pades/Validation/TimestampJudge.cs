// ETSI EN 319 102-1 V1.4.1 clause 5.4; RFC 3161.
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.Validation;

/// <summary>Judges timestamp tokens: imprint, signature, and trust in the authority at a proven time.</summary>
internal sealed class TimestampJudge(Evidence evidence, CertificateJudge certificates, ValidationOptions options)
{
    /// <summary>A token over a signature value.</summary>
    public TimestampReport JudgeSignatureTimestamp(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> signatureValue, DateTimeOffset at, bool hasProof)
    {
        TimestampToken? token = null;
        try
        {
            token = TimestampToken.Read(der);
        }
        catch (PkiFormatException)
        {
            // Reported below as a token that can't be read.
        }

        var checks = token is null
            ? [Unreadable()]
            : Judge(token, token.VerifyData(signatureValue.Span, evidence.Pool), at, hasProof);
        return Report("SIGNATURE", null, token, checks, Coverage.Standard, new ModificationVerdict(ModificationLevel.None, true, []));
    }

    /// <summary>A document timestamp.</summary>
    public TimestampReport JudgeDocumentTimestamp(
        SignatureSubject subject, ModificationVerdict modification, DateTimeOffset at, bool hasProof)
    {
        var checks = new List<CheckResult> { ByteRangeCheck.Run(subject), DictionaryCheck.Run(subject), ModificationCheck.Run(modification) };
        var token = Read(subject);
        if (token is null || !subject.Range.IsUsable)
        {
            checks.Add(Unreadable());
        }
        else
        {
            var verification = token.Info.ImprintHashName is { } digest
                ? token.Verify(subject.Range.Hash(digest), evidence.Pool)
                : new TimestampVerification([TimestampProblem.ImprintAlgorithmUnsupported], null, []);
            checks.AddRange(Judge(token, verification, at, hasProof));
        }

        var coverage = subject.Range.Anomaly is null ? Coverage.Standard : Coverage.Anomaly;
        return Report("DOCUMENT", subject.Found.Field.FullName, token, checks, coverage, modification);
    }

    public static TimestampToken? Read(SignatureSubject subject)
    {
        try
        {
            return subject.Range.Contents is { } contents ? TimestampToken.Read(contents) : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }

    private List<CheckResult> Judge(TimestampToken token, TimestampVerification verification, DateTimeOffset at, bool hasProof)
    {
        var checks = new List<CheckResult> { Integrity(verification) };
        var shape = verification.Problems.Where(p => p is TimestampProblem.SigningCertificateAttributeMissing
            or TimestampProblem.ExtendedKeyUsageWrong or TimestampProblem.OutsideCertificateValidity).ToList();
        checks.Add(shape.Count == 0
            ? new CheckResult("timestamp.authority", true, "the certificate is one of a timestamp authority")
            : new CheckResult("timestamp.authority", false, string.Join(", ", shape), Indication.Indeterminate, SubIndication.SigConstraintsFailure));
        if (verification.Signer is { } signer)
        {
            checks.AddRange(AlgorithmChecks(token, signer, at));
            checks.AddRange(certificates.Judge(signer, at, hasProof).Checks);
        }

        if (token.Time > at)
        {
            checks.Add(new CheckResult("timestamp.order", false, "later than what proves it", Indication.Indeterminate, SubIndication.TimestampOrderFailure));
        }

        return checks;
    }

    private IEnumerable<CheckResult> AlgorithmChecks(TimestampToken token, Certificate signer, DateTimeOffset at)
    {
        var info = token.SignedData.Signers[0];
        var problems = options.Algorithms.Check(signer.PublicKey, info.SignatureAlgorithm, info.DigestAlgorithm, at).ToList();
        if (options.Algorithms.CheckDigest(token.Info.ImprintHashName, at) is { } imprint)
        {
            problems.Add(imprint);
        }

        if (problems.Count > 0)
        {
            yield return new CheckResult("timestamp.algorithm", false, string.Join(", ", problems.Distinct()),
                Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe);
        }
    }

    private static CheckResult Integrity(TimestampVerification verification)
    {
        const string id = "timestamp.integrity";
        return verification.Problems switch
        {
            _ when verification.Problems.Contains(TimestampProblem.ImprintMismatch) =>
                new CheckResult(id, false, "the timestamp is about other data", Indication.TotalFailed, SubIndication.HashFailure),
            _ when verification.Problems.Contains(TimestampProblem.SignatureInvalid) =>
                new CheckResult(id, false, "the authority's signature does not stand", Indication.TotalFailed, SubIndication.SigCryptoFailure),
            _ when verification.Problems.Contains(TimestampProblem.SignerCertificateMissing) =>
                new CheckResult(id, false, "the authority's certificate is not there", Indication.Indeterminate, SubIndication.NoSigningCertificateFound),
            _ when verification.Problems.Contains(TimestampProblem.ImprintAlgorithmUnsupported) =>
                new CheckResult(id, false, "digest algorithm is not supported", Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe),
            _ => new CheckResult(id, true, "imprint and signature stand"),
        };
    }

    private static CheckResult Unreadable() =>
        new("timestamp.integrity", false, "not an RFC 3161 token", Indication.TotalFailed, SubIndication.FormatFailure);

    private static TimestampReport Report(
        string kind, string? field, TimestampToken? token, IReadOnlyList<CheckResult> checks, Coverage coverage, ModificationVerdict modification)
    {
        var (indication, sub) = Verdict.Of(checks);
        var intact = checks.Any(c => c is { Id: "timestamp.integrity", Ok: true });
        return new TimestampReport(kind, field, token?.Time, token?.SignerCertificate, indication, sub,
            intact ? Validation.Integrity.Intact : Validation.Integrity.Broken, coverage, modification.Level, modification.Allowed, checks);
    }
}
