using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>
/// What notaries do in a contract with parties in different places: draft, plan, opening, what the notary of each venue records of the people there, and the end. The call itself is the page of live sessions.
/// </summary>
[RequestFormLimits(ValueCountLimit = 256)]
public sealed class SessionModel(SessionWork acts, ScreenParts parts, IOptions<ServiceOptions> options, PageTexts texts) : CaseScreen(parts, texts)
{
    /// <summary>The acts by which the screen knows that it has forms for them; recordings come from the live session.</summary>
    public static IReadOnlyList<Act> Acts { get; } =
    [
        Act.ShareDraft, Act.ScheduleSession, Act.OpenSession, Act.RecordPapersShown, Act.ConfirmCapacity, Act.RecordReading, Act.TakeSigningPhoto, Act.AddRecording, Act.CloseSession, Act.AbortSession,
    ];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<IActionResult>(Redirect($"/desk/cases/{id}"));

    /// <summary>Gives the parties a draft: the one that came with the dossier, or another file.</summary>
    public async Task<IActionResult> OnPostShareAsync(Guid id, string? shown, string? paper, IFormFile? file, CancellationToken cancellationToken)
    {
        byte[]? sent = await TakenAsync(file, options.Value.MaximumDocumentBytes, cancellationToken);
        if (sent is null && (file is { Length: > 0 } || string.IsNullOrEmpty(paper)))
        {
            Errors = [new FieldError("draft-file", Texts.Format("desk.work.scan-size", options.Value.MaximumDocumentBytes >> 20))];
            return await ShowAsync(id, false, null, cancellationToken);
        }

        return await DecideAsync(
            id,
            async () =>
            {
                if (sent is not null)
                {
                    return (await acts.Share.DoAsync(Visit.Actor, Reference(id, shown), sent, cancellationToken)).Refusal;
                }

                Outcome<PaperBytes> read = await acts.Read.DoAsync(Visit.Actor, new CaseId(id), paper!, cancellationToken);
                return read.Refusal ?? (await acts.Share.DoAsync(Visit.Actor, Reference(id, shown), read.Value.Bytes, cancellationToken)).Refusal;
            },
            cancellationToken);
    }

    /// <summary>Sets time and venues; the form names place and notary of each person.</summary>
    public async Task<IActionResult> OnPostScheduleAsync(Guid id, string? shown, string? day, string? hour, string? leadPlace, CancellationToken cancellationToken)
    {
        if (PlannedVenues.Time(day, hour) is not { } time)
        {
            Errors = [new FieldError("session-day", Texts["desk.lacks.at"])];
            return await ShowAsync(id, false, null, cancellationToken);
        }

        return await DecideAsync(
            id,
            async () =>
            {
                // A case that is not this officer's is refused by the act.
                Case? current = await FindAsync(id, cancellationToken);
                IEnumerable<(ParticipantId, string, string)> people = (current?.File.Signers ?? []).Select(person =>
                    (person.Id, Typed($"place-{person.Id}") ?? string.Empty, Typed($"notary-{person.Id}") ?? string.Empty));
                SessionPlan plan = new(time, PlannedVenues.Of(people, current is null ? string.Empty : PlannedVenues.LeadOf(current) ?? string.Empty, leadPlace ?? string.Empty));
                return (await acts.Schedule.DoAsync(Visit.Actor, Reference(id, shown), plan, cancellationToken)).Refusal;
            },
            cancellationToken);
    }

    /// <summary>Opens the session; with several venues the way leads on into the live room.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, string? shown, string[]? aloud, CancellationToken cancellationToken)
    {
        bool meets = await FindAsync(id, cancellationToken) is { File.Session.Venues.Count: > 1 };
        return await DecideAsync(
            id, async () => (await acts.Open.DoAsync(Visit.Actor, Reference(id, shown), [.. (aloud ?? []).Select(one => new ParticipantId(one))], cancellationToken)).Refusal, cancellationToken,
            done: meets ? $"/live/desk/{id}" : null);
    }

    /// <summary>Papers were shown and compared; with a file: one of them, converted to a data message.</summary>
    public async Task<IActionResult> OnPostPapersAsync(Guid id, string? shown, string? person, string? need, IFormFile? file, CancellationToken cancellationToken)
    {
        byte[]? scan = await TakenAsync(file, options.Value.MaximumDocumentBytes, cancellationToken);
        if (scan is null && file is { Length: > 0 })
        {
            Errors = [new FieldError($"converted-{person}", Texts.Format("desk.work.scan-size", options.Value.MaximumDocumentBytes >> 20))];
            return await ShowAsync(id, false, null, cancellationToken);
        }

        ConvertedPaper? converted = scan is null ? null : new ConvertedPaper(need ?? string.Empty, scan);
        return await DoAsync(id, shown, (reference, ct) => acts.Papers.DoAsync(Visit.Actor, reference, Person(person), converted, ct), cancellationToken);
    }

    public Task<IActionResult> OnPostCapacityAsync(Guid id, string? shown, string? person, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Capacity.DoAsync(Visit.Actor, reference, Person(person), ct), cancellationToken);

    public Task<IActionResult> OnPostReadingAsync(Guid id, string? shown, string? person, ReadingWay way, string? document, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Reading.DoAsync(Visit.Actor, reference, Person(person), way, Seen(document), ct), cancellationToken);

    /// <summary>A photo of a camera at the venue, byte by byte as it came; the live room takes it from its own stream.</summary>
    public async Task<IActionResult> OnPostPhotoAsync(Guid id, string? shown, string? person, IFormFile? file, CancellationToken cancellationToken)
    {
        if (await TakenAsync(file, TakeSigningPhoto.MaximumBytes, cancellationToken) is not { } jpeg)
        {
            Errors = [new FieldError($"photo-{person}", Texts.Format("desk.session.photo-size", TakeSigningPhoto.MaximumBytes >> 20))];
            return await ShowAsync(id, false, null, cancellationToken);
        }

        return await DoAsync(id, shown, (reference, ct) => acts.Photo.DoAsync(Visit.Actor, reference, [Person(person)], jpeg, null, ct), cancellationToken);
    }

    public Task<IActionResult> OnPostCloseAsync(Guid id, string? shown, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Close.DoAsync(Visit.Actor, reference, ct), cancellationToken);

    public Task<IActionResult> OnPostAbortAsync(Guid id, string? shown, string? why, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Abort.DoAsync(Visit.Actor, reference, why ?? string.Empty, ct), cancellationToken);

    private static ParticipantId Person(string? id) => new(id ?? string.Empty);

    private Task<IActionResult> DoAsync<T>(Guid id, string? shown, Func<CaseReference, CancellationToken, Task<Outcome<T>>> act, CancellationToken cancellationToken) =>
        DecideAsync(id, async () => (await act(Reference(id, shown), cancellationToken)).Refusal, cancellationToken);
}
