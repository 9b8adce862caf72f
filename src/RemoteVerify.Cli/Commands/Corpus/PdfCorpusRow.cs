namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary>One row of the PDF corpus, as far as it is judged.</summary>
/// <param name="File">Name below the folder.</param>
/// <param name="Sha256">First 16 hex digits of the file's hash.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Kind"><c>unsigned</c>, <c>signed</c> or <c>signed-attack</c>.</param>
/// <param name="Password">Password of an encrypted file; empty for none.</param>
/// <param name="Expected">The expected outcome.</param>
/// <param name="Detail">What the outcome means for this file.</param>
/// <param name="QpdfExitCode">Exit code of <c>qpdf --check</c>, as it stands in the table.</param>
internal sealed record PdfCorpusRow(string File, string Sha256, string Bytes, string Kind, string Password, string Expected, string Detail, string QpdfExitCode)
{
    public static List<PdfCorpusRow> ReadTable(string csv) =>
    [
        .. CsvRows.Read(csv, "expectations.csv", "file", "sha256_16", "bytes", "kind", "password", "expected", "detail", "oracle_qpdf_check_rc").Select(row => new PdfCorpusRow(
            row["file"], row["sha256_16"], row["bytes"], row["kind"], row["password"] == "(one space)" ? " " : row["password"], row["expected"], row["detail"], row["oracle_qpdf_check_rc"])),
    ];
}

/// <summary>How a row came out.</summary>
internal enum PdfCorpusOutcome
{
    Pass,
    Fail,
    Skip,

    /// <summary>The row does not hold, and we say why we think that the row is wrong.</summary>
    Disputed,
}

/// <summary>One row, expected beside actual.</summary>
internal sealed record PdfCorpusResult(PdfCorpusRow Row, PdfCorpusOutcome Outcome, string Actual, string? Reason);
