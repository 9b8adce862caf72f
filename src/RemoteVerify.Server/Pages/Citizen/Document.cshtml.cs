using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Server.PagePictures;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// The document to read: each page as a picture beside its words, which can be enlarged, searched and read aloud, and the file itself, which is what is signed. All of it comes from the
/// stored bytes whose hash is on the page.
/// </summary>
public sealed class DocumentModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, ReadDocument read, RecordReadAloud heard, DocumentSheets sheets) : CitizenStep(visits, road, texts)
{
    public override string? Step => DueStep.Of(Found) == DueStep.Document ? DueStep.Document : null;

    /// <summary>The hash of the bytes that the page shows.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public string FileName { get; private set; } = string.Empty;

    public int Kilobytes { get; private set; }

    /// <summary>Its pages as pictures and words; null before it was read.</summary>
    public Sheets? Sheets { get; private set; }

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
        Sheets = await sheets.LayAsync(Visitor.Actor, Visitor.Case, shown.Value, Visitor.Address(DueStep.Document) + "?handler=Picture", cancellationToken);
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

    /// <summary>A page of it as a picture. Its words and the file are on the page of the document, so nothing is lost where it can't be drawn.</summary>
    public Task<IActionResult> OnGetPictureAsync(string? sheet, int number, int wide, CancellationToken cancellationToken) =>
        sheets.PictureAsync(Visitor.Actor, Visitor.Case, sheet, number, wide, Response, Texts, cancellationToken);

    /// <summary>The page's script says that the words were read out to their end.</summary>
    public async Task<IActionResult> OnPostHeardAsync(string? document, string? voice, CancellationToken cancellationToken) =>
        Sha256Digest.TryParse(document, out Sha256Digest shown) && (await heard.DoAsync(Visitor.Actor, Visitor.Case, shown, voice, cancellationToken)).IsDone
            ? StatusCode(StatusCodes.Status204NoContent)
            : StatusCode(StatusCodes.Status409Conflict);
}
