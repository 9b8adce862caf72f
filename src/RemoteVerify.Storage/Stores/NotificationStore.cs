using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class NotificationStore(StorageContext context) : INotificationStore
{
    public void Queue(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        context.Notifications.Add(Write(notification));
    }

    public Task<bool> IsQueuedAsync(Guid eventId, ParticipantId participant, CancellationToken cancellationToken) =>
        context.Notifications.AsNoTracking().AnyAsync(n => n.EventId == eventId && n.Participant == participant.Value, cancellationToken);

    public async Task<IReadOnlyList<Notification>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        long until = Time.Write(now);
        return Read(await context.Notifications.AsNoTracking().Where(n => n.State == NotificationState.Waiting && n.NextTryAt <= until)
            .OrderBy(n => n.NextTryAt).ThenBy(n => n.Id).Take(limit).ToListAsync(cancellationToken));
    }

    public async Task<IReadOnlyList<Notification>> ListAsync(TenantId tenant, NotificationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        IQueryable<NotificationRow> rows = context.Notifications.AsNoTracking().Where(n => n.Tenant == tenant.Value);
        if (query.Case is { } about)
        {
            rows = rows.Where(n => n.CaseId == about.Value);
        }

        if (query.State is { } state)
        {
            rows = rows.Where(n => n.State == state);
        }

        if (query.After is { } after)
        {
            rows = rows.Where(n => n.Id > after);
        }

        return Read(await rows.OrderBy(n => n.Id).Take(query.Limit).ToListAsync(cancellationToken));
    }

    public async Task<Notification?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.Notifications.AsNoTracking().FirstOrDefaultAsync(n => n.Id == id && n.Tenant == tenant.Value, cancellationToken) is { } row ? Read(row) : null;

    public async Task<bool> ChangeAsync(Notification before, Notification after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (await context.Notifications.FindAsync([before.Id], cancellationToken) is not { } row || Read(row) != Rounded(before))
        {
            return false;
        }

        NotificationRow changed = Write(after);
        (row.Channel, row.State, row.Attempts, row.NextTryAt) = (changed.Channel, changed.State, changed.Attempts, changed.NextTryAt);
        (row.DoneAt, row.Outcome) = (changed.DoneAt, changed.Outcome);
        row.Version++;
        return true;
    }

    public async Task ReplaceCodeAsync(OutcomeCode code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        context.OutcomeCodes.RemoveRange(await context.OutcomeCodes.Where(c => c.CaseId == code.Case.Value && c.Participant == code.Participant.Value).ToListAsync(cancellationToken));
        context.OutcomeCodes.Add(new OutcomeCodeRow
        {
            CodeSha256 = code.CodeSha256.ToBytes(),
            Tenant = code.Tenant.Value,
            CaseId = code.Case.Value,
            Participant = code.Participant.Value,
            IssuedAt = Time.Write(code.IssuedAt),
            Version = code.Version,
        });
    }

    public async Task<OutcomeCode?> FindCodeAsync(Sha256Digest codeSha256, CancellationToken cancellationToken)
    {
        byte[] hash = codeSha256.ToBytes();
        return await context.OutcomeCodes.AsNoTracking().FirstOrDefaultAsync(c => c.CodeSha256 == hash, cancellationToken) is { } row
            ? new OutcomeCode(
                codeSha256, new TenantId(row.Tenant), new CaseId(row.CaseId), new ParticipantId(row.Participant), Time.Read(row.IssuedAt), row.Failures,
                row.LockedUntil is { } until ? Time.Read(until) : null, row.Version)
            : null;
    }

    public async Task ChangeCodeAsync(OutcomeCode changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        OutcomeCodeRow row = await context.OutcomeCodes.FindAsync([changed.CodeSha256.ToBytes()], cancellationToken) ?? throw new InvalidOperationException("The code was not kept before.");
        context.Entry(row).Property(c => c.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
        row.Failures = changed.Failures;
        row.LockedUntil = changed.LockedUntil is { } until ? Time.Write(until) : null;
    }

    public void Add(HelpTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        context.HelpTickets.Add(new HelpTicketRow
        {
            Ticket = ticket.Ticket, Tenant = ticket.Tenant.Value, CaseId = ticket.Case.Value, Step = ticket.Step, ErrorCode = ticket.ErrorCode, At = Time.Write(ticket.At),
        });
    }

    public async Task<HelpTicket?> FindHelpAsync(TenantId tenant, string ticket, CancellationToken cancellationToken) =>
        await context.HelpTickets.AsNoTracking().FirstOrDefaultAsync(t => t.Ticket == ticket && t.Tenant == tenant.Value, cancellationToken) is { } row
            ? new HelpTicket(row.Ticket, tenant, new CaseId(row.CaseId), row.Step, row.ErrorCode, Time.Read(row.At))
            : null;

    private static IReadOnlyList<Notification> Read(List<NotificationRow> rows) => [.. rows.Select(Read)];

    private static Notification Read(NotificationRow row) => new(
        row.Id, row.EventId, new TenantId(row.Tenant), new CaseId(row.CaseId), new ParticipantId(row.Participant), row.Type, row.Channel, row.State, row.Attempts,
        Time.Read(row.NextTryAt), Time.Read(row.QueuedAt), row.DoneAt is { } done ? Time.Read(done) : null, row.Outcome);

    /// <summary>As it comes back from the database, whose times have whole milliseconds.</summary>
    private static Notification Rounded(Notification notification) => Read(Write(notification));

    private static NotificationRow Write(Notification n) => new()
    {
        Id = n.Id,
        EventId = n.EventId,
        Tenant = n.Tenant.Value,
        CaseId = n.Case.Value,
        Participant = n.Participant.Value,
        Type = n.Type,
        Channel = n.Channel,
        State = n.State,
        Attempts = n.Attempts,
        NextTryAt = Time.Write(n.NextTryAt),
        QueuedAt = Time.Write(n.QueuedAt),
        DoneAt = n.DoneAt is { } done ? Time.Write(done) : null,
        Outcome = n.Outcome,
        Version = 1,
    };
}
