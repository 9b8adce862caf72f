// ETSI EN 319 102-1 V1.4.1 clauses 5.3 (basic), 5.5 (with time) and 5.6 (long-term).
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>Judges one signature with the proofs of existence that document timestamps gave.</summary>
internal sealed class SignatureJudge(Evidence evidence, CertificateJudge certificates, TimestampJudge timestamps, ValidationOptions options)
{
    /// <param name="subject">The signature.</param>
    /// <param name="modification">What came after it.</param>
    /// <param name="provenAt">Earliest trusted document timestamp after it; null when there is none.</param>
    /// <param name="laterTimestamps">Intact document timestamps after it.</param>
    public SignatureReport Judge(
        SignatureSubject subject, ModificationVerdict modification, DateTimeOffset? provenAt, int laterTimestamps)
    {
        subject.FindCertificate(evidence.Pool);
        var checks = new List<CheckResult>
        {
            ByteRangeCheck.Run(subject),
            DictionaryCheck.Run(subject),
            CmsCheck.Run(subject),
            IntegrityCheck.Run(subject),
            ModificationCheck.Run(modification),
        };
        var intact = checks.Single(c => c.Id == IntegrityCheck.Id).Ok;
        var report = Describe(subject) with
        {
            Integrity = intact ? Integrity.Intact : Integrity.Broken,
            Modification = modification.Level,
            ModificationAllowed = modification.Allowed,
        };
        if (subject.Signer is null)
        {
            return Finish(report, checks, options.At);
        }

        checks.Add(PadesShapeCheck.Run(subject));
        checks.Add(SigningCertificateCheck.Run(subject));
        var tokens = JudgeTimestamps(subject, provenAt);
        var best = tokens.Where(t => t.Indication == Indication.TotalPassed).Min(t => t.Time) is { } stamped
            && !(provenAt < stamped) ? stamped : provenAt;
        if (tokens.Count > 0)
        {
            checks.Add(new CheckResult("signature.timestamp", tokens.All(t => t.Indication == Indication.TotalPassed),
                $"{tokens.Count(t => t.Indication == Indication.TotalPassed)} of {tokens.Count} signature timestamps are trusted"));
        }

        var at = best ?? options.At;
        checks.Add(AlgorithmCheck.Run(subject, options.Algorithms, at));
        var trust = subject.Certificate is { } certificate ? certificates.Judge(certificate, at, best is not null) : null;
        checks.AddRange(trust?.Checks ?? []);
        var timed = laterTimestamps > 0 || tokens.Any(t => t.Integrity == Integrity.Intact);
        return Finish(report with
        {
            Profile = Profile(subject, timed, laterTimestamps),
            Path = trust?.Path ?? [],
            Trust = trust?.Trust ?? TrustKind.None,
            Timestamps = tokens,
        }, checks, at);
    }

    private List<TimestampReport> JudgeTimestamps(SignatureSubject subject, DateTimeOffset? provenAt)
    {
        // More tokens than any signer puts there are not looked at.
        var tokens = subject.Signer!.SignatureTimestamps.Take(16);
        return [.. tokens.Select(t =>
            timestamps.JudgeSignatureTimestamp(t, subject.Signer.Signature, provenAt ?? options.At, provenAt is not null))];
    }

    private static SignatureReport Finish(SignatureReport report, IReadOnlyList<CheckResult> checks, DateTimeOffset best)
    {
        var (indication, sub) = Verdict.Of(checks);
        return report with { Indication = indication, SubIndication = sub, Checks = checks, BestSignatureTime = best };
    }

    private static SignatureReport Describe(SignatureSubject subject)
    {
        var subjectName = subject.Certificate?.Subject;
        return new SignatureReport
        {
            Indication = Indication.Indeterminate,
            Field = subject.Found.Field.FullName,
            Signer = subjectName?.CommonName ?? subjectName?.ToString(),
            SignerCertificate = subject.Certificate,
            SigningTime = PdfDate.Read(subject.Text("M")) ?? Try(() => subject.Signer?.SigningTime),
            DigestAlgorithm = subject.Signer?.DigestName?.Name ?? subject.Signer?.DigestAlgorithm.Oid,
            SignatureAlgorithm = Algorithm(subject),
            Coverage = subject.Range.Anomaly is null ? Coverage.Standard : Coverage.Anomaly,
            CoversWholeDocument = subject.Range.CoversWholeDocument,
            IsCertification = subject.Restrictions.IsCertification,
            CertificationLevel = subject.Restrictions.CertificationLevel,
            Reason = subject.Text("Reason"),
            Location = subject.Text("Location"),
            CommitmentTypes = Try(() => subject.Signer?.CommitmentTypes) ?? [],
            SignedRevision = subject.Range.Bytes,
        };
    }

    private static string? Algorithm(SignatureSubject subject) =>
        subject.Signer is not { } signer ? null
        : SignatureParameters.Resolve(signer.SignatureAlgorithm, signer.DigestAlgorithm) is { } known ? $"{known.Kind} {known.Hash.Name}"
        : signer.SignatureAlgorithm.Oid;

    private string Profile(SignatureSubject subject, bool timed, int laterTimestamps)
    {
        var level = !timed ? "B" : !evidence.HasStore ? "T" : laterTimestamps == 0 ? "LT" : "LTA";
        return (subject.IsPades ? "PAdES-BASELINE-" : "PKCS7-") + level;
    }

    /// <summary>A broken attribute that only informs is shown as absent.</summary>
    private static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (PkiFormatException)
        {
            return default;
        }
    }
}
