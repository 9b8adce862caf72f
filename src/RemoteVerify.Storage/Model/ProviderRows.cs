using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.Providers;

namespace RemoteVerify.Storage.Model;

/// <summary>A message that a case owes to another agency; what it says is made when it is sent.</summary>
internal sealed class DispatchRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Channel { get; set; }
    public int Order { get; set; }
    public required string What { get; set; }
    public long QueuedAt { get; set; }

    /// <summary>Concurrency token: one ending only.</summary>
    public DispatchState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>Nobody takes it before. While a worker has it, the end of its lease.</summary>
    public long NextTryAt { get; set; }
    public Guid? Lease { get; set; }
    public string? LastOutcome { get; set; }
    public string? Receipt { get; set; }
    public long? DoneAt { get; set; }
}

/// <summary>A payment at a gateway.</summary>
internal sealed class PaymentRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Claim { get; set; }
    public PaymentState State { get; set; }

    /// <summary>When the gateway is asked next; <see cref="long.MaxValue"/> for never.</summary>
    public long AskAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public long Version { get; set; }

    /// <summary>The rest, under the case's record key.</summary>
    public required byte[] Body { get; set; }
}

/// <summary>A sign-in at an OpenID provider that led to a session.</summary>
internal sealed class SignInRow
{
    public Guid Id { get; set; }
    public required string Provider { get; set; }

    /// <summary>Keyed tag of the provider's subject.</summary>
    public required byte[] SubjectTag { get; set; }

    /// <summary>Keyed tag of the provider's session; null when it named none.</summary>
    public byte[]? SessionTag { get; set; }
    public required string Tenant { get; set; }
    public Guid CaseId { get; set; }
    public required string Participant { get; set; }
    public int Assurance { get; set; }
    public long At { get; set; }
    public long? EndedAt { get; set; }

    /// <summary>The id token, for the provider's own sign-out; under the case's record key, gone once it has ended.</summary>
    public byte[]? IdToken { get; set; }
}

internal static class ProviderTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DispatchRow>(row =>
        {
            row.ToTable("dispatches").HasKey(d => d.Id);
            row.Property(d => d.State).IsConcurrencyToken();
            row.HasIndex(d => new { d.CaseId, d.Channel, d.Order }).IsUnique();
            row.HasIndex(d => new { d.State, d.NextTryAt });
            row.HasIndex(d => new { d.Tenant, d.Id });
            row.HasIndex(d => d.Lease);
        });
        modelBuilder.Entity<PaymentRow>(row =>
        {
            row.ToTable("payments").HasKey(p => p.Id);
            row.Property(p => p.Version).IsConcurrencyToken();
            row.HasIndex(p => new { p.CaseId, p.Claim });
            row.HasIndex(p => p.AskAt);
            row.HasIndex(p => new { p.Tenant, p.State, p.Id });
        });
        modelBuilder.Entity<SignInRow>(row =>
        {
            row.ToTable("sign_ins").HasKey(s => s.Id);
            row.HasIndex(s => s.SubjectTag);
            row.HasIndex(s => s.SessionTag);
            row.HasIndex(s => s.CaseId);
        });
        modelBuilder.Entity<TokenRow>().HasIndex(t => t.SignIn);
    }
}
