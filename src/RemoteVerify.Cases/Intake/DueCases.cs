using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Intake;

/// <summary>What the service did about times that ran out.</summary>
/// <param name="Expired">Cases that ended for want of the citizen's next step.</param>
/// <param name="Escalated">Messages that the next higher person was told of.</param>
public sealed record DueWorkDone(int Expired, int Escalated);

/// <summary>
/// Looks through a tenant's cases for times that have run out and does what is then due, each by its own act. Doing it twice, or on two nodes at
/// once, changes nothing more.
/// </summary>
public sealed class DueCases(IUnitOfWorkFactory stores, ExpireCase expire, EscalateMessages escalate, TimeProvider clock)
{
    private const int Page = 200;

    public async Task<DueWorkDone> RunAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        int expired = 0;
        int escalated = 0;
        Actor service = Actor.Service(tenant);
        CaseId? before = null;
        IReadOnlyList<CaseSummary> page;
        do
        {
            page = await PageAsync(tenant, before, cancellationToken);
            foreach (CaseSummary summary in page)
            {
                (bool ends, bool asks) = await DueAsync(tenant, summary.Id, cancellationToken);
                escalated += asks && (await escalate.DoAsync(service, summary.Id, cancellationToken)) is { IsDone: true } told ? told.Value.Count : 0;
                expired += ends && (await expire.DoAsync(service, summary.Id, cancellationToken)).IsDone ? 1 : 0;
                before = summary.Id;
            }
        }
        while (page.Count == Page);
        return new DueWorkDone(expired, escalated);
    }

    private async Task<IReadOnlyList<CaseSummary>> PageAsync(TenantId tenant, CaseId? before, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Cases.ListAsync(tenant, new CaseQuery(null, null, before, Page), cancellationToken);
    }

    private async Task<(bool Ends, bool Asks)> DueAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        Case? found = await unit.Cases.FindAsync(tenant, id, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        return found is null
            ? (false, false)
            : (found.Allowed.Contains(Act.ExpireCase) && ExpireCase.DueAt(found) <= now, MessageThread.Overdue(found.File.Dossier, now).Count > 0);
    }
}
