using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Citizen;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>
/// The question whether anybody presses the person, and the confirmation, sent together: whatever is answered, the same page comes next, so that nobody can tell from the screen.
/// </summary>
public sealed class AnswerModel(
    CitizenVisit visits, ViewCase cases, AnswerAlone answering, ConfirmContent confirm, SignDocument sign, ConfirmDraft confirmDraft, AgreeToDraft agree, PageTexts texts) : PersonPage(visits)
{
    /// <summary>Hash of the document as it is shown now, hexadecimal; empty without one.</summary>
    public string Shown { get; private set; } = string.Empty;

    /// <summary>The document is signed here; false where the person only says that a draft is right.</summary>
    public bool Signs { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await ShowAsync() is null ? Redirect(AssistPage.Start) : Page();

    public async Task<IActionResult> OnPostAsync(string? pressed, string? shown)
    {
        if (await ShowAsync() is not { } current)
        {
            return Redirect(AssistPage.Start);
        }

        if (pressed is not ("yes" or "no") || shown is not { Length: 64 } || !shown.All(char.IsAsciiHexDigit))
        {
            return Again("assist.answer.missing", StatusCodes.Status422UnprocessableEntity);
        }

        // A second sending finds the answer given: what was answered first stays, and the case's own rules decide about the rest.
        Outcome<Assistance> answered = await answering.DoAsync(Visitor.Actor, pressed == "yes", HttpContext.RequestAborted);
        if (answered.Refusal is { } first && first.Code != RefusalCode.HandOverFirst)
        {
            return Again(AssistWords.Of(first), RefusalProblems.StatusOf(first.Code.Kind));
        }

        Refusal? refusal = pressed == "yes" ? null : await BindAsync(current, Sha256Digest.FromBytes(Convert.FromHexString(shown)));
        return refusal is not null && refusal.Code != RefusalCode.CaseWithOffice
            ? Again(AssistWords.Of(refusal), RefusalProblems.StatusOf(refusal.Code.Kind))
            : Redirect(AloneModel.AddressOf(Visitor.Ticket, "done"));
    }

    private async Task<Refusal?> BindAsync(Case current, Sha256Digest shown)
    {
        CancellationToken ct = HttpContext.RequestAborted;
        return current switch
        {
            CertificateDrafted => (await confirmDraft.DoAsync(Visitor.Actor, Visitor.Case, shown, ct)).Refusal,
            DraftShared => (await agree.DoAsync(Visitor.Actor, Visitor.Case, shown, ct)).Refusal,
            _ => (await confirm.DoAsync(Visitor.Actor, Visitor.Case, shown, ct)).Refusal ?? (await sign.DoAsync(Visitor.Actor, Visitor.Case, ct)).Refusal,
        };
    }

    private async Task<Case?> ShowAsync()
    {
        Outcome<CaseView> found = await cases.DoAsync(Visitor.Actor, Visitor.Case, HttpContext.RequestAborted);
        if (!found.IsDone)
        {
            return null;
        }

        Shown = found.Value.Case.CurrentDocument?.Sha256.Hex ?? string.Empty;
        Signs = found.Value.Case is not (CertificateDrafted or DraftShared);
        return found.Value.Case;
    }

    private PageResult Again(string key, int status)
    {
        Response.StatusCode = status;
        Errors = [new FieldError("pressed", texts[key])];
        return Page();
    }
}
