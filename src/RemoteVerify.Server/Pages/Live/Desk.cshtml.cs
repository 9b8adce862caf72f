using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Live;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>One line of what is kept of the live sessions of a case.</summary>
/// <param name="At">When.</param>
/// <param name="What">In words.</param>
/// <param name="Hash">Hash or chain; empty for a visit.</param>
/// <param name="Link">Where to get it, or null.</param>
public sealed record KeptLine(DateTimeOffset At, string What, string Hash, string? Link)
{
    public override string ToString() => nameof(KeptLine);
}

/// <summary>The officer's page of a live session: opens it, invites venues, closes it, and shows what was kept of it.</summary>
public sealed class DeskModel(LiveRooms rooms, LiveHistory history, OpenLive open, InviteToLive invite, CloseLive close, ViewCase cases, LiveTables tables, PageTexts texts) : DeskPage
{
    public LiveRoomPage? Room { get; private set; }

    /// <summary>Code of the case; null when it is not one of the officer's.</summary>
    public string? CaseCode { get; private set; }

    /// <summary>The link of the venue that was invited last, shown once.</summary>
    public string? VenueLink { get; private set; }

    public string? VenueName { get; private set; }

    public IReadOnlyList<KeptLine> Kept { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, null, cancellationToken);

    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken cancellationToken)
    {
        Outcome<LiveRoom> opened = await open.DoAsync(Visit.Actor, new CaseId(id), cancellationToken);
        return opened.IsDone ? RedirectToPage(new { id }) : await ShowAsync(id, opened.Refusal, cancellationToken);
    }

    public async Task<IActionResult> OnPostInviteAsync(Guid id, string? name, CancellationToken cancellationToken)
    {
        Outcome<GivenToken> given = await invite.DoAsync(Visit.Actor, new CaseId(id), name, cancellationToken);
        if (given.IsDone)
        {
            (VenueLink, VenueName) = ($"{Request.Scheme}://{Request.Host}/live/v/{given.Value.Token}", name?.Trim());
        }

        return await ShowAsync(id, given.Refusal, cancellationToken, given.Refusal?.Code == RefusalCode.LiveNameInvalid ? "name" : "");
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancellationToken)
    {
        Outcome<LiveRoom> closed = await close.DoAsync(Visit.Actor, new CaseId(id), cancellationToken);
        if (closed.IsDone)
        {
            tables.Close(closed.Value.Id);
        }

        return closed.IsDone ? RedirectToPage(new { id }) : await ShowAsync(id, closed.Refusal, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Guid id, Refusal? refusal, CancellationToken cancellationToken, string field = "")
    {
        Outcome<CaseView> found = await cases.DoAsync(Visit.Actor, new CaseId(id), cancellationToken);
        if (!found.TryGet(out CaseView? view, out Refusal? notFound))
        {
            Response.StatusCode = RefusalProblems.StatusOf(notFound.Code.Kind);
            Errors = [Told(notFound, "")];
            return Page();
        }

        CaseFile file = view.Case.File;
        CaseCode = file.Code;
        Outcome<LiveRoomPage> room = await rooms.FindAsync(Visit.Actor, file.Id, $"/live/desk/{id}", cancellationToken);
        Room = room.IsDone ? room.Value with { TakesPhotos = file.Session is not null } : null;
        Kept = await history.ListAsync(Visit.Actor, file, texts, cancellationToken);
        if ((refusal ?? (room.Refusal?.Code == RefusalCode.LiveNotInvited ? room.Refusal : null)) is { } why)
        {
            Response.StatusCode = RefusalProblems.StatusOf(why.Code.Kind);
            Errors = [Told(why, field)];
        }

        return Page();
    }

    private FieldError Told(Refusal refusal, string field) =>
        new(field, string.Join(' ', NextSteps.Delivered.Of(refusal.Code).Take(1).Select(step => texts.Pick(step.TextVi, step.TextEn).Value)));
}
