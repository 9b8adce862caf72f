using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>What a client wants of an endpoint; null leaves a member as it is.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Events">Types of events; empty for every type.</param>
/// <param name="Description">The client's words.</param>
/// <param name="Paused">True for a rest, false to be sent to again, also after the service gave the endpoint up.</param>
public sealed record EndpointOrder(string? Address, IReadOnlyList<string>? Events, string? Description, bool? Paused)
{
    public override string ToString() => nameof(EndpointOrder);
}

/// <summary>An endpoint with how it does.</summary>
public sealed record EndpointView(WebhookEndpoint Endpoint, WebhookHealth Health)
{
    public override string ToString() => Endpoint.ToString();
}

/// <summary>A client registers an address; the secret is told this once.</summary>
public sealed class RegisterEndpoint(Desk desk, WebhookPolicy policy, AddressRules addresses)
{
    public Task<Outcome<WebhookEndpoint>> DoAsync(Actor actor, EndpointOrder order, CancellationToken cancellationToken) =>
        desk.DoAsync<WebhookEndpoint>(Act.RegisterWebhook, actor, async (work, ct) =>
        {
            if (Endpoints.Problems(order, addresses, isNew: true) is { Count: > 0 } problems)
            {
                return Endpoints.Invalid(problems);
            }

            if ((await work.Unit.Webhooks.ListAsync(actor.Tenant, actor.Id, ct)).Count >= policy.MaximumEndpoints)
            {
                return new Refusal(RefusalCode.WebhooksTooMany, $"A client has at most {policy.MaximumEndpoints} endpoints. Delete one, or let one take several types of events.");
            }

            WebhookEndpoint made = new(
                WebhookId.New(work.Now), actor.Tenant, actor.Id, new Uri(order.Address!), [.. (order.Events ?? []).Distinct()], Endpoints.Clean(order.Description),
                order.Paused == true ? WebhookState.Paused : WebhookState.Active, work.Now, [new WebhookSecret(WebhookSignature.NewSecret(), work.Now, null)], work.Now, 1);
            await work.Unit.Webhooks.AddAsync(made, ct);
            work.Note("webhook", made.Id.ToString());
            return made;
        }, cancellationToken);
}

/// <summary>The client's endpoints, oldest first.</summary>
public sealed class ListEndpoints(Desk desk)
{
    public Task<Outcome<IReadOnlyList<EndpointView>>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<EndpointView>>(Act.ViewWebhooks, actor, async (work, ct) =>
        {
            work.StaySilent();
            List<EndpointView> shown = [];
            foreach (WebhookEndpoint endpoint in await work.Unit.Webhooks.ListAsync(actor.Tenant, actor.Id, ct))
            {
                shown.Add(new EndpointView(endpoint, await work.Unit.Webhooks.HealthAsync(endpoint.Id, ct)));
            }

            return Outcome<IReadOnlyList<EndpointView>>.Done(shown);
        }, cancellationToken);
}

