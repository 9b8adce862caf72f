// ETSI EN 319 102-1 V1.4.1 clauses 5.3 (basic signatures), 5.5 (with time) and 5.6.3 (long term).
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>What the file says about the age of a signature.</summary>
/// <param name="Later">Document timestamps that cover the signature.</param>
/// <param name="Before">The newest trusted document timestamp that the signature itself covers; null without one.</param>
/// <param name="Tokens">Its own signature timestamps.</param>
internal sealed record SignatureAge(IReadOnlyList<TimestampReport> Later, DateTimeOffset? Before, IReadOnlyList<TimestampReport> Tokens);

/// <summary>Judges one signature with the proofs of existence that timestamps gave.</summary>
internal sealed class SignatureProcess(Evidence evidence, TimeProcess time, TimestampProcess timestamps, ProofStore proofs, ValidationOptions options)
{
    private const string ContentTimestamp = "1.2.840.113549.1.9.16.2.20";

    /// <param name="subject">The signature.</param>
    /// <param name="modification">What came after it.</param>
    /// <param name="age">What timestamps say.</param>
    public SignatureReport Judge(SignatureSubject subject, ModificationVerdict modification, SignatureAge age)
    {
        var checks = new List<CheckResult>
        {
            ByteRangeCheck.Run(subject), DictionaryCheck.Run(subject), CmsCheck.Run(subject), CryptographicCheck.Run(subject), ModificationCheck.Run(modification),
        };
        var report = SignatureDescription.Of(subject) with
        {
            Integrity = checks.Single(c => c.Id == CryptographicCheck.Id).Ok ? Integrity.Intact : Integrity.Broken,
            Modification = modification.Level,
            ModificationAllowed = modification.Allowed,
            BestSignatureTime = options.At,
        };
        return subject.Signer is null ? Finish(report, checks) : JudgeSigner(subject, report, checks, age);
    }

    private SignatureReport JudgeSigner(SignatureSubject subject, SignatureReport report, List<CheckResult> checks, SignatureAge age)
    {
        checks.Add(PadesShapeCheck.Run(subject));
        checks.Add(SigningCertificateCheck.Run(subject));
        checks.Add(ContextCheck.Run(subject, options));
        var contents = JudgeContentTimestamps(subject);
        var (notBefore, order) = NotBefore(contents, age);
        checks.AddRange(TimestampLines(age.Tokens, contents));
        if (order is not null)
        {
            checks.Add(order);
        }

        report = report with
        {
            BestSignatureTime = proofs.EarliestOf(subject.Signer!.Signature),
            IsTimeProven = proofs.Find(subject.Signer.Signature) is not null,
            Profile = Profile(subject, age),
            Timestamps = [.. age.Tokens, .. contents],
        };
        return Finish(subject.Certificate is null ? report : JudgeCertificate(subject, report, checks, notBefore, age), checks);
    }

    private SignatureReport JudgeCertificate(
        SignatureSubject subject, SignatureReport report, List<CheckResult> checks, DateTimeOffset? notBefore, SignatureAge age)
    {
        var certificate = subject.Certificate!;
        var conclusion = time.Run(Timed(subject, notBefore), out var verdict);
        checks.AddRange(CertificateReport.Checks(verdict, conclusion, "signature.algorithm"));
        checks.Add(KeyUsageCheck.Run(subject, options));
        var stamped = age.Tokens.Where(t => t.Indication == Indication.TotalPassed).Min(t => t.Time);
        var statements = verdict.Path.Count > 1 ? evidence.Statements(certificate, verdict.Path[1]) : [];
        if (OcspDistanceCheck.Run(statements, stamped, options) is { } distance)
        {
            checks.Add(distance);
        }

        return report with
        {
            Path = verdict.Path,
            Trust = verdict.Trust,
            Anchor = verdict.Anchor,
            Kind = KindOf(verdict),
            Revocation = CertificateReport.Revocation(verdict),
        };
    }

