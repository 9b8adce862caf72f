using RemoteVerify.Pdf;

namespace RemoteVerify.Pades.Validation;

/// <summary>The report about a file that can't be read as a PDF: every signature that seems to be there fails.</summary>
internal static class BrokenFile
{
    private const int MaxSignatures = 100;

    public static ValidationReport Report(ReadOnlySpan<byte> file, PdfFormatException broken)
    {
        var check = new CheckResult("format.syntax", false, broken.Message, Indication.TotalFailed, SubIndication.FormatFailure);
        var signatures = new List<SignatureReport>();
        for (var at = file.IndexOf("/ByteRange"u8); at >= 0 && signatures.Count < MaxSignatures;)
        {
            signatures.Add(new SignatureReport
            {
                Indication = Indication.TotalFailed,
                SubIndication = SubIndication.FormatFailure,
                Checks = [check],
            });
            var next = file[(at + 1)..].IndexOf("/ByteRange"u8);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return new ValidationReport(signatures, [], Indication.TotalFailed, SubIndication.FormatFailure, broken.Message);
    }
}
