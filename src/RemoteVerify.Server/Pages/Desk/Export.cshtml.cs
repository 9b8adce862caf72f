using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Everything of a case as one file, for the archive, another agency or a court: a recorded act that wants a strong sign-in and a reason.</summary>
public sealed class ExportModel(ViewCase view, ExportDossier export, TextBook book, PageTexts texts) : DeskPage
{
    public CaseFile Record { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, StatusCodes.Status200OK, cancellationToken);

    public async Task<IActionResult> OnPostAsync(Guid id, string? ready, string? words, CancellationToken cancellationToken)
    {
        if (!Visit.MayDecide)
        {
            Errors = [new FieldError(string.Empty, texts["desk.weak"])];
            return await ShowAsync(id, StatusCodes.Status403Forbidden, cancellationToken);
        }

        string reason = ReadyReasons.Written(book, "desk.export.", ReadyReasons.Export, ready, words);
        if (!(await export.DoAsync(Visit.Actor, new CaseId(id), reason, cancellationToken)).TryGet(out ExportedDossier? made, out Refusal? refusal))
        {
            Errors = [new FieldError(refusal.Code == RefusalCode.PurposeRequired ? "words" : string.Empty, RefusalWords.Of(texts, refusal))];
            return await ShowAsync(id, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        return File(made.Zip.ToArray(), "application/zip", made.FileName);
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, CancellationToken cancellationToken)
    {
        if (!(await view.DoAsync(Visit.Actor, new CaseId(id), cancellationToken)).TryGet(out CaseView? found, out _))
        {
            return NotFound();
        }

        Record = found.Case.File;
        return new PageResultWithStatus(status);
    }
}
