using System.Text.RegularExpressions;
using RemoteVerify.Pades.Modifications;

namespace RemoteVerify.Pades.Validation;

/// <summary>Whether a report is what a row of a corpus expects.</summary>
/// <param name="Holds">The row holds; null when the expectation is not one about validation.</param>
/// <param name="Actual">What the report says, in one line without personal data.</param>
public sealed record CorpusVerdict(bool? Holds, string Actual);

/// <summary>Compares reports with the expectations of the PDF corpus; pure, so that tests and the command line judge alike.</summary>
public static partial class CorpusExpectation
{
    /// <summary>Judges one row.</summary>
    /// <param name="expected">The column <c>expected</c>.</param>
    /// <param name="detail">The column <c>detail</c>; it names sub-indications and what else is acceptable.</param>
    /// <param name="report">The report, made with the roots of the file as anchors.</param>
    public static CorpusVerdict Judge(string expected, string detail, ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var passed = report.Indication == Indication.TotalPassed;
        bool? holds = expected switch
        {
            "valid" or "valid-then-sign-ok" or "valid-then-refuse-sign" => Sound(report, detail)
                && report.Signatures.All(s => s.Modification <= ModificationLevel.LtaUpdates),
            "modified-allowed" => Sound(report, detail) && report.Signatures.All(s => s.ModificationAllowed),
            "modified-disallowed" => !passed && report.Signatures.Any(IsTampered),
            "modified-after-signing" => !passed && report.Signatures.Any(s => IsTampered(s) && s.SignedRevision.Length > 0),
            "modified-indeterminate" or "policy-fail" => !passed && report.Signatures.Any(s => s.Integrity == Integrity.Intact),
            "coverage-anomaly" => !passed && report.Signatures.Any(s => s.Coverage == Coverage.Anomaly || IsFormatFailure(s)),
            "invalid-hash" => report.Signatures.Any(s => s.Indication == Indication.TotalFailed
                && s.SubIndication is SubIndication.HashFailure or SubIndication.FormatFailure),
            "partly-invalid" => !passed && Integrities(report).Contains(Integrity.Intact) && Integrities(report).Contains(Integrity.Broken),
            "format-failure" => !passed && (report.Signatures.Count == 0 || report.Signatures.Any(IsFormatFailure)),
            "indeterminate" => report.Indication == Indication.Indeterminate && Names(detail, report.SubIndication),
            "unsupported" => !passed && report.Signatures.All(s => s.Indication != Indication.TotalPassed),
            "must-terminate" => true,
            _ => null,
        };
        return new CorpusVerdict(holds, Describe(report));
    }

    private static bool Sound(ValidationReport report, string detail) =>
        (report.Signatures.Any(s => s.Integrity == Integrity.Intact) || (report.Signatures.Count == 0 && report.DocumentTimestamps.Count > 0))
        && report.Signatures.All(s => s.Coverage == Coverage.Standard && (s.Integrity == Integrity.Intact || IsExcused(s, detail)))
        && report.DocumentTimestamps.All(t => t is { Integrity: Integrity.Intact, Coverage: Coverage.Standard, ModificationAllowed: true });

    /// <summary>The row says that an algorithm need not be supported, and that is why the signature could not be judged.</summary>
    private static bool IsExcused(SignatureReport signature, string detail) =>
        detail.Contains("unsupported ok", StringComparison.Ordinal) && signature.SubIndication == SubIndication.CryptoConstraintsFailureNoPoe;

    private static bool IsTampered(SignatureReport signature) => signature is { Integrity: Integrity.Intact, ModificationAllowed: false };

    private static bool IsFormatFailure(SignatureReport signature) => signature.SubIndication == SubIndication.FormatFailure;

    private static IEnumerable<Integrity> Integrities(ValidationReport report) =>
        report.Signatures.Select(s => s.Integrity).Concat(report.Signatures.SelectMany(s => s.Timestamps).Concat(report.DocumentTimestamps).Select(t => t.Integrity));

    /// <summary>The sub-indication is the one that the row names; a row that names none takes any.</summary>
    private static bool Names(string detail, SubIndication? sub)
    {
        var named = Reason().Matches(detail).Select(m => m.Value).Intersect(Enum.GetValues<SubIndication>().Select(s => s.ToCode())).ToList();
        return named.Count == 0 || named.Contains(sub?.ToCode() ?? "");
    }

    private static string Describe(ValidationReport report) => $"{report.Indication.ToCode()} {report.SubIndication?.ToCode()}: "
        + string.Join("; ", report.Signatures.Select(s => $"{s.Integrity.ToCode()} {s.Coverage.ToCode()} {s.Modification.ToCode()}"
            + $" allowed={s.ModificationAllowed} {s.Indication.ToCode()} {s.SubIndication?.ToCode()}")
        .Concat(report.DocumentTimestamps.Select(t => $"timestamp {t.Integrity.ToCode()} {t.Indication.ToCode()} {t.SubIndication?.ToCode()}")));

    [GeneratedRegex("[A-Z][A-Z_]+[A-Z]")]
    private static partial Regex Reason();
}
