using RemoteVerify.Cases.Notifications;

namespace RemoteVerify.Cases.Stores;

/// <summary>Who has to be told what, the codes of printed slips, and tickets of people who need help. No row names a person.</summary>
public interface INotificationStore
{
    /// <summary>Keeps one; the same event and person twice is a conflict at commit.</summary>
    void Queue(Notification notification);

    Task<bool> IsQueuedAsync(Guid eventId, ParticipantId participant, CancellationToken cancellationToken);

    /// <summary>Those to be sent now, the longest due first.</summary>
    Task<IReadOnlyList<Notification>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<Notification>> ListAsync(TenantId tenant, NotificationQuery query, CancellationToken cancellationToken);

    Task<Notification?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Changes one that is as it was; false when it is not, and a conflict at commit when somebody changes it meanwhile.</summary>
    Task<bool> ChangeAsync(Notification before, Notification after, CancellationToken cancellationToken);

    /// <summary>Keeps a code in the place of the earlier ones of the same case and person.</summary>
    Task ReplaceCodeAsync(OutcomeCode code, CancellationToken cancellationToken);

    Task<OutcomeCode?> FindCodeAsync(Sha256Digest codeSha256, CancellationToken cancellationToken);

    /// <summary>Replaces the code whose version is one less.</summary>
    Task ChangeCodeAsync(OutcomeCode changed, CancellationToken cancellationToken);

    void Add(HelpTicket ticket);

    Task<HelpTicket?> FindHelpAsync(TenantId tenant, string ticket, CancellationToken cancellationToken);
}
