using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>A warning about a document to be signed, as the JSON contract writes it.</summary>
/// <param name="Code">For example <c>FIELD_OVER_TEXT</c>.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record SigningWarning(string Code, string Message);

/// <summary>What in a document could make it show something else after signing.</summary>
internal static class SigningWarnings
{
    private const int LargestExaminedBytes = 128 << 20;

    /// <summary>Empty for a file that can't be read: signing says why.</summary>
    public static IReadOnlyList<SigningWarning> Of(ReadOnlyMemory<byte> pdf, PdfOpenOptions open)
    {
        if (pdf.Length > LargestExaminedBytes)
        {
            return [new SigningWarning("NOT_EXAMINED", $"The document is larger than {LargestExaminedBytes >> 20} MiB and was not looked through for content that could be exchanged after signing.")];
        }

        try
        {
            return [.. ShadowAttackAnalyzer.Analyze(PdfDocument.Open(pdf, open)).Select(warning => new SigningWarning(WireNames.Upper(warning.Code), warning.Message))];
        }
        catch (PdfFormatException)
        {
            return [];
        }
    }
}