/// <summary>One endpoint.</summary>
public sealed class ViewEndpoint(Desk desk)
{
    public Task<Outcome<EndpointView>> DoAsync(Actor actor, WebhookId id, CancellationToken cancellationToken) =>
        desk.DoAsync<EndpointView>(Act.ViewWebhooks, actor, async (work, ct) =>
        {
            work.StaySilent();
            return (await Endpoints.FindAsync(work, id, null, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal)
                ? new EndpointView(found, await work.Unit.Webhooks.HealthAsync(id, ct))
                : refusal;
        }, cancellationToken);
}

/// <summary>Another address, other events, a rest, or back to work.</summary>
public sealed class ChangeEndpoint(Desk desk, AddressRules addresses)
{
    /// <param name="actor">Its owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="expectedVersion">The version that the owner saw, or null when it doesn't matter.</param>
    /// <param name="order">What is to be other.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<EndpointView>> DoAsync(Actor actor, WebhookId id, long? expectedVersion, EndpointOrder order, CancellationToken cancellationToken) =>
        desk.DoAsync<EndpointView>(Act.ChangeWebhook, actor, async (work, ct) =>
        {
            if (!(await Endpoints.FindAsync(work, id, expectedVersion, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (Endpoints.Problems(order, addresses, isNew: false) is { Count: > 0 } problems)
            {
                return Endpoints.Invalid(problems);
            }

            WebhookState state = order.Paused switch { true => WebhookState.Paused, false => WebhookState.Active, null => found.State };
            WebhookEndpoint changed = found with
            {
                Address = order.Address is { } address ? new Uri(address) : found.Address,
                Events = order.Events is { } events ? [.. events.Distinct()] : found.Events,
                Description = order.Description is { } words ? Endpoints.Clean(words) : found.Description,
                State = state,
                StateSince = state == found.State ? found.StateSince : work.Now,
                Version = found.Version + 1,
            };
            await work.Unit.Webhooks.UpdateAsync(changed, ct);
            work.Note("state", state.ToString());
            return new EndpointView(changed, await work.Unit.Webhooks.HealthAsync(id, ct));
        }, cancellationToken);
}

/// <summary>Takes an endpoint away with its secrets and with what waits for it.</summary>
public sealed class DeleteEndpoint(Desk desk)
{
    public Task<Outcome<WebhookId>> DoAsync(Actor actor, WebhookId id, long? expectedVersion, CancellationToken cancellationToken) =>
        desk.DoAsync<WebhookId>(Act.DeleteWebhook, actor, async (work, ct) =>
        {
            if (!(await Endpoints.FindAsync(work, id, expectedVersion, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal))
            {
                return refusal;
            }

            await work.Unit.Webhooks.DeleteAsync(found, ct);
            return id;
        }, cancellationToken);
}

/// <summary>A new secret; the former ones sign beside it until their overlap ends.</summary>
public sealed class RotateSecret(Desk desk, WebhookPolicy policy)
{
    /// <param name="actor">The endpoint's owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="overlap">How long the present secret signs too; zero when it has leaked; null for the operator's time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<WebhookEndpoint>> DoAsync(Actor actor, WebhookId id, TimeSpan? overlap, CancellationToken cancellationToken) =>
        desk.DoAsync<WebhookEndpoint>(Act.RotateWebhookSecret, actor, async (work, ct) =>
        {
            if (!(await Endpoints.FindAsync(work, id, null, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal))
            {
                return refusal;
            }

            TimeSpan beside = overlap ?? policy.SecretOverlap;
            if (beside < TimeSpan.Zero || beside > WebhookPolicy.LongestOverlap)
            {
                return Endpoints.Invalid(["overlap"]);
            }

            WebhookSecret[] former =
            [
                .. found.Secrets.Select(s => s with { EndsAt = s.EndsAt is { } end && end < work.Now + beside ? end : work.Now + beside }).Where(s => s.EndsAt > work.Now),
            ];
            if (former.Length >= WebhookPolicy.MaximumSecrets)
            {
                return new Refusal(RefusalCode.WebhookSecretsTooMany, $"{former.Length} secrets sign already. Rotate with overlapHours 0, or wait until the oldest one has ended.");
            }

            WebhookEndpoint changed = found with { Secrets = [new WebhookSecret(WebhookSignature.NewSecret(), work.Now, null), .. former], Version = found.Version + 1 };
            await work.Unit.Webhooks.UpdateAsync(changed, ct);
            return changed;
        }, cancellationToken);
}

/// <summary>The service gives an endpoint up: nothing got through for days, or it said that it wants nothing more.</summary>
public sealed class DisableEndpoint(Desk desk)
{
    /// <param name="actor">The service.</param>
    /// <param name="id">Which.</param>
    /// <param name="state"><see cref="WebhookState.Disabled"/> or <see cref="WebhookState.Gone"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<WebhookEndpoint>> DoAsync(Actor actor, WebhookId id, WebhookState state, CancellationToken cancellationToken) =>
        desk.DoAsync<WebhookEndpoint>(Act.DisableWebhook, actor, async (work, ct) =>
        {
            if (!(await Endpoints.FindAsync(work, id, null, ct)).TryGet(out WebhookEndpoint? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.State != WebhookState.Active)
            {
                return Endpoints.NotActive(found);
            }

            WebhookEndpoint ended = found with { State = state, StateSince = work.Now, Version = found.Version + 1 };
            await work.Unit.Webhooks.UpdateAsync(ended, ct);
            work.Note("state", state.ToString());
            return ended;
        }, cancellationToken);
}

/// <summary>What acts on endpoints have in common.</summary>
internal static class Endpoints
{
    private const int LongestDescription = 200;
    private const int MostTypes = 40;

    /// <summary>The actor's endpoint; the same refusal for absent and for others'.</summary>
    public static async Task<Outcome<WebhookEndpoint>> FindAsync(Work work, WebhookId id, long? expectedVersion, CancellationToken cancellationToken)
    {
        WebhookEndpoint? found = await work.Unit.Webhooks.FindAsync(id, cancellationToken);
        if (found is null || found.Tenant != work.Actor.Tenant || (work.Actor.Role != ActorRole.Service && found.Client != work.Actor.Id))
        {
            return new Refusal(RefusalCode.WebhookNotFound, "There is no such endpoint for you. Check the id in your list of endpoints.");
        }

        work.Note("webhook", id.ToString());
        return expectedVersion is { } expected && expected != found.Version
            ? new Refusal(RefusalCode.WebhookChanged, "The endpoint has changed since you read it. Read it again and repeat the change.")
            : found;
    }

    public static Refusal Invalid(IReadOnlyList<string> problems) =>
        new(RefusalCode.WebhookInvalid, "Name a public https address, types of events as subject.what_happened or subject.*, and at most 200 characters of description. The reasons say what is wrong.", [], problems);

    public static Refusal NotActive(WebhookEndpoint endpoint) =>
        new(RefusalCode.WebhookNotActive, $"The endpoint is {endpoint.State.ToString().ToLowerInvariant()}. Make it active first (paused: false).");

    public static IReadOnlyList<string> Problems(EndpointOrder order, AddressRules addresses, bool isNew)
    {
        List<string> problems = order.Address is not null || isNew ? [.. addresses.Problems(order.Address)] : [];
        if (order.Events is { } events && (events.Count > MostTypes || events.Any(e => e is null || !EventTypes.IsWellFormed(e))))
        {
            problems.Add("events");
        }

        if (order.Description?.Length > LongestDescription)
        {
            problems.Add("description");
        }

        return problems;
    }

    public static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
