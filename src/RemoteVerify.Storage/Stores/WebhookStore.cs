using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Endpoints lie under a key of their own, named after the endpoint, so that a deleted one's secrets are gone with it.</summary>
internal sealed class WebhookStore(StorageContext context, CaseKeys keys) : IWebhookStore
{
    public async Task AddAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken) => context.WebhookEndpoints.Add(new WebhookEndpointRow
    {
        Id = endpoint.Id.Value,
        Tenant = endpoint.Tenant.Value,
        Client = endpoint.Client,
        State = endpoint.State,
        StateSince = Time.Write(endpoint.StateSince),
        Events = string.Join(' ', endpoint.Events),
        CreatedAt = Time.Write(endpoint.CreatedAt),
        Version = endpoint.Version,
        Body = await SealAsync(endpoint, cancellationToken),
    });

    public async Task<WebhookEndpoint?> FindAsync(WebhookId id, CancellationToken cancellationToken) =>
        await context.WebhookEndpoints.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id.Value, cancellationToken) is { } row
            ? await ReadAsync(keys, row, cancellationToken)
            : null;

    public async Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId? tenant, string? client, CancellationToken cancellationToken)
    {
        IQueryable<WebhookEndpointRow> rows = context.WebhookEndpoints.AsNoTracking();
        if (tenant is { } one)
        {
            rows = rows.Where(e => e.Tenant == one.Value);
        }

        if (client is not null)
        {
            rows = rows.Where(e => e.Client == client);
        }

        List<WebhookEndpoint> found = [];
        foreach (WebhookEndpointRow row in await rows.OrderBy(e => e.Id).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(keys, row, cancellationToken) is { } endpoint)
            {
                found.Add(endpoint);
            }
        }

        return found;
    }

    public async Task UpdateAsync(WebhookEndpoint changed, CancellationToken cancellationToken)
    {
        WebhookEndpointRow row = await context.WebhookEndpoints.FindAsync([changed.Id.Value], cancellationToken)
            ?? throw new InvalidOperationException("The endpoint was not added before.");

        // A fresh start: what failed before counts no more.
        row.FailingSince = changed.State == WebhookState.Active && row.State != WebhookState.Active ? null : row.FailingSince;
        row.State = changed.State;
        row.StateSince = Time.Write(changed.StateSince);
        row.Events = string.Join(' ', changed.Events);
        row.Body = await SealAsync(changed, cancellationToken);
        context.Entry(row).Property(e => e.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    public async Task DeleteAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        WebhookEndpointRow row = await context.WebhookEndpoints.FindAsync([endpoint.Id.Value], cancellationToken)
            ?? throw new InvalidOperationException("The endpoint was not added before.");
        context.Entry(row).Property(e => e.Version).OriginalValue = endpoint.Version;
        context.WebhookEndpoints.Remove(row);
        List<WebhookDeliveryRow> deliveries = await context.WebhookDeliveries.Where(d => d.Endpoint == row.Id).ToListAsync(cancellationToken);
        context.WebhookDeliveries.RemoveRange(deliveries);
        context.WebhookAttempts.RemoveRange(await context.WebhookAttempts
            .Where(a => context.WebhookDeliveries.Any(d => d.Id == a.Delivery && d.Endpoint == row.Id)).ToListAsync(cancellationToken));
        await keys.DestroyAsync(row.Id, DataClass.Record, cancellationToken);
    }

    public async Task<WebhookHealth> HealthAsync(WebhookId id, CancellationToken cancellationToken)
    {
        WebhookEndpointRow? row = await context.WebhookEndpoints.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id.Value, cancellationToken);
        IQueryable<WebhookDeliveryRow> deliveries = context.WebhookDeliveries.AsNoTracking().Where(d => d.Endpoint == id.Value);
        return new WebhookHealth(
            Read(row?.FailingSince), Read(row?.LastDeliveredAt), Read(row?.LastFailedAt),
            await deliveries.CountAsync(d => d.State == DeliveryState.Waiting, cancellationToken),
            await deliveries.CountAsync(d => d.State == DeliveryState.GivenUp, cancellationToken));
    }

    public void Queue(WebhookDelivery delivery) => context.WebhookDeliveries.Add(Write(delivery));

    public async Task<int> NextRunAsync(WebhookId endpoint, Guid eventId, CancellationToken cancellationToken) =>
        (await context.WebhookDeliveries.Where(d => d.Endpoint == endpoint.Value && d.EventId == eventId).MaxAsync(d => (int?)d.Run, cancellationToken) ?? -1) + 1;

    public Task<bool> IsOnItsWayAsync(WebhookId endpoint, Guid eventId, CancellationToken cancellationToken) => context.WebhookDeliveries
        .AnyAsync(d => d.Endpoint == endpoint.Value && d.EventId == eventId && d.State != DeliveryState.GivenUp, cancellationToken);

    public async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookId endpoint, DeliveryState? state, Guid? before, int limit, CancellationToken cancellationToken)
    {
        IQueryable<WebhookDeliveryRow> rows = context.WebhookDeliveries.AsNoTracking().Where(d => d.Endpoint == endpoint.Value);
        if (state is { } one)
        {
            rows = rows.Where(d => d.State == one);
        }

        if (before is { } id)
        {
            rows = rows.Where(d => d.Id < id);
        }

        return [.. (await rows.OrderByDescending(d => d.Id).Take(limit).ToListAsync(cancellationToken)).Select(Read)];
    }

    public async Task<WebhookDelivery?> DeliveryAsync(WebhookId endpoint, Guid id, CancellationToken cancellationToken) =>
        await context.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.Endpoint == endpoint.Value, cancellationToken) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<WebhookAttempt>> AttemptsAsync(Guid delivery, CancellationToken cancellationToken) =>
    [
        .. (await context.WebhookAttempts.AsNoTracking().Where(a => a.Delivery == delivery).OrderBy(a => a.Number).ToListAsync(cancellationToken))
            .Select(a => new WebhookAttempt(a.Number, Time.Read(a.At), TimeSpan.FromMilliseconds(a.Milliseconds), a.Outcome, a.Status)),
    ];

    internal static WebhookDeliveryRow Write(WebhookDelivery delivery) => new()
    {
        Id = delivery.Id,
        Endpoint = delivery.Endpoint.Value,
        EventId = delivery.EventId,
        Run = delivery.Run,
        Tenant = delivery.Tenant.Value,
        Type = delivery.Type,
        CaseId = delivery.Case?.Value,
        Subject = delivery.Subject,
        At = Time.Write(delivery.At),
        QueuedAt = Time.Write(delivery.QueuedAt),
        State = delivery.State,
        Attempts = delivery.Attempts,
        NextTryAt = Time.Write(delivery.NextTryAt),
    };

    internal static WebhookDelivery Read(WebhookDeliveryRow row) => new(
        row.Id, new WebhookId(row.Endpoint), row.EventId, row.Run, new TenantId(row.Tenant), row.Type, row.CaseId is { } id ? new CaseId(id) : null, row.Subject, Time.Read(row.At),
        Time.Read(row.QueuedAt), row.State, row.Attempts, Time.Read(row.NextTryAt), Read(row.DoneAt));

    /// <summary>The endpoint, or null when its key was destroyed.</summary>
    internal static async Task<WebhookEndpoint?> ReadAsync(CaseKeys keys, WebhookEndpointRow row, CancellationToken cancellationToken) =>
        await keys.ReadAsync<Body>(row.Id, DataClass.Record, Place(row.Id), row.Body, cancellationToken) is { } body
            ? new WebhookEndpoint(
                new WebhookId(row.Id), new TenantId(row.Tenant), row.Client, new Uri(body.Address), [.. row.Events.Split(' ', StringSplitOptions.RemoveEmptyEntries)], body.Description,
                row.State, Time.Read(row.StateSince), body.Secrets, Time.Read(row.CreatedAt), row.Version)
            : null;

    private Task<byte[]> SealAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        keys.BelongsTo(endpoint.Id.Value, endpoint.Tenant);
        return keys.WriteAsync(
            endpoint.Id.Value, DataClass.Record, Place(endpoint.Id.Value), new Body(endpoint.Address.AbsoluteUri, endpoint.Description, endpoint.Secrets), cancellationToken);
    }

    private static string Place(Guid id) => $"webhook/{id:D}";

    private static DateTimeOffset? Read(long? stored) => stored is { } at ? Time.Read(at) : null;

    private sealed record Body(string Address, string? Description, IReadOnlyList<WebhookSecret> Secrets)
    {
        public override string ToString() => nameof(Body);
    }
}
