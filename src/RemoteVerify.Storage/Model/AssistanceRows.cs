using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Assisting;

namespace RemoteVerify.Storage.Model;

/// <summary>One person helped once: accounts, ids, times; the person by a keyed tag alone.</summary>
internal sealed class AssistanceRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Participant { get; set; }
    public required byte[] Person { get; set; }
    public required string Helper { get; set; }
    public required string Agent { get; set; }
    public AssistedStep Step { get; set; }

    /// <summary>Year, month and day in Vietnam: 20261130.</summary>
    public int Day { get; set; }
    public long BegunAt { get; set; }
    public AssistanceState State { get; set; }
    public Guid? HandOver { get; set; }
    public bool WasAlone { get; set; }
    public long? AgreedAt { get; set; }
    public AssistanceConsent? Consent { get; set; }
    public string? ConsentText { get; set; }
    public Guid? Sound { get; set; }
    public byte[]? SoundSha256 { get; set; }
    public long? EndedAt { get; set; }
    public bool Counts { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }
}

/// <summary>What a helper did in one day.</summary>
internal sealed class HelperDayRow
{
    public required string Tenant { get; set; }
    public required string Helper { get; set; }

    /// <summary>20261130.</summary>
    public int Day { get; set; }
    public int Begun { get; set; }
    public int Misses { get; set; }

    /// <summary>Concurrency token: two acts of one helper can't both be the last one allowed.</summary>
    public long Version { get; set; }
}

/// <summary>That somebody said they are pressed, and what an officer found.</summary>
internal sealed class ConcernRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Participant { get; set; }
    public Guid Assistance { get; set; }
    public long At { get; set; }
    public ConcernEnd? End { get; set; }
    public string? SettledBy { get; set; }
    public long? SettledAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }
}

/// <summary>An item of a service point's queue that came in; the ids are random and name nothing.</summary>
internal sealed class ReceivedItemRow
{
    public required string Tenant { get; set; }
    public Guid Item { get; set; }
    public long At { get; set; }
}

internal static class AssistanceTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AssistanceRow>(row =>
        {
            row.ToTable("assistances").HasKey(a => a.Id);
            row.Property(a => a.Version).IsConcurrencyToken();
            row.HasIndex(a => a.HandOver).IsUnique();
            row.HasIndex(a => new { a.Tenant, a.Helper, a.State });
            row.HasIndex(a => new { a.Tenant, a.Person, a.Day });
            row.HasIndex(a => new { a.Tenant, a.Day });
            row.HasIndex(a => new { a.CaseId, a.Participant, a.Day });
        });
        modelBuilder.Entity<HelperDayRow>(row =>
        {
            row.ToTable("helper_days").HasKey(d => new { d.Tenant, d.Helper, d.Day });
            row.Property(d => d.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<ReceivedItemRow>(row => row.ToTable("received_items").HasKey(i => new { i.Tenant, i.Item }));
        modelBuilder.Entity<ConcernRow>(row =>
        {
            row.ToTable("concerns").HasKey(c => c.Id);
            row.Property(c => c.Version).IsConcurrencyToken();
            row.HasIndex(c => c.CaseId);
            row.HasIndex(c => new { c.Tenant, c.End, c.Id });
        });
    }
}
