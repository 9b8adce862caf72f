using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary>Judges rows of the PDF corpus as its README says: the answer is worked out first, then compared.</summary>
internal sealed class PdfCorpusJudge(DateTimeOffset at, SigningTrial trial)
{
    private static readonly TimeSpan MostForTermination = TimeSpan.FromSeconds(3);

    /// <summary>Rows that we hold to be wrong: the expectation, the one that we think is right, and why. Any other expectation for the file is judged as usual.</summary>
    private static readonly Dictionary<string, (string Expected, string Ours, string Reason)> Disputes = new(StringComparer.Ordinal)
    {
        ["ds-PAdES-LT.pdf"] = (
            "valid",
            "modified-allowed",
            "three signatures follow each other: ISO 32000-2 table 257 counts signing a field as form filling, so the first two see FORM_FILLING, which 'valid' (validation data and timestamps only) does not allow; judged as modified-allowed, which holds"),
    };

    /// <summary>Judges one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="pdf">The file; null when there is none.</param>
    public async Task<PdfCorpusResult> JudgeAsync(PdfCorpusRow row, byte[]? pdf, CancellationToken cancellationToken)
    {
        if (pdf is null)
        {
            return new PdfCorpusResult(row, PdfCorpusOutcome.Fail, "no file", "the file is not in the folder");
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(pdf))[..16];
        if (hash != row.Sha256 || pdf.Length.ToString(CultureInfo.InvariantCulture) != row.Bytes)
        {
            return new PdfCorpusResult(row, PdfCorpusOutcome.Fail, $"sha256 {hash}, {pdf.Length} bytes", "the file is not the one of the table (sha256_16, bytes)");
        }

        return row.Kind switch
        {
            "unsigned" => await JudgeSigningAsync(row, pdf, row.Expected, cancellationToken),
            "signed" or "signed-attack" => await JudgeSignedAsync(row, pdf, cancellationToken),
            _ => new PdfCorpusResult(row, PdfCorpusOutcome.Fail, "not judged", $"the kind {row.Kind} is not known"),
        };
    }

    private async Task<PdfCorpusResult> JudgeSignedAsync(PdfCorpusRow row, byte[] pdf, CancellationToken cancellationToken)
    {
        PdfCorpusResult validated = JudgeValidation(row, pdf);
        if (validated.Outcome != PdfCorpusOutcome.Pass || !row.Expected.StartsWith("valid-then-", StringComparison.Ordinal))
        {
            return validated;
        }

        PdfCorpusResult signed = await JudgeSigningAsync(row, pdf, row.Expected == "valid-then-sign-ok" ? "sign-ok" : "refuse", cancellationToken);
        return signed with { Actual = $"{validated.Actual}; then {signed.Actual}" };
    }

    private PdfCorpusResult JudgeValidation(PdfCorpusRow row, byte[] pdf)
    {
        ValidationReport report;
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            report = PadesValidator.Validate(pdf, new ValidationOptions { At = at, TrustEmbeddedRoots = true, Password = row.Password.Length == 0 ? null : row.Password });
        }
        catch (PdfPasswordException)
        {
            return new PdfCorpusResult(row, PdfCorpusOutcome.Fail, "a password is wanted", "the password of the row does not open the file");
        }

        CorpusVerdict verdict = CorpusExpectation.Judge(row.Expected, row.Detail, report);
        if (row.Expected == "must-terminate" && watch.Elapsed > MostForTermination)
        {
            return new PdfCorpusResult(row, PdfCorpusOutcome.Fail, verdict.Actual, $"took {watch.Elapsed.TotalSeconds:0.0} s");
        }

        if (verdict.Holds == false && Disputes.TryGetValue(row.File, out (string Expected, string Ours, string Reason) dispute)
            && dispute.Expected == row.Expected && CorpusExpectation.Judge(dispute.Ours, row.Detail, report).Holds == true)
        {
            return new PdfCorpusResult(row, PdfCorpusOutcome.Disputed, verdict.Actual, dispute.Reason);
        }

        return verdict.Holds switch
        {
            true => new PdfCorpusResult(row, PdfCorpusOutcome.Pass, verdict.Actual, null),
            false => new PdfCorpusResult(row, PdfCorpusOutcome.Fail, verdict.Actual, $"{row.Expected} does not hold"),
            null => new PdfCorpusResult(row, PdfCorpusOutcome.Fail, verdict.Actual, $"the expectation {row.Expected} is not known for a signed file"),
        };
    }

    private async Task<PdfCorpusResult> JudgeSigningAsync(PdfCorpusRow row, byte[] pdf, string expected, CancellationToken cancellationToken)
    {
        TrialAnswer answer = await trial.SignAsync(pdf, row.Password, newField: false, row.QpdfExitCode, cancellationToken);
        string? problem = expected switch
        {
            "sign-ok" => answer.IsSigned ? answer.Problem : "was not signed",
            "sign-with-password" => answer.IsSigned ? answer.Problem ?? await WithoutPasswordAsync(row, pdf, cancellationToken) : RefusedByPolicy(row, answer),
            "sign-existing-field-only" => answer.IsSigned ? answer.Problem ?? await NewFieldAsync(row, pdf, cancellationToken) : "the existing field was not signed",
            "sign-or-refuse" => answer.Problem,
            "refuse" when answer.IsSigned => "was signed",
            "refuse" => answer.Elapsed > TimeSpan.FromSeconds(1) && row.Kind == "unsigned" ? $"the refusal took {answer.Elapsed.TotalSeconds:0.0} s" : null,
            _ => $"the expectation {expected} is not known for an unsigned file",
        };
        return problem is null
            ? new PdfCorpusResult(row, PdfCorpusOutcome.Pass, answer.Text, answer.IsSigned || expected is not "sign-with-password" ? null : "the detail of the row allows to refuse writing")
            : new PdfCorpusResult(row, PdfCorpusOutcome.Fail, answer.Text, problem);
    }

    /// <summary>A cipher that is read and not written, where the row says that this may be refused.</summary>
    private static string? RefusedByPolicy(PdfCorpusRow row, TrialAnswer answer) =>
        answer.Text.StartsWith("REFUSED ENCRYPTION_NOT_SUPPORTED", StringComparison.Ordinal) && row.Detail.Contains("writing may be refused", StringComparison.Ordinal) ? null : "was not signed";

    private async Task<string?> WithoutPasswordAsync(PdfCorpusRow row, byte[] pdf, CancellationToken cancellationToken)
    {
        if (row.Password.Length == 0)
        {
            return null;
        }

        TrialAnswer without = await trial.SignAsync(pdf, "", newField: false, row.QpdfExitCode, cancellationToken);
        TrialAnswer wrong = await trial.SignAsync(pdf, "not " + row.Password, newField: false, row.QpdfExitCode, cancellationToken);
        return without.IsSigned || wrong.IsSigned ? "was signed without the right password" : null;
    }

    private async Task<string?> NewFieldAsync(PdfCorpusRow row, byte[] pdf, CancellationToken cancellationToken)
    {
        TrialAnswer another = await trial.SignAsync(pdf, row.Password, newField: true, row.QpdfExitCode, cancellationToken);
        return another.IsSigned ? "a new field was signed" : null;
    }
}
