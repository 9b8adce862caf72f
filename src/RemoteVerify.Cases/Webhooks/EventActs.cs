using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>The list of events: a portal sees those of the cases that it opened, an officer those of the tenant.</summary>
public sealed class ListEvents(Desk desk)
{
    /// <summary>Most events of one answer.</summary>
    public const int MaximumEvents = 200;

    public Task<Outcome<IReadOnlyList<StoredEvent>>> DoAsync(Actor actor, EventQuery query, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<StoredEvent>>(Act.ReadEvents, actor, async (work, ct) =>
        {
            work.StaySilent();
            EventQuery own = query with { OpenedBy = Events.OpenedBy(actor), Limit = Math.Clamp(query.Limit, 1, MaximumEvents) };
            return Outcome<IReadOnlyList<StoredEvent>>.Done(await work.Unit.Events.ListAsync(actor.Tenant, own, ct));
        }, cancellationToken);
}

/// <summary>One event.</summary>
public sealed class ViewEvent(Desk desk)
{
    public Task<Outcome<StoredEvent>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<StoredEvent>(Act.ReadEvents, actor, async (work, ct) =>
        {
            work.StaySilent();
            return await work.Unit.Events.FindAsync(actor.Tenant, Events.OpenedBy(actor), id, ct) is { } found ? found : Events.NotFound();
        }, cancellationToken);
}

/// <summary>Sends one event again, with the same <c>webhook-id</c>.</summary>
public sealed class ReplayEvent(Desk desk)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The event.</param>
    /// <param name="endpoint">To this endpoint; null for every active one of the client that takes the type.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<IReadOnlyList<WebhookDelivery>>> DoAsync(Actor actor, Guid id, WebhookId? endpoint, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<WebhookDelivery>>(Act.ReplayEvents, actor, async (work, ct) =>
        {
            if (!(await TargetsAsync(work, endpoint, ct)).TryGet(out IReadOnlyList<WebhookEndpoint>? targets, out Refusal? refusal))
            {
                return refusal;
            }

            List<WebhookDelivery> queued = [];
            bool isKnown = false;
            foreach (WebhookEndpoint target in targets)
            {
                // What an endpoint's client may see, and not what the one who asks may.
                if (await work.Unit.Events.FindAsync(target.Tenant, target.Client, id, ct) is { } found)
                {
                    isKnown = true;
                    if (endpoint is not null || target.Takes(found.Event.Type))
                    {
                        queued.Add(await Events.QueueAgainAsync(work, target, found, ct));
                    }
                }
            }

            if (!isKnown && await work.Unit.Events.FindAsync(actor.Tenant, Events.OpenedBy(actor), id, ct) is null)
            {
                return Events.NotFound();
            }

            work.Note("event", id.ToString("D"));
            return Outcome<IReadOnlyList<WebhookDelivery>>.Done(queued);
        }, cancellationToken);

    private static async Task<Outcome<IReadOnlyList<WebhookEndpoint>>> TargetsAsync(Work work, WebhookId? endpoint, CancellationToken cancellationToken)
    {
        if (endpoint is not { } id)
        {
            string? client = work.Actor.Role == ActorRole.Service ? null : work.Actor.Id;
            return Outcome<IReadOnlyList<WebhookEndpoint>>.Done(
                [.. (await work.Unit.Webhooks.ListAsync(work.Actor.Tenant, client, cancellationToken)).Where(e => e.State == WebhookState.Active)]);
        }

        return !(await Endpoints.FindAsync(work, id, null, cancellationToken)).TryGet(out WebhookEndpoint? found, out Refusal? refusal) ? refusal
            : found.State == WebhookState.Active ? Outcome<IReadOnlyList<WebhookEndpoint>>.Done([found])
            : Endpoints.NotActive(found);
    }
}

/// <summary>How far a replay of many came.</summary>
/// <param name="Queued">Deliveries that were put into the queue.</param>
/// <param name="Next">Where to go on when there was more than one call takes; null when that was all.</param>
public sealed record ReplayedEvents(int Queued, EventCursor? Next);

/// <summary>Sends an endpoint everything of a time again, as after an outage.</summary>
public sealed class ReplaySince(Desk desk)
{
    /// <summary>Most events of one call.</summary>
    public const int MaximumEvents = 500;

    /// <param name="actor">Who asks.</param>
    /// <param name="endpoint">Where to.</param>
    /// <param name="since">Events from then on.</param>
    /// <param name="until">Events before then; null for all.</param>
    /// <param name="after">Go on behind this place.</param>
    /// <param name="onlyMissing">Leave out what was delivered, or waits to be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<ReplayedEvents>> DoAsync(
        Actor actor, WebhookId endpoint, DateTimeOffset since, DateTimeOffset? until, EventCursor? after, bool onlyMissing, CancellationToken cancellationToken) =>
        desk.DoAsync<ReplayedEvents>(Act.ReplayEvents, actor, async (work, ct) =>
        {
            if (!(await Endpoints.FindAsync(work, endpoint, null, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.State != WebhookState.Active)
            {
                return Endpoints.NotActive(found);
            }

            EventQuery query = new(found.Client, null, null, after, since, until, MaximumEvents);
            IReadOnlyList<StoredEvent> events = await work.Unit.Events.ListAsync(found.Tenant, query, ct);
            int queued = 0;
            foreach (StoredEvent stored in events.Where(e => found.Takes(e.Event.Type)))
            {
                if (!onlyMissing || !await work.Unit.Webhooks.IsOnItsWayAsync(found.Id, stored.Id, ct))
                {
                    await Events.QueueAgainAsync(work, found, stored, ct);
                    queued++;
                }
            }

            work.Note("since", since.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            work.Note("events", queued.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return new ReplayedEvents(queued, events.Count == MaximumEvents ? new EventCursor(events[^1].Position, events[^1].Id) : null);
        }, cancellationToken);
}

internal static class Events
{
    /// <summary>Whose cases' events the actor sees; null for all of the tenant.</summary>
    public static string? OpenedBy(Actor actor) => actor.Role == ActorRole.Portal ? actor.Id : null;

    public static Refusal NotFound() => new(RefusalCode.EventNotFound, "There is no such event for you, or it is no longer kept. Check the id in the list of events.");

    public static async Task<WebhookDelivery> QueueAgainAsync(Work work, WebhookEndpoint endpoint, StoredEvent stored, CancellationToken cancellationToken)
    {
        int run = await work.Unit.Webhooks.NextRunAsync(endpoint.Id, stored.Id, cancellationToken);
        WebhookDelivery again = WebhookDelivery.Of(endpoint, stored, run, work.Now);
        work.Unit.Webhooks.Queue(again);
        return again;
    }
}
