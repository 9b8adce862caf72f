using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Live;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>What the officer's browser hands in during a live session: pieces of a recording and photos, byte by byte as it made them. Answers are JSON for the page's script.</summary>
[RequestSizeLimit(TakeSigningPhoto.MaximumBytes + 1024)]
public sealed class EvidenceModel(
    BeginLiveRecording begin, AddLivePiece add, EndLiveRecording end, PlayLiveRecording play, KeepLivePhoto photo, AddRecording recording, ViewCase cases, LiveTables tables) : DeskPage
{
    private const int MaximumTries = 10;

    /// <summary>Nothing is to be seen here.</summary>
    public IActionResult OnGet(Guid id) => LocalRedirect($"/live/desk/{id}");

    /// <summary>A whole recording as a file; the look is recorded.</summary>
    public async Task<IActionResult> OnGetRecordingAsync(Guid id, Guid room, string? name, CancellationToken cancellationToken)
    {
        Outcome<PlayedRecording> played = await play.DoAsync(Visit.Actor, new CaseId(id), room, name ?? "", cancellationToken);
        if (!played.TryGet(out PlayedRecording? found, out Refusal? refusal))
        {
            return Answer(refusal);
        }

        Response.ContentType = found.Recording.ContentType;
        Response.Headers.ContentDisposition = $"attachment; filename=\"phien-{found.Recording.From.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{found.Recording.ContentType.Split('/')[1]}\"";
        Response.Headers["X-Recording-Whole"] = found.IsWhole ? "true" : "false";
        foreach (KeptLivePiece piece in found.Pieces)
        {
            await Response.Body.WriteAsync(await play.ReadAsync(new CaseId(id), piece, cancellationToken), cancellationToken);
        }

        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostBeginAsync(Guid id, string? type, CancellationToken cancellationToken)
    {
        Outcome<LiveRecording> begun = await AgainAsync(() => begin.DoAsync(Visit.Actor, new CaseId(id), type, cancellationToken));
        await TellAsync(id, begun.IsDone, runs: true, cancellationToken);
        return Answer(begun);
    }

    public async Task<IActionResult> OnPostPieceAsync(Guid id, string? name, int number, string? sha256, CancellationToken cancellationToken)
    {
        _ = Sha256Digest.TryParse(sha256, out Sha256Digest hash);
        LivePiece piece = new(name ?? "", number, hash, await BodyAsync(cancellationToken));
        return Answer(await AgainAsync(() => add.DoAsync(Visit.Actor, new CaseId(id), piece, cancellationToken)));
    }

    /// <summary>Ends the recording; in a notarial session it stands for the officer's own venue from then on.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken)
    {
        Outcome<LiveRecording> ended = await AgainAsync(() => end.DoAsync(Visit.Actor, new CaseId(id), cancellationToken));
        await TellAsync(id, ended.IsDone, runs: false, cancellationToken);
        if (ended.TryGet(out LiveRecording? kept, out _) && await VenueAsync(id, cancellationToken) is { } venue)
        {
            SessionMedia media = SessionMedia.Elsewhere(kept.Chain, $"live-recording {kept.Id} {kept.From.UtcDateTime:O}");
            Outcome<RecordedSpan> span = await recording.DoAsync(Visit.Actor, new CaseId(id), venue, kept.From, kept.Until!.Value, media, cancellationToken);
            return span.Refusal is { } refusal ? Answer(refusal) : Answer(ended);
        }

        return Answer(ended);
    }

    public async Task<IActionResult> OnPostPhotoAsync(Guid id, CancellationToken cancellationToken)
    {
        byte[] jpeg = await BodyAsync(cancellationToken);
        Outcome<DossierPaper> kept = await AgainAsync(() => photo.DoAsync(Visit.Actor, new CaseId(id), jpeg, cancellationToken));
        return kept.TryGet(out DossierPaper? paper, out Refusal? refusal) ? new JsonResult(new { paper = paper.Id, sha256 = paper.Sha256.Hex, bytes = paper.Length }) : Answer(refusal);
    }

    private async Task TellAsync(Guid id, bool isDone, bool runs, CancellationToken cancellationToken)
    {
        if (isDone && (await HttpContext.RequestServices.GetRequiredService<ReadLive>().DoAsync(Visit.Actor, new CaseId(id), cancellationToken)).TryGet(out LiveView? view, out _))
        {
            tables.Recording(view.Room.Id, runs || view.Room.Recordings.Any(r => r.Until is null));
        }
    }

    private async Task<string?> VenueAsync(Guid id, CancellationToken cancellationToken) =>
        (await cases.DoAsync(Visit.Actor, new CaseId(id), cancellationToken)).TryGet(out CaseView? view, out _) && view.Case.File.Session is { OpenedAt: not null } session
            ? session.Venues.FirstOrDefault(venue => venue.Notary == Visit.Actor.Id)?.Id
            : null;

    private async Task<byte[]> BodyAsync(CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await Request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    private IActionResult Answer(Outcome<LiveRecording> outcome) => outcome.TryGet(out LiveRecording? found, out Refusal? refusal)
        ? new JsonResult(new { recording = found.Id, pieces = found.Pieces, chain = found.Chain.Hex })
        : Answer(refusal);

    private static ObjectResult Answer(Refusal refusal)
    {
        ProblemDetails problem = Problem.Details(RefusalProblems.StatusOf(refusal.Code.Kind), refusal.Code.Value, refusal.Message, refusal.AllowedActions);
        problem.Extensions["reasons"] = refusal.Reasons;
        return new ObjectResult(problem) { StatusCode = problem.Status };
    }

    /// <summary>Others change the room at the same moment.</summary>
    private static async Task<Outcome<T>> AgainAsync<T>(Func<Task<Outcome<T>>> act)
    {
        Outcome<T> outcome = await act();
        for (int left = MaximumTries; left > 0 && outcome.Refusal?.Code == RefusalCode.CaseChanged; left--)
        {
            outcome = await act();
        }

        return outcome;
    }
}
