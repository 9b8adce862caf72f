using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Backups.Rotation;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage;

/// <summary>The stores over one relational database; what differs between databases is in its <see cref="DatabaseRules"/>. The host owns the master key.</summary>
public abstract class RelationalStorage : IUnitOfWorkFactory, IDbContextFactory<StorageContext>, IAsyncDisposable
{
    private readonly TimeProvider _clock;

    private protected RelationalStorage(MasterKey master, TimeProvider clock, DatabaseRules rules)
    {
        (Master, _clock, Rules) = (master, clock, rules);
        Events = new OutboxReader(this, clock);
        Log = new AuditLogReader(this, rules, clock);
        Jobs = new JobRecords(this, rules, clock);
        Spent = new SpentRecordStore(this);
        Webhooks = new WebhookQueue(this, rules, master, clock);
        Dispatches = new DispatchQueue(this, rules, clock);
        Answers = new AnswerStore(this, rules, master, clock);
        Uploads = new UploadStore(this, rules, master, clock);
        Queues = new QueueReader(this);
    }

    /// <summary>How full the queues are.</summary>
    public QueueReader Queues { get; }

    /// <summary>Name of the kind of database, for health and records.</summary>
    public abstract string Kind { get; }

    /// <summary>Events that wait for delivery.</summary>
    public OutboxReader Events { get; }

    /// <summary>The public side of the audit log.</summary>
    public AuditLogReader Log { get; }

    /// <summary>When each job by time last ran.</summary>
    public JobRecords Jobs { get; }

    /// <summary>Removes rows that have served.</summary>
    public ISpentRecordStore Spent { get; }
    /// <summary>What is on its way to webhooks.</summary>
    public WebhookQueue Webhooks { get; }

    /// <summary>What is on its way to other agencies.</summary>
    public DispatchQueue Dispatches { get; }

    /// <summary>Answers to requests with an Idempotency-Key.</summary>
    public AnswerStore Answers { get; }

    /// <summary>Files that come in pieces.</summary>
    public UploadStore Uploads { get; }

    internal DatabaseRules Rules { get; }

    internal MasterKey Master { get; }

    internal TimeProvider Clock => _clock;

    /// <summary>
    /// Brings the database to the current form, keeps what is in it, and sees that the master key is the one it was written under. Several
    /// processes may do it at once, and one that dies in the middle is in nobody's way.
    /// </summary>
    /// <exception cref="StorageIntegrityException">The database is set up so that it would lose what it confirms, or was written under another master key.</exception>
    /// <exception cref="StorageUnavailableException">The database does not answer or does not let this service in.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using (StorageContext context = CreateDbContext())
            {
                await Rules.CheckSettingsAsync(context, cancellationToken);
                if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                {
                    await Rules.MigrateAsync(context, cancellationToken);
                }
            }

            await UnlockAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or { InnerException: DbException })
        {
            // The framework wraps what may pass by itself; the driver's own words never hold the password.
            Exception cause = exception as DbException ?? exception.InnerException!;
            throw new StorageUnavailableException($"The database ({Kind}) can't be opened: {cause.Message}", exception);
        }
    }

    /// <summary>Sees that the database is wholly under this master key, and takes what was kept over changes of it.</summary>
    /// <exception cref="StorageIntegrityException">It is under another key, or a change of the key was not finished.</exception>
    internal async Task UnlockAsync(CancellationToken cancellationToken)
    {
        await using (StorageContext context = CreateDbContext())
        {
            await KeyRotation.RequireFinishedAsync(context, cancellationToken);
        }

        await MasterKeyCheck.RunAsync(this, cancellationToken);
        await using (StorageContext context = CreateDbContext())
        {
            await DerivedKeys.LoadAsync(context, Master, cancellationToken);
        }
    }

    public Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IUnitOfWork>(new UnitOfWork(CreateDbContext(), Rules, Master, _clock, MakeTenantKeyAsync));

    public abstract StorageContext CreateDbContext();

    /// <summary>Makes the key of a tenant that has none yet; who comes second takes the first one's.</summary>
    private async Task MakeTenantKeyAsync(string tenant, CancellationToken cancellationToken)
    {
        await using StorageContext context = CreateDbContext();
        context.TenantKeys.Add(TenantKeys.Fresh(tenant, Master, _clock.GetUtcNow(), out byte[] key));
        CryptographicOperations.ZeroMemory(key);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (Rules.IsConflict(e))
        {
            // Another act was quicker.
        }
    }

    /// <summary>Closes the connections that are kept open between acts.</summary>
    public abstract ValueTask DisposeAsync();
}
