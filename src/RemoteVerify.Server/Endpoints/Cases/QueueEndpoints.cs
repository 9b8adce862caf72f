using System.Globalization;
using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Http.Paging;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>Long lists, page by page: the queue of cases, the timeline of one, a register book.</summary>
public static class QueueEndpoints
{
    public static void MapQueues(this RouteGroupBuilder api)
    {
        RouteGroupBuilder cases = api.MapGroup("/cases").WithTags("Cases").RequireAuthorization();
        cases.MapGet("/queue", QueueAsync).WithName("ListQueue").WithSummary("The queue of cases, newest first, by status, state, procedure, due date, officer").Produces<Page<QueueEntry>>();
        cases.MapGet("/{id:guid}/timeline", TimelineAsync).WithName("ListTimeline").WithSummary("What was done in a case, oldest first").Produces<Page<TimelineEntry>>();
        api.MapGroup("/registers").WithTags("Registers").RequireAuthorization().MapGet("/{book}/entries", RegisterAsync)
            .WithName("ListRegisterEntries").WithSummary("The numbers of a register book in one year, in order; reading is recorded").Produces<Page<RegisterEntryResponse>>();
    }

    private static async Task<IResult> QueueAsync(
        CaseStatus? status, string? state, string? procedure, DateTimeOffset? dueBefore, string? officer, int? limit, string? cursor,
        ListQueue act, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, "queue");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), new QueueFilter(status, state, procedure, dueBefore, officer), page.After is { } after ? new CaseId(Guid.Parse(after)) : null, page.Limit, cancellationToken))
                .Answer(found => TypedResults.Ok(page.Page(found.Cases.Select(QueueEntry.Of).ToList(), found.Next?.ToString())));
    }

    private static async Task<IResult> TimelineAsync(Guid id, int? limit, string? cursor, ViewCase act, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, $"timeline/{id}");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(view =>
            {
                long after = page.After is { } last ? long.Parse(last, CultureInfo.InvariantCulture) : -1;
                var entries = view.Timeline.Where(entry => entry.Index > after).Take(page.Limit + 1).ToList();
                var shown = entries.Take(page.Limit).ToList();
                return TypedResults.Ok(page.Page<TimelineEntry>(
                    [.. shown.Select(entry => new TimelineEntry(entry.Entry.At, entry.Entry.Act, entry.Entry.Role.ToString(), entry.Entry.Result))],
                    entries.Count > shown.Count ? shown[^1].Index.ToString(CultureInfo.InvariantCulture) : null));
            });
    }

    private static async Task<IResult> RegisterAsync(
        string book, int? year, int? limit, string? cursor, ReadRegister act, TimeProvider clock, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        // The sign of a book may hold a slash, which stays escaped in a path.
        string sign = Uri.UnescapeDataString(book);
        int of = year ?? VietnamTime.Day(clock.GetUtcNow()).Year;
        PageQuery page = PageQuery.Of(context, $"register/{sign}/{of}");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), sign, of, page.After is { } last ? long.Parse(last, CultureInfo.InvariantCulture) + 1 : 1, page.Limit, cancellationToken))
                .Answer(found => TypedResults.Ok(page.Page(
                    found.Entries.Select(RegisterEntryResponse.Of).ToList(), found.Next is { } next ? (next - 1).ToString(CultureInfo.InvariantCulture) : null)));
    }
}

/// <summary>A case in the queue.</summary>
/// <param name="StatusCode">Number of the outer status at the national portal; 0 for a draft.</param>
/// <param name="DueAt">When the result is due, by the clock as it stands now.</param>
/// <param name="Officers">Officers with a function in the case.</param>
public sealed record QueueEntry(
    Guid Id, string Code, string Procedure, string Title, string State, CaseStatus Status, int StatusCode, CaseStage Stage, long Version, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, IReadOnlyList<string> Officers)
{
    public static QueueEntry Of(QueuedCase queued)
    {
        Case one = queued.Case;
        CaseFile file = one.File;
        return new QueueEntry(
            file.Id.Value, file.Code, file.ProcedureCode, file.Title, one.State, one.Status, (int)one.Status, one.Stage, file.Version, file.OpenedAt, queued.DueAt,
            [.. file.Assignments.Select(assignment => assignment.Officer).Distinct()]);
    }

    public override string ToString() => $"QueueEntry {Code}";
}

/// <summary>A number of a register book.</summary>
/// <param name="Title">What was certified or notarised; null when the key of it was destroyed.</param>
/// <param name="Parties">For whom.</param>
/// <param name="DocumentSha256">Hash of the sealed paper; null while there is none.</param>
/// <param name="Reason">Why the number was given up.</param>
public sealed record RegisterEntryResponse(
    long Number, RegisterEntryState State, Guid CaseId, string Subject, string? Title, string? Parties, IReadOnlyDictionary<string, string> Columns, DateTimeOffset ReservedAt, DateTimeOffset? ClosedAt,
    string? DocumentSha256, string? Reason)
{
    public static RegisterEntryResponse Of(RegisterEntry entry) => new(
        entry.Number, entry.State, entry.CaseId.Value, entry.Subject, entry.Text?.Title, entry.Text?.Parties, entry.Text?.Columns ?? new Dictionary<string, string>(), entry.ReservedAt,
        entry switch { UsedEntry used => used.UsedAt, VoidedEntry voided => voided.VoidedAt, _ => null },
        (entry as UsedEntry)?.Document.Hex, (entry as VoidedEntry)?.Reason);

    public override string ToString() => $"RegisterEntryResponse {Number}";
}
