using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The acts of deciding on the case's screen.</summary>
public sealed record CaseActs(ApproveCase Approve, RefuseCase Refuse, DecideIdentity Decide, RequestSupplement Return, AcceptCase Accept, FindEarlierCases Earlier, ReadDocument Read);

/// <summary>The case's screen with the decisions that every journey knows.</summary>
public sealed class CaseModel(CaseActs acts, ScreenParts parts, TextBook book, PageTexts texts) : CaseScreen(parts, texts)
{
    public Task<IActionResult> OnGetAsync(Guid id, bool look, bool read, CancellationToken cancellationToken) => ShowAsync(id, look, null, cancellationToken, reads: read);

    /// <summary>A page of the document that was read on this screen.</summary>
    public Task<IActionResult> OnGetPictureAsync(Guid id, string? sheet, int number, int wide, CancellationToken cancellationToken) =>
        Parts.Sheets.PictureAsync(Visit.Actor, new CaseId(id), sheet, number, wide, Response, Texts, cancellationToken);

    /// <summary>The document of the case; that it was read is recorded.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(Guid id, CancellationToken cancellationToken)
    {
        Outcome<ShownDocument> read = await acts.Read.DoAsync(Visit.Actor, new CaseId(id), cancellationToken);
        if (read.Refusal is { } refusal)
        {
            return await ShowAsync(id, false, refusal, cancellationToken);
        }

        // The browser's own viewer draws the file, and needs no more of this address than the bytes.
        Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        Response.Headers.ContentDisposition = $"inline; filename=\"{read.Value.FileName}\"";
        return File(read.Value.Pdf.ToArray(), "application/pdf");
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, string? shown, bool later, CancellationToken cancellationToken) =>
        DecideAsync(id, async () => (await acts.Approve.DoAsync(Visit.Actor, Reference(id, shown), cancellationToken)).Refusal, cancellationToken, done: later ? $"/desk/next?skip={id}" : $"/desk/sign?case={id}&now=true");

    /// <summary>Takes the dossier in; with a ground also where a stored result would serve.</summary>
    public Task<IActionResult> OnPostAcceptAsync(Guid id, string? shown, string? ground, string? why, CancellationToken cancellationToken)
    {
        TrueOriginalNeeded? original = string.IsNullOrEmpty(ground) ? null : new TrueOriginalNeeded(why?.Trim() ?? string.Empty) { Ground = ground };
        return DecideAsync(id, async () => (await acts.Accept.DoAsync(Visit.Actor, Reference(id, shown), original, cancellationToken)).Refusal, cancellationToken);
    }

    public Task<IActionResult> OnPostRefuseAsync(Guid id, string? shown, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = ReadyReasons.Written(book, "desk.refuse.", ReadyReasons.Refuse, ready, words);
        return DecideAsync(id, async () => (await acts.Refuse.DoAsync(Visit.Actor, Reference(id, shown), ReadyReasons.Refuse.Contains(ready) ? ready! : string.Empty, reason, cancellationToken)).Refusal, cancellationToken);
    }

    public Task<IActionResult> OnPostReturnAsync(Guid id, string? shown, string[]? needs, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = ReadyReasons.Written(book, "desk.return.", ReadyReasons.Return, ready, words);
        return DecideAsync(id, async () => (await acts.Return.DoAsync(Visit.Actor, Reference(id, shown), needs ?? [], reason, null, cancellationToken)).Refusal, cancellationToken);
    }

    public Task<IActionResult> OnPostIdentityAsync(Guid id, Guid verification, string? seen, bool accept, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = accept
            ? ReadyReasons.Written(book, "desk.accept.", ReadyReasons.Accept, ready, words)
            : ReadyReasons.Written(book, "desk.decline.", ReadyReasons.Decline, ready, words);
        VerificationReference reference = new(new VerificationId(verification)) { Shown = Seen(seen) };
        return DecideAsync(id, async () => (await acts.Decide.DoAsync(Visit.Actor, reference, accept, reason, cancellationToken)).Refusal, cancellationToken);
    }

    /// <summary>Looks for earlier cases of a participant; the look and its reason are kept in this case.</summary>
    public async Task<IActionResult> OnPostEarlierAsync(Guid id, string? participant, string? reason, CancellationToken cancellationToken)
    {
        Outcome<EarlierCasesFound> found = await acts.Earlier.DoAsync(Visit.Actor, new CaseId(id), new ParticipantId(participant ?? string.Empty), reason, cancellationToken);
        Earlier = found.IsDone ? found.Value : null;
        return await ShowAsync(id, false, found.Refusal, cancellationToken);
    }
}
