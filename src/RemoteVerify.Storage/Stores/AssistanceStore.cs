using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class AssistanceStore(StorageContext context, PersonTags people) : IAssistanceStore
{
    public void Add(Assistance assistance, string personalNumber)
    {
        ArgumentNullException.ThrowIfNull(assistance);
        AssistanceRow row = new()
        {
            Id = assistance.Id,
            Tenant = assistance.Tenant.Value,
            CaseId = assistance.CaseId.Value,
            Participant = assistance.Participant.Value,
            Person = people.Of(assistance.Tenant, personalNumber),
            Helper = assistance.Helper,
            Agent = assistance.Agent,
            Step = assistance.Step,
            Day = Number(assistance.Day),
            BegunAt = Time.Write(assistance.BegunAt),
        };
        Write(row, assistance);
        context.Assistances.Add(row);
    }

    public async Task<Assistance?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.Assistances.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.Tenant == tenant.Value, cancellationToken) is { } row ? Read(row) : null;

    public async Task<Assistance?> FindByHandOverAsync(Guid handOver, CancellationToken cancellationToken) =>
        await context.Assistances.AsNoTracking().FirstOrDefaultAsync(a => a.HandOver == handOver, cancellationToken) is { } row ? Read(row) : null;

    public async Task UpdateAsync(Assistance changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        AssistanceRow row = await context.Assistances.FindAsync([changed.Id], cancellationToken) ?? throw new InvalidOperationException("The assistance was not added before.");
        context.Entry(row).Property(a => a.Version).OriginalValue = changed.Version - 1;
        Write(row, changed);
    }

    public async Task<IReadOnlyList<Assistance>> ListOpenAsync(TenantId tenant, string helper, CancellationToken cancellationToken) =>
        [.. (await context.Assistances.AsNoTracking().Where(a => a.Tenant == tenant.Value && a.Helper == helper && a.State != AssistanceState.Ended)
            .OrderBy(a => a.BegunAt).ThenBy(a => a.Id).ToListAsync(cancellationToken)).Select(Read)];

    public async Task<IReadOnlyList<Assistance>> ListOfCaseAsync(TenantId tenant, CaseId caseId, CancellationToken cancellationToken) =>
        [.. (await context.Assistances.AsNoTracking().Where(a => a.CaseId == caseId.Value && a.Tenant == tenant.Value)
            .OrderBy(a => a.BegunAt).ThenBy(a => a.Id).ToListAsync(cancellationToken)).Select(Read)];

    public Task<int> CountOfPersonAsync(TenantId tenant, string personalNumber, DateOnly day, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        int number = Number(day);
        return context.Assistances.CountAsync(a => a.Tenant == tenant.Value && a.Person == person && a.Day == number, cancellationToken);
    }

    public Task<bool> IsCountedAsync(CaseId caseId, ParticipantId participant, DateOnly day, CancellationToken cancellationToken)
    {
        int number = Number(day);
        return context.Assistances.AnyAsync(a => a.CaseId == caseId.Value && a.Participant == participant.Value && a.Day == number && a.Counts, cancellationToken);
    }

    public async Task<HelperDay> DayAsync(TenantId tenant, string helper, DateOnly day, CancellationToken cancellationToken)
    {
        int number = Number(day);
        return await context.HelperDays.AsNoTracking().FirstOrDefaultAsync(d => d.Tenant == tenant.Value && d.Helper == helper && d.Day == number, cancellationToken) is { } row
            ? new HelperDay(tenant, helper, day, row.Begun, row.Misses, row.Version)
            : new HelperDay(tenant, helper, day, 0, 0, 0);
    }

    public async Task PutDayAsync(HelperDay day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        HelperDayRow? row = await context.HelperDays.FindAsync([day.Tenant.Value, day.Helper, Number(day.Day)], cancellationToken);
        if (row is null)
        {
            row = new HelperDayRow { Tenant = day.Tenant.Value, Helper = day.Helper, Day = Number(day.Day) };
            context.HelperDays.Add(row);
        }
        else
        {
            context.Entry(row).Property(d => d.Version).OriginalValue = day.Version - 1;
        }

        (row.Begun, row.Misses, row.Version) = (day.Begun, day.Misses, day.Version);
    }

    public async Task<IReadOnlyList<AssistanceLine>> SummariseAsync(TenantId tenant, MeterMonth month, string? helper, CancellationToken cancellationToken)
    {
        int first = month.Value * 100, last = first + 99;
        IQueryable<AssistanceRow> rows = context.Assistances.Where(a => a.Tenant == tenant.Value && a.Day >= first && a.Day <= last);
        if (helper is not null)
        {
            rows = rows.Where(a => a.Helper == helper);
        }

        var lines = await rows.GroupBy(a => new { a.Agent, a.Helper })
            .Select(g => new { g.Key.Agent, g.Key.Helper, Begun = g.Count(), Agreed = g.Count(a => a.AgreedAt != null), Counted = g.Count(a => a.Counts) })
            .ToListAsync(cancellationToken);
        return [.. lines.OrderBy(l => l.Agent, StringComparer.Ordinal).ThenBy(l => l.Helper, StringComparer.Ordinal)
            .Select(l => new AssistanceLine(l.Agent, l.Helper, l.Begun, l.Agreed, l.Counted))];
    }

    public Task<bool> IsReceivedAsync(TenantId tenant, Guid item, CancellationToken cancellationToken) =>
        context.ReceivedItems.AnyAsync(i => i.Tenant == tenant.Value && i.Item == item, cancellationToken);

    public void Receive(TenantId tenant, Guid item, DateTimeOffset at) => context.ReceivedItems.Add(new ReceivedItemRow { Tenant = tenant.Value, Item = item, At = Time.Write(at) });

    public void Add(Concern concern)
    {
        ArgumentNullException.ThrowIfNull(concern);
        context.Concerns.Add(new ConcernRow
        {
            Id = concern.Id,
            Tenant = concern.Tenant.Value,
            CaseId = concern.CaseId.Value,
            Participant = concern.Participant.Value,
            Assistance = concern.Assistance,
            At = Time.Write(concern.At),
            Version = concern.Version,
        });
    }

    public async Task<Concern?> FindConcernAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.Concerns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.Tenant == tenant.Value, cancellationToken) is { } row ? Read(row) : null;

    public async Task UpdateAsync(Concern changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ConcernRow row = await context.Concerns.FindAsync([changed.Id], cancellationToken) ?? throw new InvalidOperationException("The concern was not added before.");
        context.Entry(row).Property(c => c.Version).OriginalValue = changed.Version - 1;
        (row.End, row.SettledBy, row.SettledAt, row.Version) = (changed.End, changed.SettledBy, changed.SettledAt is { } at ? Time.Write(at) : null, changed.Version);
    }

    public async Task<IReadOnlyList<Concern>> ListConcernsAsync(TenantId tenant, bool onlyOpen, int limit, CancellationToken cancellationToken)
    {
        IQueryable<ConcernRow> rows = context.Concerns.AsNoTracking().Where(c => c.Tenant == tenant.Value);
        if (onlyOpen)
        {
            rows = rows.Where(c => c.End == null);
        }

        return [.. (await rows.OrderBy(c => c.Id).Take(limit).ToListAsync(cancellationToken)).Select(Read)];
    }

    public Task<bool> IsHeldAsync(CaseId caseId, CancellationToken cancellationToken) =>
        context.Concerns.AnyAsync(c => c.CaseId == caseId.Value && c.End != ConcernEnd.OwnWill, cancellationToken);

    private static int Number(DateOnly day) => (day.Year * 10000) + (day.Month * 100) + day.Day;

    private static void Write(AssistanceRow row, Assistance assistance)
    {
        row.State = assistance.State;
        row.HandOver = assistance.HandOver;
        row.WasAlone = assistance.WasAlone;
        row.EndedAt = assistance.EndedAt is { } ended ? Time.Write(ended) : null;
        row.Counts = assistance.Counts;
        row.Version = assistance.Version;
        if (assistance.Presence is { } presence)
        {
            row.AgreedAt = Time.Write(presence.At);
            row.Consent = presence.How;
            row.ConsentText = presence.TextVersion;
            row.Sound = presence.Sound?.Value;
            row.SoundSha256 = presence.SoundSha256?.ToBytes();
        }
    }

    private static Assistance Read(AssistanceRow row) => new(
        row.Id, new TenantId(row.Tenant), new CaseId(row.CaseId), new ParticipantId(row.Participant), row.Helper, row.Agent, row.Step, Time.Read(row.BegunAt), row.Version)
    {
        State = row.State,
        HandOver = row.HandOver,
        WasAlone = row.WasAlone,
        Presence = row.AgreedAt is { } at
            ? new RecordedPresence(
                row.Consent!.Value, row.ConsentText!, row.Sound is { } sound ? new BlobId(sound) : null, row.SoundSha256 is { } hash ? Sha256Digest.FromBytes(hash) : null, Time.Read(at))
            : null,
        EndedAt = row.EndedAt is { } ended ? Time.Read(ended) : null,
        Counts = row.Counts,
    };

    private static Concern Read(ConcernRow row) => new(
        row.Id, new TenantId(row.Tenant), new CaseId(row.CaseId), new ParticipantId(row.Participant), row.Assistance, Time.Read(row.At), row.Version)
    {
        End = row.End,
        SettledBy = row.SettledBy,
        SettledAt = row.SettledAt is { } at ? Time.Read(at) : null,
    };
}
