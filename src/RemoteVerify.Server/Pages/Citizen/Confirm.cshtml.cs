using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The citizen says of exactly the document that was read, by its hash, that it was read and is right; or what is wrong with it.</summary>
public sealed class ConfirmModel(
    CitizenVisit visits, CitizenRoad road, PageTexts texts, ConfirmContent confirm, AgreeToDraft agree, ConfirmDraft confirmDraft, ReportDraftError report, SendMessage send)
    : CitizenStep(visits, road, texts)
{
    public override string Step => DueStep.Confirm;

    /// <summary>Hash of the document that was shown on the page before.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public IActionResult OnGet(string? document)
    {
        // Without the hash of something that was read there is nothing to confirm; another hash than the present one was changed meanwhile.
        if (DueStep.Of(Found) != DueStep.Document || !Sha256Digest.TryParse(document, out Sha256Digest shown) || Found.Case.CurrentDocument?.Sha256 != shown)
        {
            return Onward();
        }

        Sha256 = shown.Hex;
        return Page();
    }

    /// <param name="document">Hash that the page showed.</param>
    /// <param name="read">The tick.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnPostAsync(string? document, bool read, CancellationToken cancellationToken)
    {
        if (!Sha256Digest.TryParse(document, out Sha256Digest shown))
        {
            return Onward();
        }

        Sha256 = shown.Hex;
        if (!read)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Errors = [new FieldError("read", Texts["citizen.confirm.tick-first"])];
            return Page();
        }

        Refusal? refusal = Found.Case switch
        {
            DraftShared => (await agree.DoAsync(Visitor.Actor, Visitor.Case, shown, cancellationToken)).Refusal,
            CertificateDrafted => (await confirmDraft.DoAsync(Visitor.Actor, Visitor.Case, shown, cancellationToken)).Refusal,
            _ => (await confirm.DoAsync(Visitor.Actor, Visitor.Case, shown, cancellationToken)).Refusal,
        };
        return refusal is null ? Onward() : await RefusedAsync(refusal, cancellationToken);
    }

    /// <summary>What is wrong, in the person's words: the office must answer it.</summary>
    public async Task<IActionResult> OnPostWrongAsync(string? document, string? words, CancellationToken cancellationToken)
    {
        Sha256 = document ?? string.Empty;
        if (string.IsNullOrWhiteSpace(words))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Errors = [new FieldError("words", Texts["citizen.confirm.say-what"])];
            return Page();
        }

        Refusal? refusal = Found.Case is CertificateDrafted
            ? (await report.DoAsync(Visitor.Actor, Visitor.Case, words, cancellationToken)).Refusal
            : (await send.DoAsync(Visitor.Actor, Visitor.Case, words, null, cancellationToken)).Refusal;
        return refusal is null ? LocalRedirect(Visitor.Address("not-signed") + "?told=true") : await RefusedAsync(refusal, cancellationToken);
    }
}
