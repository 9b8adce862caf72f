// Decree 30/2020/ND-CP annex I: digitised documents are PDF 1.4 or later.
using System.Globalization;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Results.Importing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Engines;

/// <summary>Looks at scanned files with the room <c>Pdf</c>, and at their signatures with the validator.</summary>
public sealed class PdfScanInspection(IDocumentValidator validator) : IScanInspection
{
    /// <summary>Largest scan, in bytes.</summary>
    public const int MaximumBytes = 20 * 1024 * 1024;

    /// <summary>Most pages of one paper.</summary>
    public const int MaximumPages = 500;

    private static readonly Version Oldest = new(1, 4);

    /// <inheritdoc/>
    public Outcome<InspectedScan> Inspect(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        if (pdf.Length > MaximumBytes)
        {
            return NotAccepted("too-large");
        }

        try
        {
            PdfDocument document = PdfDocument.Open(pdf);
            if (document.Encryption is not null)
            {
                return NotAccepted("encrypted");
            }

            Version version = VersionOf(document);
            if (version < Oldest)
            {
                return NotAccepted("pdf-version");
            }

            int pages = PageTree.Read(document.Latest).Count;
            return pages is 0 or > MaximumPages ? NotAccepted("page-count") : WithSignatures(pdf, at, pages, version);
        }
        catch (PdfPasswordException)
        {
            return NotAccepted("encrypted");
        }
        catch (PdfFormatException)
        {
            return NotAccepted("broken-file");
        }
    }

    private Outcome<InspectedScan> WithSignatures(ReadOnlyMemory<byte> pdf, DateTimeOffset at, int pages, Version version)
    {
        if (!validator.Validate(pdf, at).TryGet(out DocumentVerdict? verdict, out _))
        {
            return NotAccepted("broken-file");
        }

        return verdict.Signatures.Any(s => s.Indication == "TOTAL_FAILED")
            ? NotAccepted("signature-not-valid")
            : new InspectedScan(pages, version.ToString(2), [.. verdict.Signatures.Select(s => s.Indication)]);
    }

    /// <summary>The later of the header's and the catalogue's version (ISO 32000-2, 7.5.2).</summary>
    private static Version VersionOf(PdfDocument document)
    {
        Version header = Read(document.HeaderVersion), catalogue = Read(document.Latest.Get<PdfName>(document.Latest.Catalog, "Version")?.Value);
        return header > catalogue ? header : catalogue;
    }

    private static Version Read(string? text) => text is { Length: 3 } && text[1] == '.'
        && int.TryParse(text.AsSpan(0, 1), NumberStyles.None, CultureInfo.InvariantCulture, out int major)
        && int.TryParse(text.AsSpan(2, 1), NumberStyles.None, CultureInfo.InvariantCulture, out int minor) ? new Version(major, minor) : new Version(0, 0);

    private static Refusal NotAccepted(string reason) => new(
        RefusalCode.ImportFileNotAccepted, "A scanned file can't be taken; the reason names its line and what is in the way. Scan it again as PDF 1.4 or later without a password.", [], [reason]);
}
