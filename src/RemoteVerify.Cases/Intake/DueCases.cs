using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Intake;

/// <summary>What the service did about times that ran out.</summary>
/// <param name="Expired">Cases that ended for want of the citizen's next step.</param>
/// <param name="Escalated">Messages that the next higher person was told of.</param>
public sealed record DueWorkDone(int Expired, int Escalated);

/// <summary>
/// Does what is due in a tenant's cases, each by its own act. It reads only cases whose time has come, however many there are. Doing it twice, or on
/// two nodes at once, changes nothing more.
/// </summary>
public sealed class DueCases(IUnitOfWorkFactory stores, ExpireCase expire, EscalateMessages escalate, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>When the service has to do something about a case next; null for never. What is due by time must be named here, or nobody looks.</summary>
    public static DateTimeOffset? NextAt(Case current)
    {
        DateTimeOffset? ends = current.Allowed.Contains(Act.ExpireCase) ? ExpireCase.DueAt(current) : null;
        DateTimeOffset? asks = MessageThread.NextDue(current.File.Dossier);
        return ends < asks || asks is null ? ends : asks;
    }

    public async Task<DueWorkDone> RunAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        int expired = 0;
        int escalated = 0;
        Actor service = Actor.Service(tenant);
        DateTimeOffset now = clock.GetUtcNow();
        DueCase? after = null;
        IReadOnlyList<DueCase> page;
        do
        {
            page = await PageAsync(tenant, now, after, cancellationToken);
            foreach (DueCase due in page)
            {
                (bool ends, bool asks) = await DueAsync(tenant, due.Id, cancellationToken);
                escalated += asks && (await escalate.DoAsync(service, due.Id, cancellationToken)) is { IsDone: true } told ? told.Value.Count : 0;
                expired += ends && (await expire.DoAsync(service, due.Id, cancellationToken)).IsDone ? 1 : 0;
                after = due;
            }
        }
        while (page.Count == Page);
        return new DueWorkDone(expired, escalated);
    }

    private async Task<IReadOnlyList<DueCase>> PageAsync(TenantId tenant, DateTimeOffset now, DueCase? after, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Cases.ListDueAsync(tenant, now, after, Page, cancellationToken);
    }

    private async Task<(bool Ends, bool Asks)> DueAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        if (await unit.Cases.FindAsync(tenant, id, cancellationToken) is not { } found)
        {
            return (false, false);
        }

        bool ends = found.Allowed.Contains(Act.ExpireCase) && ExpireCase.DueAt(found) <= now;
        bool asks = MessageThread.Overdue(found.File.Dossier, now).Count > 0;
        if (!ends && !asks && !(NextAt(found) <= now))
        {
            // Stored before times were kept, or under another rule: once looked at, it is known.
            await unit.Cases.NoteDueAsync(found, cancellationToken);
            await unit.CommitAsync(cancellationToken);
        }

        return (ends, asks);
    }
}
