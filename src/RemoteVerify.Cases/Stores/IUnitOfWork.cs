namespace RemoteVerify.Cases.Stores;

/// <summary>Opens units of work; one per act.</summary>
public interface IUnitOfWorkFactory
{
    Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken);
}

/// <summary>How a commit ended.</summary>
public enum CommitResult
{
    /// <summary>Everything is on disk.</summary>
    Committed,

    /// <summary>Somebody else changed a row first; nothing was written.</summary>
    VersionConflict,
}

/// <summary>
/// Everything one act writes: all of it or nothing. Reads see what was committed; writes wait for
/// <see cref="CommitAsync"/>. Disposing without a commit discards them.
/// </summary>
public interface IUnitOfWork : IAsyncDisposable
{
    ICaseStore Cases { get; }

    IVerificationStore Verifications { get; }

    IBlobStore Blobs { get; }

    IIssuedCertificateStore Certificates { get; }

    IPublishedDocumentStore Published { get; }

    IAccessTokenStore Tokens { get; }

    ISecretStore Secrets { get; }

    IOutbox Outbox { get; }

    IUsedOnceStore UsedOnce { get; }

    ICaptureFingerprintStore CaptureFingerprints { get; }

    /// <summary>The register books; the one store whose reservation takes the write lock before the commit.</summary>
    IRegisterStore Registers { get; }

    /// <summary>Seats of appointments at service points.</summary>
    IAppointmentStore Appointments { get; }

    IAuditTrail Audit { get; }

    IProcedureStore Procedures { get; }

    IRelatedActStore RelatedActs { get; }

    IResultLookUpStore LookUps { get; }

    IDownloadLinkStore DownloadLinks { get; }

    IShareStore Shares { get; }

    IShareRequestStore ShareRequests { get; }

    IPersonHandleStore PersonHandles { get; }

    IResultImportStore ResultImports { get; }

    IOneTimeCodeStore OneTimeCodes { get; }

    IDeskAccessStore DeskAccess { get; }

    /// <summary>What was counted for each tenant and month; every committed audit entry counts by itself.</summary>
    IMeterStore Meter { get; }
    /// <summary>Endpoints of webhooks and what is on its way to them.</summary>
    IWebhookStore Webhooks { get; }

    /// <summary>The list of events.</summary>
    IEventStore Events { get; }

    /// <summary>Signed records of deletions.</summary>
    IDeletionRecordStore Deletions { get; }

    IDataRequestStore DataRequests { get; }

    IBreachStore Breaches { get; }
    /// <summary>Messages to other agencies.</summary>
    IDispatchStore Dispatches { get; }

    /// <summary>Payments at gateways.</summary>
    IPaymentStore Payments { get; }

    /// <summary>Sign-ins at OpenID providers.</summary>
    ISignInStore SignIns { get; }
    /// <summary>Who has to be told what.</summary>
    INotificationStore Notifications { get; }

    /// <summary>What cases add to the figures.</summary>
    IFigureStore Figures { get; }

    /// <summary>Rooms of live sessions.</summary>
    ILiveRoomStore LiveRooms { get; }
    /// <summary>Assistances by helpers, and concerns of people who were helped.</summary>
    IAssistanceStore Assistances { get; }

    Task<CommitResult> CommitAsync(CancellationToken cancellationToken);
}
