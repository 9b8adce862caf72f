using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>A delivery with its tries.</summary>
public sealed record DeliveryView(WebhookDelivery Delivery, IReadOnlyList<WebhookAttempt> Attempts);

/// <summary>What was sent to an endpoint, newest first.</summary>
public sealed class ListDeliveries(Desk desk)
{
    public Task<Outcome<IReadOnlyList<WebhookDelivery>>> DoAsync(
        Actor actor, WebhookId endpoint, DeliveryState? state, Guid? before, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<WebhookDelivery>>(Act.ViewWebhooks, actor, async (work, ct) =>
        {
            work.StaySilent();
            return (await Endpoints.FindAsync(work, endpoint, null, ct)).TryGet(out _, out Refusal? refusal)
                ? Outcome<IReadOnlyList<WebhookDelivery>>.Done(await work.Unit.Webhooks.DeliveriesAsync(endpoint, state, before, limit, ct))
                : refusal;
        }, cancellationToken);
}

/// <summary>One delivery with how each try ended.</summary>
public sealed class ViewDelivery(Desk desk)
{
    public Task<Outcome<DeliveryView>> DoAsync(Actor actor, WebhookId endpoint, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<DeliveryView>(Act.ViewWebhooks, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await Endpoints.FindAsync(work, endpoint, null, ct)).TryGet(out _, out Refusal? refusal))
            {
                return refusal;
            }

            return await work.Unit.Webhooks.DeliveryAsync(endpoint, id, ct) is { } found
                ? new DeliveryView(found, await work.Unit.Webhooks.AttemptsAsync(id, ct))
                : new Refusal(RefusalCode.DeliveryNotFound, "There is no such delivery to this endpoint. Deliveries are forgotten some time after they are done.");
        }, cancellationToken);
}

/// <summary>Sends a test to an endpoint, the same way as any event.</summary>
public sealed class PingEndpoint(Desk desk)
{
    public Task<Outcome<WebhookDelivery>> DoAsync(Actor actor, WebhookId id, CancellationToken cancellationToken) =>
        desk.DoAsync<WebhookDelivery>(Act.PingWebhook, actor, async (work, ct) =>
        {
            if (!(await Endpoints.FindAsync(work, id, null, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.State != WebhookState.Active)
            {
                return Endpoints.NotActive(found);
            }

            WebhookDelivery test = new(
                Guid.CreateVersion7(work.Now), id, Guid.CreateVersion7(work.Now), 0, found.Tenant, EventPayload.Ping, null, null, work.Now, work.Now,
                DeliveryState.Waiting, 0, work.Now, null);
            work.Unit.Webhooks.Queue(test);
            return test;
        }, cancellationToken);
}
