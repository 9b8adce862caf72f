using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The notarised contract with parties in different places: from the notary who leads to the end of the session.</summary>
public static class NotarisedEndpoints
{
    public static void MapNotarised(this RouteGroupBuilder api)
    {
        RouteGroupBuilder acts = api.MapGroup("/cases/{id:guid}/actions").WithTags("Notarised contracts").RequireAuthorization();
        Act(acts, "assign-lead", AssignAsync, "AssignLead", "Name the notary who leads");
        Act(acts, "check-prevention", CheckAsync, "CheckPrevention", "Ask the prevention list; a notice stops the case");
        Act(acts, "share-draft", ShareAsync, "ShareDraft", "Give the draft to the parties; another text takes agreements back").Accepts<IFormFile>("application/pdf");
        Act(acts, "agree-to-draft", AgreeAsync, "AgreeToDraft", "Agree to exactly the draft that was shown");
        Act(acts, "schedule-session", ScheduleAsync, "ScheduleSession", "Set time, venues and their notaries");
        Act(acts, "open-session", OpenAsync, "OpenSession", "Compose the final document and open the session");
        Act(acts, "record-papers-shown", PapersAsync, "RecordPapersShown", "Papers were shown and compared; with a PDF: one of them, converted").Accepts<IFormFile>(true, "application/pdf", "application/json");
        Act(acts, "confirm-capacity", CapacityAsync, "ConfirmCapacity", "Capacity and free will of a participant");
        Act(acts, "record-reading", ReadingAsync, "RecordReading", "A participant took notice of exactly this document");
        acts.MapPost("/take-signing-photo", PhotoAsync).WithName("TakeSigningPhoto").WithSummary("The photo of the moment of signing, untouched")
            .Accepts<IFormFile>("image/jpeg").Produces<KeptPaperResponse>(StatusCodes.Status201Created);
        acts.MapPost("/add-recording", RecordingAsync).WithName("AddRecording").WithSummary("A stretch of a venue's recording: the file, or its hash and place as JSON")
            .Accepts<RecordingReference>("application/json", "video/*", "audio/*").Produces<KeptPaperResponse>(StatusCodes.Status201Created);
        Act(acts, "close-session", CloseAsync, "CloseSession", "Close a session in which everybody signed");
        Act(acts, "abort-session", AbortAsync, "AbortSession", "End a session without a document; its number is void");
        api.MapGroup("/cases").WithTags("Notarised contracts").RequireAuthorization().MapGet("/{id:guid}/session", SessionAsync).WithName("ReadNotarialSession")
            .WithSummary("What was recorded in the session and what is missing").Produces<NotarialSessionResponse>();
        api.MapGet("/cases/{id:guid}/participants/{participant}/signing-photo.pdf", PrintAsync).WithTags("Notarised contracts").WithName("PrintSigningPhoto")
            .WithSummary("The photo of the moment of signing on A4, for the notary who leads or the one at the venue; each print is recorded").RequireAuthorization()
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
    }

    private static RouteHandlerBuilder Act(RouteGroupBuilder acts, string path, Delegate handler, string name, string summary) =>
        acts.MapPost($"/{path}", handler).WithName(name).WithSummary(summary).Produces<SessionActResponse>();