    private TimedObject Timed(SignatureSubject subject, DateTimeOffset? notBefore)
    {
        var (signer, key) = (subject.Signer!, subject.Certificate!.PublicKey);
        var end = options.Algorithms.AcceptableUntil(key, signer.SignatureAlgorithm, signer.DigestAlgorithm);
        var problems = options.Algorithms.Check(key, signer.SignatureAlgorithm, signer.DigestAlgorithm, options.At);
        if (subject.IsSha1Digest)
        {
            // The file itself is bound by SHA-1, whatever digest the CMS names.
            end = options.Algorithms.Sha1AcceptableUntil < end ? options.Algorithms.Sha1AcceptableUntil : end;
            problems = [.. problems.Append(AlgorithmProblem.WeakDigest).Distinct()];
        }

        return new TimedObject(signer.Signature, subject.Certificate!, notBefore, end, problems);
    }

    /// <summary>The kind of the anchor; a development hierarchy is one whoever trusts it.</summary>
    private static Pki.Paths.AnchorKind? KindOf(CertificateVerdict verdict) => verdict.Path.Count == 0 ? null
        : (verdict.Anchor ?? new Pki.Paths.TrustAnchor(verdict.Path[^1], null)).EffectiveKind;

    private List<TimestampReport> JudgeContentTimestamps(SignatureSubject subject) => !subject.Range.IsUsable ? [] :
    [
        .. subject.Signer!.SignedAttributes.Where(a => a.Oid == ContentTimestamp).SelectMany(a => a.Values).Take(SignatureSubject.MaxTokens)
            .Select(token => timestamps.JudgeToken("CONTENT", token, subject.Hash)),
    ];

    /// <summary>What a signature covers is older than it; and a signature timestamp can't be older than that (clause 5.5.4 step 4e).</summary>
    private static (DateTimeOffset? NotBefore, CheckResult? Order) NotBefore(List<TimestampReport> contents, SignatureAge age)
    {
        var notBefore = contents.Where(t => t.Indication == Indication.TotalPassed).Max(t => t.Time);
        notBefore = notBefore is null || age.Before > notBefore ? age.Before : notBefore;
        var stamped = age.Tokens.Where(t => t.Indication == Indication.TotalPassed).Min(t => t.Time);
        return (notBefore, stamped < notBefore
            ? new CheckResult("signature.timestamp-order", false, "the signature timestamp is older than a timestamp that the signature covers",
                Indication.Indeterminate, SubIndication.TimestampOrderFailure)
            : null);
    }

    private static IEnumerable<CheckResult> TimestampLines(IReadOnlyList<TimestampReport> tokens, List<TimestampReport> contents)
    {
        if (tokens.Count > 0)
        {
            yield return Line("signature.timestamp", "signature", tokens);
        }

        if (contents.Count > 0)
        {
            yield return Line("signature.content-timestamp", "content", contents);
        }
    }

    /// <summary>
    /// The standard passes over a timestamp that does not stand. One that is about other data, or forged, was put there by
    /// someone, so here it leaves doubt about the whole.
    /// </summary>
    private static CheckResult Line(string id, string kind, IReadOnlyList<TimestampReport> tokens)
    {
        var trusted = tokens.Count(t => t.Indication == Indication.TotalPassed);
        var message = $"{trusted} of {tokens.Count} {kind} timestamps are trusted";
        return tokens.Any(t => t.Indication == Indication.TotalFailed)
            ? new CheckResult(id, false, $"{message}; one is broken", Indication.Indeterminate, SubIndication.SigConstraintsFailure)
            : new CheckResult(id, trusted == tokens.Count, message);
    }

    private static SignatureReport Finish(SignatureReport report, IReadOnlyList<CheckResult> checks)
    {
        var (indication, sub) = Verdict.Of(checks);
        return report with { Indication = indication, SubIndication = sub, Checks = checks };
    }

    private string Profile(SignatureSubject subject, SignatureAge age)
    {
        var later = age.Later.Any(t => t.Integrity == Integrity.Intact);
        var timed = later || age.Tokens.Any(t => t.Integrity == Integrity.Intact);
        var level = !timed ? "B" : !evidence.HasStore ? "T" : later ? "LTA" : "LT";
        return (subject.IsPades ? "PAdES-BASELINE-" : "PKCS7-") + level;
    }
}
