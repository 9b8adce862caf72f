using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Reading.Text;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// The document to read: its words as text, which can be enlarged, searched and read aloud, and the file itself, which is what is signed. Both come from one reading of the stored bytes,
/// and the hash on the page is theirs.
/// </summary>
public sealed class DocumentModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, ReadDocument read, RecordReadAloud heard) : CitizenStep(visits, road, texts)
{
    public override string? Step => DueStep.Of(Found) == DueStep.Document ? DueStep.Document : null;

    /// <summary>The hash of the bytes that the page shows.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public string FileName { get; private set; } = string.Empty;

    public int Kilobytes { get; private set; }

    /// <summary>The words; empty where they can't be read, which the page says.</summary>
    public IReadOnlyList<PageWords> Words { get; private set; } = [];

    /// <summary>Some of what the pages show is not among the words.</summary>
    public bool IsPartial => Words.Count == 0 || Words.Any(page => !page.IsWhole);

    /// <summary>It has to be confirmed now; otherwise it is only looked at again.</summary>
    public bool IsDue => Step is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Found.Case.CurrentDocument is null)
        {
            return Onward();
        }

        Outcome<ShownDocument> shown = await read.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken);
        if (shown.Refusal is { } refusal)
        {
            return await RefusedAsync(refusal, cancellationToken);
        }

        (Sha256, FileName, Kilobytes) = (shown.Value.Sha256.Hex, shown.Value.FileName, (shown.Value.Pdf.Length + 1023) / 1024);
        Words = ReadWords(shown.Value.Pdf);
        return Page();
    }

    /// <summary>The file, in the browser's own viewer; saved with <paramref name="save"/>.</summary>
    public async Task<IActionResult> OnGetFileAsync(bool save, CancellationToken cancellationToken)
    {
        Outcome<ShownDocument> shown = await read.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken);
        return shown.Refusal is not null ? Onward()
            : save ? File(shown.Value.Pdf.ToArray(), "application/pdf", shown.Value.FileName)
            : File(shown.Value.Pdf.ToArray(), "application/pdf");
    }

    /// <summary>The page's script says that the words were read out to their end.</summary>
    public async Task<IActionResult> OnPostHeardAsync(string? document, string? voice, CancellationToken cancellationToken) =>
        Sha256Digest.TryParse(document, out Sha256Digest shown) && (await heard.DoAsync(Visitor.Actor, Visitor.Case, shown, voice, cancellationToken)).IsDone
            ? StatusCode(StatusCodes.Status204NoContent)
            : StatusCode(StatusCodes.Status409Conflict);

    private static IReadOnlyList<PageWords> ReadWords(ReadOnlyMemory<byte> pdf)
    {
        try
        {
            return PageTextReader.Read(PdfDocument.Open(pdf).Latest);
        }
        catch (PdfFormatException)
        {
            // It was taken in as a document, so its pages can be shown; only its words can't be told.
            return [];
        }
    }
}
