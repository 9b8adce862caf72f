using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

/// <summary>That a person takes part in a case: a keyed tag of the person, never the number.</summary>
internal sealed class CasePersonRow
{
    public required byte[] Person { get; set; }
    public Guid CaseId { get; set; }
}

internal sealed class DeletionRecordRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public long At { get; set; }

    /// <summary>Encrypted under a key of the tenant's own, which outlives the case's.</summary>
    public required byte[] Body { get; set; }
}

internal sealed class DataRequestRow
{
    public const long NeverDue = long.MaxValue;

    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public required byte[] Person { get; set; }
    public bool IsOpen { get; set; }

    /// <summary>When somebody must be told that it waits; never once it is answered or they were told.</summary>
    public long EscalateAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }

    /// <summary>Encrypted under a key of the request's own.</summary>
    public required byte[] Body { get; set; }
}

internal sealed class BreachRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }

    /// <summary>When somebody must be warned; never once it is notified or they were warned.</summary>
    public long WarnAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}

internal static class PrivacyTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CaseRow>().HasIndex(c => new { c.Tenant, c.RetainUntil, c.Id });
        modelBuilder.Entity<ResultLookUpRow>().HasIndex(l => l.Person);
        modelBuilder.Entity<CasePersonRow>(row =>
        {
            row.ToTable("case_people").HasKey(p => new { p.Person, p.CaseId });
            row.HasIndex(p => p.CaseId);
        });
        modelBuilder.Entity<DeletionRecordRow>(row =>
        {
            row.ToTable("deletion_records").HasKey(d => d.Id);
            row.HasIndex(d => d.CaseId);
        });
        modelBuilder.Entity<DataRequestRow>(row =>
        {
            row.ToTable("data_requests").HasKey(r => r.Id);
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => new { r.Tenant, r.EscalateAt });
            row.HasIndex(r => new { r.Tenant, r.IsOpen, r.Id });
            row.HasIndex(r => r.Person);
        });
        modelBuilder.Entity<BreachRow>(row =>
        {
            row.ToTable("breaches").HasKey(b => b.Id);
            row.Property(b => b.Version).IsConcurrencyToken();
            row.HasIndex(b => new { b.Tenant, b.WarnAt });
        });
    }
}
