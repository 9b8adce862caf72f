using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

internal sealed class LiveRoomRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }

    /// <summary>The case while the room is not closed, else null: a case has one open room at most.</summary>
    public Guid? OpenCase { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }

    /// <summary>Encrypted under the case's key of the record.</summary>
    public required byte[] Body { get; set; }
}

/// <summary>Where one piece of a recording lies; the bytes are a blob under the case's key of the dossier.</summary>
internal sealed class LivePieceRow
{
    public Guid Room { get; set; }
    public required string Recording { get; set; }
    public int Number { get; set; }
    public required string Sha256 { get; set; }
    public int Length { get; set; }
    public Guid Blob { get; set; }
}

internal static class LiveTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LiveRoomRow>(row =>
        {
            row.ToTable("live_rooms").HasKey(r => r.Id);
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.CaseId);
            row.HasIndex(r => r.OpenCase).IsUnique();
        });
        modelBuilder.Entity<LivePieceRow>(row => row.ToTable("live_pieces").HasKey(p => new { p.Room, p.Recording, p.Number }));
    }
}
