using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

/// <summary>The tables. Public for the migrations' tool only; everything goes through the stores.</summary>
public abstract class StorageContext : DbContext
{
    private protected StorageContext(DbContextOptions options)
        : base(options)
    {
    }

    internal DbSet<CaseRow> Cases => Set<CaseRow>();

    internal DbSet<VerificationRow> Verifications => Set<VerificationRow>();

    internal DbSet<BlobRow> Blobs => Set<BlobRow>();

    internal DbSet<DataKeyRow> DataKeys => Set<DataKeyRow>();

    internal DbSet<CertificateRow> Certificates => Set<CertificateRow>();

    internal DbSet<PublishedRow> Published => Set<PublishedRow>();

    internal DbSet<TokenRow> Tokens => Set<TokenRow>();

    internal DbSet<SecretRow> Secrets => Set<SecretRow>();

    internal DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    internal DbSet<AuditLeafRow> AuditLeaves => Set<AuditLeafRow>();

    internal DbSet<AuditNodeRow> AuditNodes => Set<AuditNodeRow>();

    internal DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    internal DbSet<UsedOnceRow> UsedOnce => Set<UsedOnceRow>();

    internal DbSet<CaptureFingerprintRow> CaptureFingerprints => Set<CaptureFingerprintRow>();

    internal DbSet<RegisterBookRow> RegisterBooks => Set<RegisterBookRow>();

    internal DbSet<RegisterEntryRow> RegisterEntries => Set<RegisterEntryRow>();

    internal DbSet<ProcedureRow> Procedures => Set<ProcedureRow>();

    internal DbSet<PublishedOwnerRow> PublishedOwners => Set<PublishedOwnerRow>();

    internal DbSet<PublishedHashRow> PublishedHashes => Set<PublishedHashRow>();

    internal DbSet<RelatedActRow> RelatedActs => Set<RelatedActRow>();

    internal DbSet<ResultLookUpRow> ResultLookUps => Set<ResultLookUpRow>();

    internal DbSet<DownloadLinkRow> DownloadLinks => Set<DownloadLinkRow>();

    internal DbSet<ShareRow> Shares => Set<ShareRow>();

    internal DbSet<ShareUseRow> ShareUses => Set<ShareUseRow>();

    internal DbSet<ShareRequestRow> ShareRequests => Set<ShareRequestRow>();

    internal DbSet<PersonHandleRow> PersonHandles => Set<PersonHandleRow>();

    internal DbSet<ResultImportRow> ResultImports => Set<ResultImportRow>();

    internal DbSet<AppointmentSeatRow> AppointmentSeats => Set<AppointmentSeatRow>();

    internal DbSet<JobRunRow> JobRuns => Set<JobRunRow>();

    internal DbSet<TenantKeyRow> TenantKeys => Set<TenantKeyRow>();

    internal DbSet<MeterRow> Meters => Set<MeterRow>();

    internal DbSet<OneTimeCodeRow> OneTimeCodes => Set<OneTimeCodeRow>();

    internal DbSet<OfficerPasskeyRow> OfficerPasskeys => Set<OfficerPasskeyRow>();

    internal DbSet<DeskSessionRow> DeskSessions => Set<DeskSessionRow>();

    internal DbSet<WebhookEndpointRow> WebhookEndpoints => Set<WebhookEndpointRow>();

    internal DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    internal DbSet<WebhookAttemptRow> WebhookAttempts => Set<WebhookAttemptRow>();
    internal DbSet<KeptAnswerRow> KeptAnswers => Set<KeptAnswerRow>();

    internal DbSet<UploadRow> Uploads => Set<UploadRow>();

    internal DbSet<UploadPieceRow> UploadPieces => Set<UploadPieceRow>();

    internal DbSet<CasePersonRow> CasePeople => Set<CasePersonRow>();

    internal DbSet<DeletionRecordRow> DeletionRecords => Set<DeletionRecordRow>();

    internal DbSet<DataRequestRow> DataRequests => Set<DataRequestRow>();

    internal DbSet<BreachRow> Breaches => Set<BreachRow>();
    internal DbSet<DispatchRow> Dispatches => Set<DispatchRow>();

    internal DbSet<PaymentRow> Payments => Set<PaymentRow>();

    internal DbSet<SignInRow> SignIns => Set<SignInRow>();
    internal DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    internal DbSet<OutcomeCodeRow> OutcomeCodes => Set<OutcomeCodeRow>();

    internal DbSet<AssistanceRow> Assistances => Set<AssistanceRow>();

    internal DbSet<HelperDayRow> HelperDays => Set<HelperDayRow>();

    internal DbSet<ReceivedItemRow> ReceivedItems => Set<ReceivedItemRow>();

    internal DbSet<ConcernRow> Concerns => Set<ConcernRow>();

    internal DbSet<HelpTicketRow> HelpTickets => Set<HelpTicketRow>();

    internal DbSet<FigurePlaceRow> FigurePlaces => Set<FigurePlaceRow>();

