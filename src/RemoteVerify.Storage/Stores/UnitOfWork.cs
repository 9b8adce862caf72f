using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>One act. Nothing is locked until the commit (or a reservation in a register book), which takes the write lock, appends to the log and saves.</summary>
internal sealed class UnitOfWork : IUnitOfWork
{
    private readonly StorageContext _context;
    private readonly DatabaseRules _rules;
    private readonly CaseKeys _keys;
    private readonly AuditTrail _audit;
    private readonly RequestMark? _mark = RequestMark.Current;
    private IDbContextTransaction? _transaction;

    /// <param name="context">The connection of this act.</param>
    /// <param name="rules">What differs between databases.</param>
    /// <param name="master">The master key.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="makeTenantKey">Makes the key of a new tenant in a transaction of its own, so that two first acts of a tenant don't conflict.</param>
    public UnitOfWork(StorageContext context, DatabaseRules rules, MasterKey master, TimeProvider clock, Func<string, CancellationToken, Task> makeTenantKey)
    {
        _context = context;
        _rules = rules;
        _keys = new CaseKeys(context, master, clock, (tenant, ct) => _transaction is null ? makeTenantKey(tenant, ct) : Task.CompletedTask);
        _audit = new AuditTrail(context, _keys);
        Cases = new CaseStore(context, _keys, new PersonTags(master));
        Verifications = new VerificationStore(context, _keys);
        Blobs = new BlobStore(context, _keys, clock);
        Certificates = new IssuedCertificateStore(context, _keys);
        PersonTags people = new(master);
        Published = new PublishedDocumentStore(context, _keys, people);
        RelatedActs = new RelatedActStore(context, _keys);
        LookUps = new ResultLookUpStore(context, _keys, people);
        DownloadLinks = new DownloadLinkStore(context);
        Shares = new ShareStore(context, _keys, people);
        ShareRequests = new ShareRequestStore(context, _keys, people);
        PersonHandles = new PersonHandleStore(context, master, people);
        ResultImports = new ResultImportStore(context, _keys);
        Tokens = new AccessTokenStore(context);
        Secrets = new SecretStore(context, master);
        Outbox = new Outbox(context);
        UsedOnce = new UsedOnceStore(context);
        CaptureFingerprints = new CaptureFingerprintStore(context, master);
        Registers = new RegisterStore(context, _keys, LockAsync);
        Procedures = new ProcedureStore(context);
        Appointments = new AppointmentStore(context);
        OneTimeCodes = new OneTimeCodeStore(context, _keys);
        DeskAccess = new DeskAccessStore(context, _keys);
        Meter = new MeterStore(context);
        Webhooks = new WebhookStore(context, _keys);
        Events = new EventStore(context);
        Deletions = new DeletionRecordStore(context, _keys);
        DataRequests = new DataRequestStore(context, _keys, people);
        Breaches = new BreachStore(context, _keys);
        Dispatches = new DispatchStore(context);
        Payments = new PaymentStore(context, _keys);
        SignIns = new SignInStore(context, _keys, people);
        Figures = new FigureStore(context);
        Notifications = new NotificationStore(context);
        LiveRooms = new LiveRoomStore(context, _keys);
        Assistances = new AssistanceStore(context, people);
    }

    public ICaseStore Cases { get; }

    public IVerificationStore Verifications { get; }

    public IBlobStore Blobs { get; }

    public IIssuedCertificateStore Certificates { get; }

    public IPublishedDocumentStore Published { get; }

    public IAccessTokenStore Tokens { get; }

    public ISecretStore Secrets { get; }

    public IOutbox Outbox { get; }

    public IUsedOnceStore UsedOnce { get; }

    public ICaptureFingerprintStore CaptureFingerprints { get; }

    public IRegisterStore Registers { get; }

    public IAuditTrail Audit => _audit;

    public IProcedureStore Procedures { get; }

    public IRelatedActStore RelatedActs { get; }

    public IResultLookUpStore LookUps { get; }

    public IDownloadLinkStore DownloadLinks { get; }

    public IShareStore Shares { get; }

    public IShareRequestStore ShareRequests { get; }

    public IPersonHandleStore PersonHandles { get; }

    public IResultImportStore ResultImports { get; }

    public IAppointmentStore Appointments { get; }

    public IOneTimeCodeStore OneTimeCodes { get; }

    public IDeskAccessStore DeskAccess { get; }

    public IMeterStore Meter { get; }
    public IWebhookStore Webhooks { get; }

    public IEventStore Events { get; }

    public IDeletionRecordStore Deletions { get; }

    public IDataRequestStore DataRequests { get; }

    public IBreachStore Breaches { get; }
    public IDispatchStore Dispatches { get; }

    public IPaymentStore Payments { get; }

    public ISignInStore SignIns { get; }
    public IFigureStore Figures { get; }

    public INotificationStore Notifications { get; }

    public ILiveRoomStore LiveRooms { get; }
    public IAssistanceStore Assistances { get; }

    public async Task<CommitResult> CommitAsync(CancellationToken cancellationToken)
    {
        bool destroysKeys = _context.ChangeTracker.Entries<DataKeyRow>().Any(e => e.State == EntityState.Modified && e.Entity.Wrapped is null);

        // A refusal that is only recorded may be repeated; what changes something may not.
        RequestMark? mark = _mark is not null && _context.ChangeTracker.HasChanges() ? _mark : null;

        await LockAsync(cancellationToken);
        await using (IDbContextTransaction transaction = _transaction!)
        {
            _transaction = null;
            try
            {
                if (mark is not null && !await mark.NoteAsync(_context, _audit.Pending, cancellationToken))
                {
                    return CommitResult.VersionConflict;
                }

                await _audit.WriteAsync(cancellationToken);
                await EventStore.PlaceAsync(_context, cancellationToken);
                await _context.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return CommitResult.VersionConflict;
            }
            catch (DbUpdateException e) when (_rules.IsConflict(e))
            {
                // Two acts made the same row first, e.g. a case's data key.
                return CommitResult.VersionConflict;
            }
        }

        if (destroysKeys)
        {
            await _rules.AfterKeysDestroyedAsync(_context, cancellationToken);
        }

        return CommitResult.Committed;
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        if (_transaction is { } open)
        {
            await open.DisposeAsync();
        }

        await _context.DisposeAsync();
    }

    /// <summary>Takes the write lock, once: from here to the commit nobody else appends to the log or takes a number.</summary>
    private async Task LockAsync(CancellationToken cancellationToken) =>
        _transaction ??= await _rules.BeginExclusiveAsync(_context, cancellationToken);
}