    private static async Task<IResult> AssignAsync(Guid id, AssignLeadBody body, HttpRequest request, HttpResponse response, AssignLead act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.Lead ?? "", ct));

    private static async Task<IResult> CheckAsync(Guid id, HttpRequest request, HttpResponse response, CheckPrevention act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), ct));

    private static async Task<IResult> ShareAsync(Guid id, HttpRequest request, HttpResponse response, ShareDraft act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken ct)
    {
        (byte[]? pdf, IResult? problem) = await request.ReadPdfAsync(options.Value.MaximumDocumentBytes, ct);
        return problem ?? Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), pdf!, ct));
    }

    private static async Task<IResult> AgreeAsync(Guid id, AgreeBody body, HttpRequest request, HttpResponse response, AgreeToDraft act, ClaimsPrincipal user, CancellationToken ct) =>
        Sha256Digest.TryParse(body.DocumentSha256, out Sha256Digest shown)
            ? Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), shown, ct))
            : HashMalformed();

    private static async Task<IResult> ScheduleAsync(Guid id, ScheduleBody body, HttpRequest request, HttpResponse response, ScheduleSession act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.ToPlan(), ct));

    private static async Task<IResult> OpenAsync(Guid id, OpenSessionBody? body, HttpRequest request, HttpResponse response, OpenSession act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), [.. (body?.ReadAloudTo ?? []).Select(p => new ParticipantId(p))], ct));

    private static async Task<IResult> PapersAsync(Guid id, string participant, string? need, HttpRequest request, HttpResponse response, RecordPapersShown act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken ct)
    {
        ConvertedPaper? converted = null;
        if (need is not null)
        {
            (byte[]? pdf, IResult? problem) = await request.ReadPdfAsync(options.Value.MaximumDocumentBytes, ct);
            if (problem is not null)
            {
                return problem;
            }

            converted = new ConvertedPaper(need, pdf);
        }

        return Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(participant), converted, ct));
    }

    private static async Task<IResult> CapacityAsync(Guid id, ParticipantBody body, HttpRequest request, HttpResponse response, ConfirmCapacity act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(body.Participant ?? ""), ct));

    private static async Task<IResult> ReadingAsync(Guid id, ReadingBody body, HttpRequest request, HttpResponse response, RecordReading act, ClaimsPrincipal user, CancellationToken ct) =>
        Sha256Digest.TryParse(body.DocumentSha256, out Sha256Digest read)
            ? Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(body.Participant ?? ""), body.Way, read, ct))
            : HashMalformed();

    private static async Task<IResult> PhotoAsync(Guid id, [FromQuery] string[]? signer, DateTimeOffset? takenAt, HttpRequest request, TakeSigningPhoto act, ClaimsPrincipal user, CancellationToken ct)
    {
        (byte[]? jpeg, IResult? problem) = await request.ReadBytesAsync(["image/jpeg"], TakeSigningPhoto.MaximumBytes, ct);
        return problem ?? (await act.DoAsync(user.Actor(), request.CaseOf(id), [.. (signer ?? []).Select(s => new ParticipantId(s))], jpeg!, takenAt, ct))
            .Answer(paper => TypedResults.Created((string?)null, Kept(paper)));
    }

    private static async Task<IResult> PrintAsync(Guid id, string participant, PrintSigningPhoto act, ClaimsPrincipal user, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-store";
        return (await act.DoAsync(user.Actor(), new CaseId(id), new ParticipantId(participant), ct)).Answer(print =>
            TypedResults.File(print.Pdf.ToArray(), "application/pdf", $"anh-thoi-diem-ky-{participant}.pdf"));
    }

    private static async Task<IResult> RecordingAsync(Guid id, string venue, DateTimeOffset from, DateTimeOffset until, HttpRequest request, AddRecording act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken ct)
    {
        SessionMedia media;
        if (request.HasJsonContentType())
        {
            RecordingReference? body = await request.ReadFromJsonAsync<RecordingReference>(ct);
            if (!Sha256Digest.TryParse(body?.Sha256, out Sha256Digest hash))
            {
                return HashMalformed();
            }

            media = SessionMedia.Elsewhere(hash, body?.Reference ?? "");
        }
        else
        {
            (byte[]? bytes, IResult? problem) = await request.ReadBytesAsync(["video/", "audio/"], options.Value.MaximumDocumentBytes, ct);
            if (problem is not null)
            {
                return problem;
            }

            media = SessionMedia.Of(bytes, request.ContentType!);
        }

        return (await act.DoAsync(user.Actor(), request.CaseOf(id), venue, from.ToUniversalTime(), until.ToUniversalTime(), media, ct))
            .Answer(span => TypedResults.Created((string?)null, new KeptPaperResponse(span.Paper, "session-recording", span.MediaSha256!.Value.Hex, media.Bytes?.Length ?? 0, span.Until)));
    }

    private static async Task<IResult> CloseAsync(Guid id, HttpRequest request, HttpResponse response, CloseSession act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), ct));

    private static async Task<IResult> AbortAsync(Guid id, AbortBody body, HttpRequest request, HttpResponse response, AbortSession act, ClaimsPrincipal user, CancellationToken ct) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.Reason ?? "", ct));

    private static async Task<IResult> SessionAsync(Guid id, ViewCase act, ClaimsPrincipal user, HttpContext context, CancellationToken ct) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), ct)).Answer(view =>
        {
            return view.Case.File.Session is { } session
                ? EntityTags.Tagged(context, view.Case.File.Version, NotarialSessionResponse.Of(view.Case.File, session, CaseSignatures.Of(view.Case)))
                : Problem.Of(StatusCodes.Status404NotFound, "resource.not-found", "This case has no session. The notary who leads schedules one.");
        });

    private static IResult Told<TCase>(HttpResponse response, Outcome<TCase> outcome)
        where TCase : Case => outcome.Answer(next =>
        {
            response.TellVersion(next.File.Version);
            return TypedResults.Ok(SessionActResponse.Of(next));
        });

    private static KeptPaperResponse Kept(DossierPaper paper) => new(paper.Id, paper.Need, paper.Sha256.Hex, paper.Length, paper.At);

    private static IResult HashMalformed() =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, "document.hash-malformed", "The hash must be 64 hexadecimal digits: SHA-256 of the bytes that were shown or recorded.");
}
