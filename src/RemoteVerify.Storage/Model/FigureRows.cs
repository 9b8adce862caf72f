using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

/// <summary>How far in the log the figures have come; one row.</summary>
internal sealed class FigurePlaceRow
{
    public const string Cases = "cases";

    public required string Name { get; set; }
    public long Place { get; set; }

    /// <summary>Concurrency token: only one counts at a time.</summary>
    public long Version { get; set; }
}

/// <summary>What one case adds to a day and measure.</summary>
internal sealed class CaseFigureRow
{
    public Guid CaseId { get; set; }

    /// <summary>Year, month and day as one number: 20261130.</summary>
    public int Day { get; set; }
    public required string Measure { get; set; }
    public required string Tenant { get; set; }
    public required string Procedure { get; set; }
    public long Count { get; set; }
}

/// <summary>Sum of the cases of a tenant, procedure, day and measure.</summary>
internal sealed class DailyFigureRow
{
    public required string Tenant { get; set; }
    public required string Procedure { get; set; }
    public int Day { get; set; }
    public required string Measure { get; set; }
    public long Count { get; set; }
}

/// <summary>An answer about satisfaction.</summary>
internal sealed class SatisfactionRow
{
    public Guid CaseId { get; set; }

    /// <summary>Hash of case and person.</summary>
    public required byte[] Person { get; set; }
    public required string Tenant { get; set; }
    public bool IsOfficer { get; set; }
    public int Score { get; set; }
    public long At { get; set; }
}

internal static class FigureTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FigurePlaceRow>(row =>
        {
            row.ToTable("figure_places").HasKey(p => p.Name);
            row.Property(p => p.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<CaseFigureRow>(row => row.ToTable("case_figures").HasKey(f => new { f.CaseId, f.Day, f.Measure }));
        modelBuilder.Entity<DailyFigureRow>(row =>
        {
            row.ToTable("daily_figures").HasKey(f => new { f.Tenant, f.Procedure, f.Day, f.Measure });
            row.HasIndex(f => new { f.Tenant, f.Day });
        });
        modelBuilder.Entity<SatisfactionRow>(row => row.ToTable("satisfaction").HasKey(s => new { s.CaseId, s.Person }));
    }
}
