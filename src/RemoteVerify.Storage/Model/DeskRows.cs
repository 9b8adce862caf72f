using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

/// <summary>A passkey of an officer.</summary>
internal sealed class OfficerPasskeyRow
{
    /// <summary>SHA-256 of the credential's id, hexadecimal.</summary>
    public required string Tag { get; set; }
    public required string Tenant { get; set; }
    public required string Account { get; set; }

    /// <summary>Names the key that the body lies under.</summary>
    public Guid Scope { get; set; }
    public long CreatedAt { get; set; }

    /// <summary>Concurrency token: the device's count goes up one by one.</summary>
    public long Version { get; set; }
    public required byte[] Body { get; set; }
}

/// <summary>A session of the desk.</summary>
internal sealed class DeskSessionRow
{
    public required string TokenSha256 { get; set; }
    public required string Tenant { get; set; }
    public required string Account { get; set; }
    public required string Methods { get; set; }
    public long BegunAt { get; set; }
    public long SeenAt { get; set; }
    public long? EndedAt { get; set; }
}

internal static class DeskModel
{
    public static void Create(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OfficerPasskeyRow>(row =>
        {
            row.ToTable("officer_passkeys").HasKey(p => p.Tag);
            row.Property(p => p.Version).IsConcurrencyToken();
            row.HasIndex(p => new { p.Tenant, p.Account });
        });
        modelBuilder.Entity<DeskSessionRow>(row =>
        {
            row.ToTable("desk_sessions").HasKey(s => s.TokenSha256);
            row.HasIndex(s => new { s.Tenant, s.Account });
        });
    }
}
