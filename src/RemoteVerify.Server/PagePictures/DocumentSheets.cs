using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Reading.Text;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.PagePictures;

/// <summary>A document as the partial <c>_Sheets</c> shows it: each page as picture and words.</summary>
/// <param name="Pages">Words page by page; empty where the document's structure can't be followed.</param>
/// <param name="Pictures">Pages from the first that have a picture; 0 when none can be drawn.</param>
/// <param name="Address">Address of the handler that gives pictures, to which page and width are added; it ends with a <c>&amp;</c>.</param>
public sealed record Sheets(IReadOnlyList<PageWords> Pages, int Pictures, string Address)
{
    /// <summary>Some of what the pages show is not among the words.</summary>
    public bool IsPartial => Pages.Count == 0 || Pages.Any(page => !page.IsWhole);

    /// <summary>No word could be read.</summary>
    public bool HasNoWords => Pages.All(page => page.Lines.Count == 0);

    /// <summary>The words of each page are folded away under its picture.</summary>
    public bool FoldsWords { get; init; }

    /// <summary>Address of a page's picture.</summary>
    public string Of(int page, PictureWidth width) => string.Create(CultureInfo.InvariantCulture, $"{Address}number={page}&wide={(int)width}");

    /// <summary>Documents name people.</summary>
    public override string ToString() => $"Sheets of {Pages.Count} pages";
}

/// <summary>
/// Shows a document page by page, as pictures beside the words. A page model reads the document by its act, lays it out with <see cref="LayAsync"/>, puts the result into the partial
/// <c>_Sheets</c>, and answers the pictures' requests with <see cref="PictureAsync"/>.
/// </summary>
public sealed class DocumentSheets(PagePainter painter, ReadingTickets tickets, ShowPages pages)
{
    private const int PlateWidth = 640;
    private const int PlateLine = 34;

    /// <summary>Lays a document out that was read just now, which is recorded.</summary>
    /// <param name="actor">Who read it.</param>
    /// <param name="id">The case.</param>
    /// <param name="shown">What was read.</param>
    /// <param name="handler">Address of the handler that calls <see cref="PictureAsync"/>, with its query: <c>/s/TICKET/document?handler=Picture</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Sheets> LayAsync(Actor actor, CaseId id, ShownDocument shown, string handler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shown);
        IReadOnlyList<PageWords> words = Read(shown.Pdf);
        bool drawn = words.Count > 0 && await painter.BeginAsync(shown.Pdf, shown.Sha256, cancellationToken);
        return new Sheets(words, drawn ? Math.Min(words.Count, painter.MostPages) : 0, $"{handler}&sheet={Uri.EscapeDataString(tickets.Seal(actor, id, shown.Sha256))}&");
    }

    /// <summary>One picture, of the very bytes that were read; where there is none, a plate that says so in the language of the page.</summary>
    /// <param name="actor">Who looks; the same as who read.</param>
    /// <param name="id">The case.</param>
    /// <param name="sheet">The sealed word of the address.</param>
    /// <param name="number">1 for the first page.</param>
    /// <param name="wide">Width in pixels, one of <see cref="PictureWidth"/>.</param>
    /// <param name="response">Is told not to be kept anywhere.</param>
    /// <param name="texts">Language of the page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> PictureAsync(
        Actor actor, CaseId id, string? sheet, int number, int wide, HttpResponse response, PageTexts texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(texts);
        response.Headers.CacheControl = "no-store";
        if (tickets.Open(actor, id, sheet) is not { } read || (await pages.DoAsync(actor, id, read, cancellationToken)) is not { IsDone: true } shown)
        {
            return Plate(texts["sheets.plate.changed"]);
        }

        PagePicture picture = await painter.DrawAsync(shown.Value.Pdf, read, number, (PictureWidth)wide, cancellationToken);
        return picture.End switch
        {
            PictureEnd.Drawn => new FileContentResult(picture.WebP.ToArray(), "image/webp"),
            PictureEnd.Busy => Plate(texts["sheets.plate.busy"]),
            _ => Plate(texts["sheets.plate.none"]),
        };
    }

    /// <summary>Words page by page; pages without words where only these can't be read, and none where even the pages can't be found.</summary>
    private static IReadOnlyList<PageWords> Read(ReadOnlyMemory<byte> pdf)
    {
        try
        {
            PdfRevision latest = PdfDocument.Open(pdf).Latest;
            try
            {
                return PageTextReader.Read(latest);
            }
            catch (PdfFormatException)
            {
                return [.. PageTree.Read(latest).Select(page => new PageWords(page.Number, [], IsWhole: false))];
            }
        }
        catch (PdfFormatException)
        {
            // It was taken in as a document, so the file itself can be opened; only this reader can't follow it.
            return [];
        }
    }

    /// <summary>A picture of a sentence: it stands where the page would, also without a script.</summary>
    private static ContentResult Plate(PageText sentence)
    {
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {PlateWidth} 320\" width=\"{PlateWidth}\" height=\"320\"><rect width=\"{PlateWidth}\" height=\"320\" fill=\"#fff\"/>");
        int y = 110;
        foreach (string line in Lines(sentence.Value))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"32\" y=\"{y}\" font-family=\"sans-serif\" font-size=\"30\" fill=\"#15201f\">{WebUtility.HtmlEncode(line)}</text>");
            y += 44;
        }

        return new ContentResult { Content = svg.Append("</svg>").ToString(), ContentType = "image/svg+xml; charset=utf-8" };
    }

    private static IEnumerable<string> Lines(string sentence)
    {
        string line = string.Empty;
        foreach (string word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > PlateLine)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
