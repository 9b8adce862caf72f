// ETSI EN 319 102-1 V1.4.1; ISO 32000-2 clause 12.8.
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pades.Validation.Processes;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>Validates all signatures of a PDF. Deterministic: the file and the options are the only inputs.</summary>
public static class PadesValidator
{
    /// <summary>
    /// The verdict about a file. A file that is not readable gives a failed report; only a missing password throws
    /// (<see cref="PdfPasswordException"/>), because with it the answer would be another.
    /// </summary>
    public static ValidationReport Validate(ReadOnlyMemory<byte> pdf, ValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return Validate(PdfDocument.Open(pdf, new PdfOpenOptions { Password = options.Password }), options);
        }
        catch (PdfFormatException broken) when (broken is not PdfPasswordException)
        {
            return BrokenFile.Report(pdf.Span, broken) with { ValidatedAt = options.At, PolicyName = options.PolicyName };
        }
    }

    private static ValidationReport Validate(PdfDocument document, ValidationOptions options)
    {
        using var digest = new SharedDigest(document.Bytes, options.Content);
        var subjects = SignatureFinder.Find(document).Select(f => SignatureSubject.Create(document, f, digest)).ToList();
        return subjects.Count == 0
            ? Report([], [], [], options)
            : new Validation(document, subjects, options).Run();
    }

    private static ValidationReport Report(
        IReadOnlyList<SignatureReport> signatures, IReadOnlyList<TimestampReport> stamps, IReadOnlyList<ProofOfExistence> proofs, ValidationOptions options)
    {
        var (indication, sub) = Verdict.Worst(
            [.. signatures.Select(r => (r.Indication, r.SubIndication)), .. stamps.Select(r => (r.Indication, r.SubIndication))]);
        return new ValidationReport(signatures, stamps, indication, sub, null) { ValidatedAt = options.At, PolicyName = options.PolicyName, Proofs = proofs };
    }

    /// <summary>One run: clause 5.6.3, from the newest timestamp to the signatures.</summary>
    private sealed class Validation
    {
        // More tokens than any file of many signers holds are not looked at.
        private const int MaxTokensOfFile = 300;

        private readonly IReadOnlyList<SignatureSubject> _subjects;
        private readonly ValidationOptions _options;
        private readonly ModificationAnalyzer _analyzer;
        private readonly ProofStore _proofs;
        private readonly ProofExtraction _extraction;
        private readonly TimestampProcess _timestamps;
        private readonly SignatureProcess _signatures;
        private int _tokens;

        public Validation(PdfDocument document, IReadOnlyList<SignatureSubject> subjects, ValidationOptions options)
        {
            _subjects = subjects;
            _options = options;
            _analyzer = new ModificationAnalyzer(document);
            _proofs = new ProofStore(options.At);
            var evidence = Gather(document, subjects, options);
            foreach (var subject in subjects)
            {
                subject.FindCertificate(evidence.Pool);
            }

            _extraction = new ProofExtraction(evidence, _proofs);
            var time = new TimeProcess(evidence, new CertificateValidation(evidence, options), _proofs, options);
            _timestamps = new TimestampProcess(evidence, time, _proofs, options);
            _signatures = new SignatureProcess(evidence, time, _timestamps, _proofs, options);
        }

        public ValidationReport Run()
        {
            var stamps = JudgeDocumentTimestamps();
            var signatures = _subjects.Where(s => !s.Found.IsTimestamp).Select(s => (Subject: s, Age: AgeOf(s, stamps))).ToList();
            return Report(
                [.. signatures.Select(s => _signatures.Judge(s.Subject, Modification(s.Subject, _subjects, _analyzer), s.Age))],
                [.. stamps.Select(s => s.Report)], _proofs.All, _options);
        }

        private static Evidence Gather(PdfDocument document, IReadOnlyList<SignatureSubject> subjects, ValidationOptions options)
        {
            var evidence = new Evidence(options);
            evidence.AddStore(document.Latest);
            foreach (var subject in subjects.Where(s => s.Cms is not null))
            {
                evidence.Add(subject.Cms!);
                foreach (var token in subject.Signer?.SignatureTimestamps.Take(SignatureSubject.MaxTokens) ?? [])
                {
                    evidence.AddToken(token);
                }

                // A later revision may have dropped entries that a timestamp still covers.
                if (subject.Found.IsTimestamp && subject.Range.Revision >= 0)
                {
                    evidence.AddStore(subject.Revision);
                }
            }

            return evidence;
        }

        /// <summary>From the newest to the oldest: each that passes proves all that its revision holds.</summary>
        private List<(SignatureSubject Subject, TimestampReport Report)> JudgeDocumentTimestamps()
        {
            var reports = new List<(SignatureSubject, TimestampReport)>();
            foreach (var subject in _subjects.Where(s => s.Found.IsTimestamp).OrderByDescending(s => s.Range.End))
            {
                var report = _timestamps.JudgeDocument(subject, Modification(subject, _subjects, _analyzer));
                reports.Add((subject, report));
                if (report is { Indication: Indication.TotalPassed, Time: { } time })
                {
                    _extraction.FromDocumentTimestamp(subject, time, _subjects);
                }
            }

            return reports;
        }

        private SignatureAge AgeOf(SignatureSubject subject, List<(SignatureSubject Subject, TimestampReport Report)> stamps)
        {
            var later = stamps.Where(t => t.Subject.Range.Anomaly is null && t.Subject.Range.End > subject.Range.End).Select(t => t.Report).ToList();
            var before = stamps.Where(t => t.Report.Indication == Indication.TotalPassed && subject.Range.IsUsable && t.Subject.Range.End <= subject.Range.GapStart)
                .Max(t => t.Report.Time);
            return new SignatureAge(later, before, [.. JudgeTokens(subject)]);
        }

        private IEnumerable<TimestampReport> JudgeTokens(SignatureSubject subject)
        {
            foreach (var token in subject.Signer?.SignatureTimestamps.Take(Math.Min(SignatureSubject.MaxTokens, MaxTokensOfFile - _tokens)) ?? [])
            {
                _tokens++;
                var report = _timestamps.JudgeToken("SIGNATURE", token, name => HashAlgorithms.Hash(name, subject.Signer!.Signature.Span));
                if (report is { Indication: Indication.TotalPassed, Time: { } time, TokenDigest: { } digest })
                {
                    _extraction.FromSignatureTimestamp(subject, digest, time);
                }

                yield return report;
            }
        }
    }

    private static ModificationVerdict Modification(
        SignatureSubject subject, IReadOnlyList<SignatureSubject> all, ModificationAnalyzer analyzer)
    {
        if (subject.Range.Revision < 0 || subject.Range.Anomaly is not null)
        {
            return new ModificationVerdict(ModificationLevel.Other, false, ["the signed revision is not known"]);
        }

        var binding = all.Where(s => s.Range.Anomaly is null && s.Range.Revision >= 0 && s.Range.Revision <= subject.Range.Revision)
            .Select(s => s.Restrictions).ToList();
        var verdict = analyzer.Judge(subject.Range.Revision, binding);
        return subject.Found.Removed
            ? new ModificationVerdict(ModificationLevel.Other, false, [.. verdict.Findings, "the signature was removed"])
            : verdict;
    }
}
