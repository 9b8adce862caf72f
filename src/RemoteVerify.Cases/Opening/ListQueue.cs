using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Opening;

/// <summary>Which cases of the queue are wanted; what is null doesn't matter.</summary>
/// <param name="Status">Outer status.</param>
/// <param name="State">State name.</param>
/// <param name="Procedure">Code of a procedure.</param>
/// <param name="DueBefore">Whose result is due before; cases without a due date are left out.</param>
/// <param name="Officer">With this officer's function in them.</param>
public sealed record QueueFilter(CaseStatus? Status, string? State, string? Procedure, DateTimeOffset? DueBefore, string? Officer)
{
    /// <summary>Only cases in which no officer has a function.</summary>
    public bool OfNobody { get; init; }

    /// <summary>Words that are all in code, title or names of the case, without regard to diacritics; null for any.</summary>
    public string? Words { get; init; }

    /// <summary>Only cases whose next step is an officer's.</summary>
    public bool WaitsForOfficer { get; init; }

    public override string ToString() => $"QueueFilter {Status} {State} {Procedure}";
}

/// <summary>A case in the queue.</summary>
/// <param name="DueAt">When its result is due, by the clock as it stands now; null without a limit or before it was taken in.</param>
public sealed record QueuedCase(Case Case, DateTimeOffset? DueAt)
{
    public override string ToString() => $"QueuedCase {Case.File.Code}";
}

/// <summary>A page of the queue.</summary>
/// <param name="Next">After which case the next page begins; null on the last one. A page may be short and have a next one.</param>
public sealed record QueuePage(IReadOnlyList<QueuedCase> Cases, CaseId? Next)
{
    public override string ToString() => $"QueuePage {Cases.Count}";
}

/// <summary>
/// The queue of cases, newest first: a portal sees its own, an officer those of the tenant. Status and due date follow from what the case holds
/// and from the calendar, so they are looked at one by one; one question looks at <see cref="MostLookedAt"/> cases at most and then says where
/// the next goes on.
/// </summary>
public sealed class ListQueue(Desk desk, ProcedureLibrary procedures)
{
    /// <summary>Most cases of one page.</summary>
    public const int LargestPage = 200;

    /// <summary>Most cases that one question looks at.</summary>
    public const int MostLookedAt = 1000;

    private const int Step = 100;

    public Task<Outcome<QueuePage>> DoAsync(Actor actor, QueueFilter filter, CaseId? after, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<QueuePage>(Act.ListCases, actor, async (work, ct) =>
        {
            work.StaySilent();
            int wanted = Math.Clamp(limit, 1, LargestPage);
            OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), ct);
            List<QueuedCase> found = [];
            for (int lookedAt = 0; lookedAt < MostLookedAt; lookedAt += Step)
            {
                CaseQuery query = new(filter.State, actor.Role == ActorRole.Portal ? actor.Id : null, after, Step) { Procedure = filter.Procedure };
                CasePage page = await work.Unit.Cases.ReadPageAsync(actor.Tenant, query, ct);
                foreach (Case one in page.Cases)
                {
                    if (await FitsAsync(work, one, filter, clock, ct) is { } fits)
                    {
                        found.Add(fits);
                    }

                    if (found.Count > wanted)
                    {
                        return new QueuePage(found[..wanted], found[wanted - 1].Case.File.Id);
                    }
                }

                if (page.Last is null)
                {
                    return new QueuePage(found, null);
                }

                after = page.Last;
            }

            return new QueuePage(found, after);
        }, cancellationToken);

    private static string Told(CaseFile file) => string.Join(' ', [file.Code, file.Title, .. file.Participants.Select(participant => participant.FullName)]);

    private async Task<QueuedCase?> FitsAsync(Work work, Case one, QueueFilter filter, OfficeClock clock, CancellationToken cancellationToken)
    {
        if ((filter.Status is { } status && one.Status != status) || (filter.Officer is { } officer && !one.File.Assignments.Any(a => a.Officer == officer)))
        {
            return null;
        }

        if (filter.OfNobody && one.File.Assignments.Count > 0)
        {
            return null;
        }

        if ((filter.WaitsForOfficer && !NextSteps.Delivered.Of(one).Any(step => step.Who == nameof(ActorRole.Officer)))
            || (!string.IsNullOrWhiteSpace(filter.Words) && !PlainWords.AreIn(filter.Words, Told(one.File))))
        {
            return null;
        }

        DateTimeOffset? due = CaseDue.Of(one.File, await procedures.OfCaseAsync(work.Unit, one.File, cancellationToken), clock, work.Now)?.At;
        return filter.DueBefore is { } before && (due is null || due >= before) ? null : new QueuedCase(one, due);
    }
}