    internal DbSet<CaseFigureRow> CaseFigures => Set<CaseFigureRow>();

    internal DbSet<DailyFigureRow> DailyFigures => Set<DailyFigureRow>();

    internal DbSet<SatisfactionRow> Satisfaction => Set<SatisfactionRow>();

    internal DbSet<LiveRoomRow> LiveRooms => Set<LiveRoomRow>();

    internal DbSet<LivePieceRow> LivePieces => Set<LivePieceRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OnHttpCreating(modelBuilder);
        modelBuilder.Entity<CaseRow>(row =>
        {
            row.ToTable("cases").HasKey(c => c.Id);
            row.Property(c => c.Version).IsConcurrencyToken();
            row.HasIndex(c => c.Code).IsUnique();
            row.HasIndex(c => new { c.Tenant, c.State, c.Id });
        });
        modelBuilder.Entity<VerificationRow>(row =>
        {
            row.ToTable("verifications").HasKey(v => v.Id);
            row.Property(v => v.Version).IsConcurrencyToken();
            row.HasIndex(v => v.CaseId);
        });
        modelBuilder.Entity<BlobRow>(row =>
        {
            row.ToTable("blobs").HasKey(b => b.Id);
            row.HasIndex(b => new { b.CaseId, b.DataClass });
        });
        modelBuilder.Entity<UsedOnceRow>(row => row.ToTable("used_once").HasKey(u => u.Key));
        modelBuilder.Entity<CaptureFingerprintRow>(row =>
        {
            row.ToTable("capture_fingerprints").HasKey(f => f.Id);
            row.HasIndex(f => new { f.Person, f.At });
        });
        modelBuilder.Entity<DataKeyRow>(row => row.ToTable("data_keys").HasKey(k => new { k.CaseId, k.DataClass }));
        modelBuilder.Entity<CertificateRow>(row =>
        {
            row.ToTable("certificates").HasKey(c => c.SerialNumber);
            row.Property(c => c.RevokedAt).IsConcurrencyToken();
            row.HasIndex(c => c.RevokedAt);
        });
        modelBuilder.Entity<PublishedRow>(row =>
        {
            row.ToTable("published").HasKey(p => p.Id);
            row.HasIndex(p => p.CodeSha256).IsUnique();
            row.HasIndex(p => p.Sha256);
            row.HasIndex(p => p.CaseId);
            row.Property(p => p.Version).IsConcurrencyToken().HasDefaultValue(1L);
            row.HasIndex(p => new { p.Tenant, p.RenewAt });
        });
        OnRepositoryCreating(modelBuilder);
        OnJobsCreating(modelBuilder);
        OnAccessCreating(modelBuilder);
        WebhookTables.Configure(modelBuilder);
        PrivacyTables.Configure(modelBuilder);
        ProviderTables.Configure(modelBuilder);
        FigureTables.Configure(modelBuilder);
        NotificationTables.Configure(modelBuilder);
        LiveTables.Configure(modelBuilder);
        AssistanceTables.Configure(modelBuilder);
        modelBuilder.Entity<TokenRow>(row =>
        {
            row.ToTable("tokens").HasKey(t => t.TokenSha256);
            row.Property(t => t.UsedAt).IsConcurrencyToken();
        });
        modelBuilder.Entity<SecretRow>(row => row.ToTable("secrets").HasKey(s => s.Name));
        modelBuilder.Entity<OutboxRow>(row =>
        {
            row.ToTable("outbox").HasKey(o => o.Id);
            row.HasIndex(o => new { o.SentAt, o.NextTryAt, o.Id });
            row.HasIndex(o => o.Lease);
            row.HasIndex(o => new { o.Tenant, o.Position, o.Id });
        });
        modelBuilder.Entity<AuditLeafRow>(row =>
        {
            row.ToTable("audit_leaves").HasKey(l => l.Index);
            row.Property(l => l.Index).ValueGeneratedNever();
            row.HasIndex(l => l.CaseId);
        });
        modelBuilder.Entity<AuditNodeRow>(row => row.ToTable("audit_nodes").HasKey(n => new { n.Level, n.Index }));
        modelBuilder.Entity<ProcedureRow>(row =>
        {
            row.ToTable("procedures").HasKey(p => new { p.Kind, p.Code, p.Version });
            row.HasIndex(p => new { p.Kind, p.Code, p.EffectiveFrom }).IsUnique();
        });
        modelBuilder.Entity<CheckpointRow>(row =>
        {
            row.ToTable("checkpoints").HasKey(c => c.Size);
            row.Property(c => c.Size).ValueGeneratedNever();
        });
        modelBuilder.Entity<AppointmentSeatRow>(row => row.ToTable("appointment_seats").HasKey(s => new { s.Tenant, s.ServicePoint, s.At, s.Seat }));
        modelBuilder.Entity<RegisterBookRow>(row =>
        {
            row.ToTable("register_books").HasKey(b => new { b.Tenant, b.Code, b.Year });
            row.Property(b => b.LastNumber).IsConcurrencyToken();
        });
        modelBuilder.Entity<RegisterEntryRow>(row =>
        {
            row.ToTable("register_entries").HasKey(e => new { e.Tenant, e.BookCode, e.Year, e.Number });
            row.Property(e => e.State).IsConcurrencyToken();
            row.HasIndex(e => new { e.CaseId, e.BookCode, e.Living }).IsUnique();
            row.HasIndex(e => new { e.Tenant, e.State, e.ReservedAt });
        });
    }

    /// <summary>What belongs to tenants and to the sign-in of officers.</summary>
    private static void OnAccessCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TenantKeyRow>(row => row.ToTable("tenant_keys").HasKey(k => k.Tenant));
        modelBuilder.Entity<MeterRow>(row => row.ToTable("meters").HasKey(m => new { m.Tenant, m.Month, m.Operation }));
        modelBuilder.Entity<OneTimeCodeRow>(row =>
        {
            row.ToTable("one_time_codes").HasKey(c => new { c.Tenant, c.Account });
            row.Property(c => c.Version).IsConcurrencyToken();
        });
        DeskModel.Create(modelBuilder);
    }

    /// <summary>What belongs to requests: kept answers and uploads on their way.</summary>
    private static void OnHttpCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KeptAnswerRow>(row =>
        {
            row.ToTable("kept_answers").HasKey(a => a.Tag);
            row.HasIndex(a => a.ExpiresAt);
        });
        modelBuilder.Entity<UploadRow>(row =>
        {
            row.ToTable("uploads").HasKey(u => u.Id);
            row.HasIndex(u => new { u.Tenant, u.ExpiresAt });
            row.HasIndex(u => u.ExpiresAt);
        });
        modelBuilder.Entity<UploadPieceRow>(row => row.ToTable("upload_pieces").HasKey(p => new { p.Upload, p.Offset }));
    }

    /// <summary>What belongs to the repository of results and to sharing.</summary>
    private static void OnRepositoryCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PublishedOwnerRow>(row =>
        {
            row.ToTable("published_owners").HasKey(o => new { o.Person, o.Published });
            row.HasIndex(o => o.Published);
        });
        modelBuilder.Entity<PublishedHashRow>(row => row.ToTable("published_hashes").HasKey(h => new { h.Sha256, h.Published }));
        modelBuilder.Entity<RelatedActRow>(row =>
        {
            row.ToTable("related_acts").HasKey(a => a.Document);
            row.HasIndex(a => a.Target);
        });
        modelBuilder.Entity<ResultLookUpRow>(row =>
        {
            row.ToTable("result_lookups").HasKey(l => l.Id);
            row.HasIndex(l => l.CaseId);
        });
        modelBuilder.Entity<DownloadLinkRow>(row =>
        {
            row.ToTable("download_links").HasKey(l => l.TokenSha256);
            row.Property(l => l.UsedAt).IsConcurrencyToken();
        });
        modelBuilder.Entity<ShareRow>(row =>
        {
            row.ToTable("shares").HasKey(s => s.Id);
            row.Property(s => s.Version).IsConcurrencyToken();
            row.HasIndex(s => s.Person);
            row.HasIndex(s => s.TokenSha256).IsUnique();
        });
        modelBuilder.Entity<ShareUseRow>(row =>
        {
            row.ToTable("share_uses").HasKey(u => u.Id);
            row.HasIndex(u => u.Share);
        });
        modelBuilder.Entity<ShareRequestRow>(row =>
        {
            row.ToTable("share_requests").HasKey(r => r.Id);
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => new { r.Person, r.IsOpen });
        });
        modelBuilder.Entity<PersonHandleRow>(row => row.ToTable("person_handles").HasKey(h => h.Person));
        modelBuilder.Entity<ResultImportRow>(row =>
        {
            row.ToTable("result_imports").HasKey(i => i.Id);
            row.Property(i => i.Version).IsConcurrencyToken();
            row.HasIndex(i => new { i.Tenant, i.State, i.Id });
        });
    }

    /// <summary>What jobs by time need: their record, and ways to the rows that the clean-up takes.</summary>
    private static void OnJobsCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobRunRow>(row => row.ToTable("job_runs").HasKey(r => r.Name));
        modelBuilder.Entity<CaseRow>().HasIndex(c => new { c.Tenant, c.DueAt, c.Id });
        modelBuilder.Entity<TokenRow>().HasIndex(t => t.ExpiresAt);
        modelBuilder.Entity<DownloadLinkRow>().HasIndex(l => l.ExpiresAt);
        modelBuilder.Entity<UsedOnceRow>().HasIndex(u => u.ExpiresAt);
        modelBuilder.Entity<CaptureFingerprintRow>().HasIndex(f => f.At);
        modelBuilder.Entity<AppointmentSeatRow>().HasIndex(s => s.At);
    }
}
