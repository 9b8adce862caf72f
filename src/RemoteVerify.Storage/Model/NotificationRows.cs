using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Notifications;

namespace RemoteVerify.Storage.Model;

internal sealed class NotificationRow
{
    public Guid Id { get; set; }
    public Guid EventId { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Participant { get; set; }
    public required string Type { get; set; }
    public NotificationChannel Channel { get; set; }
    public NotificationState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>Nobody sends it before. While a node has it, the end of its lease.</summary>
    public long NextTryAt { get; set; }
    public long QueuedAt { get; set; }
    public long? DoneAt { get; set; }
    public string? Outcome { get; set; }

    /// <summary>Concurrency token: one node at a time.</summary>
    public long Version { get; set; }
}

/// <summary>The code of a printed slip.</summary>
internal sealed class OutcomeCodeRow
{
    public required byte[] CodeSha256 { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Participant { get; set; }
    public long IssuedAt { get; set; }
    public int Failures { get; set; }
    public long? LockedUntil { get; set; }

    /// <summary>Concurrency token: one guess at a time.</summary>
    public long Version { get; set; }
}

internal sealed class HelpTicketRow
{
    public required string Ticket { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Step { get; set; }
    public string? ErrorCode { get; set; }
    public long At { get; set; }
}

internal static class NotificationTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<NotificationRow>(row =>
        {
            row.ToTable("notifications").HasKey(n => n.Id);
            row.Property(n => n.Version).IsConcurrencyToken();
            row.HasIndex(n => new { n.EventId, n.Participant }).IsUnique();
            row.HasIndex(n => new { n.State, n.NextTryAt });
            row.HasIndex(n => new { n.Tenant, n.State, n.Id });
            row.HasIndex(n => new { n.CaseId, n.Id });
        });
        modelBuilder.Entity<OutcomeCodeRow>(row =>
        {
            row.ToTable("outcome_codes").HasKey(c => c.CodeSha256);
            row.Property(c => c.Version).IsConcurrencyToken();
            row.HasIndex(c => new { c.CaseId, c.Participant });
        });
        modelBuilder.Entity<HelpTicketRow>(row => row.ToTable("help_tickets").HasKey(t => t.Ticket));
    }
}
