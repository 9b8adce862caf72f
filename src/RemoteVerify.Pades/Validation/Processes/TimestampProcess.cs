// ETSI EN 319 102-1 V1.4.1 clause 5.4 (time-stamp validation); RFC 3161.
using System.Security.Cryptography;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>Judges timestamp tokens: imprint, signature, and trust in the authority at the proven time.</summary>
internal sealed class TimestampProcess(Evidence evidence, TimeProcess time, ProofStore proofs, ValidationOptions options)
{
    private static readonly ModificationVerdict Unmodified = new(ModificationLevel.None, true, []);

    /// <summary>A token over bytes, for example a signature value.</summary>
    /// <param name="kind"><c>SIGNATURE</c> or <c>CONTENT</c>.</param>
    /// <param name="der">The token.</param>
    /// <param name="hash">Digest of what it should be about.</param>
    public TimestampReport JudgeToken(string kind, ReadOnlyMemory<byte> der, Func<HashAlgorithmName, byte[]?> hash)
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

        var report = new TimestampReport(kind, null, token?.Time, token?.SignerCertificate, Indication.TotalPassed, null,
            Integrity.Broken, Coverage.Standard, ModificationLevel.None, true, []);
        return token is null ? Finish(report, [Unreadable()]) : Judge(report, token, [], hash);
    }

    /// <summary>A document timestamp.</summary>
    public TimestampReport JudgeDocument(SignatureSubject subject, ModificationVerdict? modification)
    {
        var change = modification ?? Unmodified;
        List<CheckResult> checks = [ByteRangeCheck.Run(subject), DictionaryCheck.Run(subject), ModificationCheck.Run(change)];
        var token = Read(subject);
        var report = new TimestampReport("DOCUMENT", subject.Found.Field.FullName, token?.Time, token?.SignerCertificate, Indication.TotalPassed, null,
            Integrity.Broken, subject.Range.Anomaly is null ? Coverage.Standard : Coverage.Anomaly, change.Level, change.Allowed, []);
        return token is null || !subject.Range.IsUsable ? Finish(report, [.. checks, Unreadable()]) : Judge(report, token, checks, subject.Hash);
    }

    private static TimestampToken? Read(SignatureSubject subject)
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

    private TimestampReport Judge(
        TimestampReport report, TimestampToken token, List<CheckResult> checks, Func<HashAlgorithmName, byte[]?> hash)
    {
        var verification = token.Info.ImprintHashName is { } digest && hash(digest) is { } imprint
            ? token.Verify(imprint, evidence.Pool)
            : new TimestampVerification([TimestampProblem.ImprintAlgorithmUnsupported], null, []);
        checks.Add(TimestampChecks.Integrity(verification));
        checks.Add(TimestampChecks.Authority(verification));
        var signer = token.SignedData.Signers[0];
        var detailed = report with { TokenDigest = ProofStore.NameOf(signer.Signature), Policy = token.Info.Policy, SerialNumber = Convert.ToHexStringLower(token.Info.SerialNumber.Span) };
        var provenAt = proofs.EarliestOf(signer.Signature);
        if (verification.Signer is { } certificate)
        {
            var end = TimestampChecks.AcceptableUntil(token, certificate, options.Algorithms);
            var subject = new TimedObject(signer.Signature, certificate, null, end, TimestampChecks.Problems(token, certificate, options));
            var conclusion = time.Run(subject, out var verdict);
            checks.AddRange(CertificateReport.Checks(verdict, conclusion, "timestamp.algorithm"));
            detailed = detailed with { Path = verdict.Path, Revocation = CertificateReport.Revocation(verdict), ProvenAt = provenAt < options.At ? provenAt : null };
        }

        if (token.Time > provenAt)
        {
            checks.Add(new CheckResult("timestamp.order", false, "later than what proves it", Indication.Indeterminate, SubIndication.TimestampOrderFailure));
        }

        return Finish(detailed, checks);
    }

    private static TimestampReport Finish(TimestampReport report, IReadOnlyList<CheckResult> checks)
    {
        var (indication, sub) = Verdict.Of(checks);
        return report with
        {
            Indication = indication,
            SubIndication = sub,
            Checks = checks,
            Integrity = checks.Any(c => c is { Id: TimestampChecks.IntegrityId, Ok: true }) ? Integrity.Intact : Integrity.Broken,
        };
    }

    private static CheckResult Unreadable() =>
        new(TimestampChecks.IntegrityId, false, "not an RFC 3161 token", Indication.TotalFailed, SubIndication.FormatFailure);
}
