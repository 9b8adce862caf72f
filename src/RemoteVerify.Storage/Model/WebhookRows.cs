using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Storage.Model;

internal sealed class WebhookEndpointRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public required string Client { get; set; }
    public WebhookState State { get; set; }
    public long StateSince { get; set; }

    /// <summary>Types of events with spaces between; empty for every type.</summary>
    public required string Events { get; set; }
    public long CreatedAt { get; set; }
    public long? FailingSince { get; set; }
    public long? LastDeliveredAt { get; set; }
    public long? LastFailedAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }

    /// <summary>Address, description and secrets, encrypted under the endpoint's own key.</summary>
    public required byte[] Body { get; set; }
}

internal sealed class WebhookDeliveryRow
{
    public Guid Id { get; set; }
    public Guid Endpoint { get; set; }
    public Guid EventId { get; set; }
    public int Run { get; set; }
    public required string Tenant { get; set; }
    public required string Type { get; set; }
    public Guid? CaseId { get; set; }
    public string? Subject { get; set; }
    public long At { get; set; }
    public long QueuedAt { get; set; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>Nobody takes it before. While a worker has it, the end of its lease.</summary>
    public long NextTryAt { get; set; }

    /// <summary>The lease of the worker that has it.</summary>
    public Guid? Lease { get; set; }
    public long? DoneAt { get; set; }
}

internal sealed class WebhookAttemptRow
{
    public Guid Delivery { get; set; }
    public int Number { get; set; }
    public long At { get; set; }
    public int Milliseconds { get; set; }
    public required string Outcome { get; set; }
    public int? Status { get; set; }
}

internal static class WebhookTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WebhookEndpointRow>(row =>
        {
            row.ToTable("webhook_endpoints").HasKey(e => e.Id);
            row.Property(e => e.Version).IsConcurrencyToken();
            row.HasIndex(e => new { e.Tenant, e.Client });
        });
        modelBuilder.Entity<WebhookDeliveryRow>(row =>
        {
            row.ToTable("webhook_deliveries").HasKey(d => d.Id);
            row.HasIndex(d => new { d.Endpoint, d.EventId, d.Run }).IsUnique();
            row.HasIndex(d => new { d.State, d.NextTryAt });
            row.HasIndex(d => new { d.Endpoint, d.State, d.Id });
            row.HasIndex(d => d.Lease);
        });
        modelBuilder.Entity<WebhookAttemptRow>(row => row.ToTable("webhook_attempts").HasKey(a => new { a.Delivery, a.Number }));
    }
}
