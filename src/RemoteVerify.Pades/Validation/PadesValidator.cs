// ETSI EN 319 102-1 V1.4.1; ISO 32000-2 clause 12.8.
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;

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
            return BrokenFile.Report(pdf.Span, broken);
        }
    }

    private static ValidationReport Validate(PdfDocument document, ValidationOptions options)
    {
        var subjects = SignatureFinder.Find(document).Select(f => SignatureSubject.Create(document, f)).ToList();
        var evidence = Gather(document, subjects, options);
        var certificates = new CertificateJudge(evidence, options);
        var timestamps = new TimestampJudge(evidence, certificates, options);
        var signatures = new SignatureJudge(evidence, certificates, timestamps, options);
        var analyzer = new ModificationAnalyzer(document);

        var stamps = JudgeDocumentTimestamps(subjects.Where(s => s.Found.IsTimestamp), timestamps, subjects, analyzer, options);
        var reports = new List<SignatureReport>();
        foreach (var subject in subjects.Where(s => !s.Found.IsTimestamp))
        {
            var later = stamps.Where(t => t.Subject.Range.Anomaly is null && t.Subject.Range.End > subject.Range.End).Select(t => t.Report).ToList();
            var provenAt = later.Where(t => t.Indication == Indication.TotalPassed).Min(t => t.Time);
            var modification = Modification(subject, subjects, analyzer);
            reports.Add(signatures.Judge(subject, modification, provenAt, later.Count(t => t.Integrity == Integrity.Intact)));
        }

        var stampReports = stamps.Select(t => t.Report).ToList();
        var (indication, sub) = Verdict.Worst(
            [.. reports.Select(r => (r.Indication, r.SubIndication)), .. stampReports.Select(r => (r.Indication, r.SubIndication))]);
        return new ValidationReport(reports, stampReports, indication, sub, null);
    }

    private static Evidence Gather(PdfDocument document, IReadOnlyList<SignatureSubject> subjects, ValidationOptions options)
    {
        var evidence = new Evidence(options);
        evidence.AddStore(document.Latest);
        foreach (var subject in subjects.Where(s => s.Cms is not null))
        {
            evidence.Add(subject.Cms!);
            foreach (var token in subject.Signer?.SignatureTimestamps.Take(16) ?? [])
            {
                evidence.AddToken(token);
            }
        }

        return evidence;
    }

    /// <summary>From the newest to the oldest: each trusted one proves that the older ones existed.</summary>
    private static List<(SignatureSubject Subject, TimestampReport Report)> JudgeDocumentTimestamps(
        IEnumerable<SignatureSubject> stamps, TimestampJudge judge, IReadOnlyList<SignatureSubject> all, ModificationAnalyzer analyzer,
        ValidationOptions options)
    {
        var reports = new List<(SignatureSubject, TimestampReport)>();
        DateTimeOffset? proven = null;
        foreach (var subject in stamps.OrderByDescending(s => s.Range.End))
        {
            var report = judge.JudgeDocumentTimestamp(subject, Modification(subject, all, analyzer), proven ?? options.At, proven is not null);
            reports.Add((subject, report));
            proven = report.Indication == Indication.TotalPassed ? report.Time : proven;
        }

        return reports;
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
