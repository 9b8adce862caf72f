using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Privacy;

/// <summary>What the service told of.</summary>
/// <param name="Escalated">Requests that nobody answered in time.</param>
/// <param name="Warned">Breaches that were not notified in time.</param>
public sealed record PrivacyWatchDone(IReadOnlyList<Guid> Escalated, IReadOnlyList<Guid> Warned)
{
    public override string ToString() => $"PrivacyWatchDone {Escalated.Count} {Warned.Count}";
}

/// <summary>Looks for clocks of data protection that ran out; each is told of once. Doing it twice, or on two nodes at once, tells nothing more.</summary>
public sealed class PrivacyWatch(IUnitOfWorkFactory stores, EscalateDataRequest escalate, WarnOfBreach warn, TimeProvider clock)
{
    private const int Page = 200;

    public async Task<PrivacyWatchDone> RunAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        IReadOnlyList<DataRequest> late;
        IReadOnlyList<Breach> breaches;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            late = await unit.DataRequests.ListOverdueAsync(tenant, clock.GetUtcNow(), Page, cancellationToken);
            breaches = await unit.Breaches.ListOverdueAsync(tenant, clock.GetUtcNow(), cancellationToken);
        }

        Actor service = Actor.Service(tenant);
        List<Guid> escalated = [];
        foreach (DataRequest request in late)
        {
            if ((await escalate.DoAsync(service, request.Id, cancellationToken)).IsDone)
            {
                escalated.Add(request.Id);
            }
        }

        List<Guid> warned = [];
        foreach (Breach breach in breaches)
        {
            if ((await warn.DoAsync(service, breach.Id, cancellationToken)).IsDone)
            {
                warned.Add(breach.Id);
            }
        }

        return new PrivacyWatchDone(escalated, warned);
    }
}
