using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class CaseStore(StorageContext context, CaseKeys keys, PersonTags people) : ICaseStore
{
    public async Task<Case?> FindAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken)
    {
        CaseRow? row = await context.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id.Value && c.Tenant == tenant.Value, cancellationToken);
        return row is not null && await keys.ForReadingAsync(row.Id, DataClass.Record, cancellationToken) is { } key
            ? JsonSerializer.Deserialize<Case>(Sealed.Open(key, BodyPlace(row.Id), row.Body), StoredJson.Options)
            : null;
    }

    public async Task<TenantId?> TenantOfAsync(CaseId id, CancellationToken cancellationToken) =>
        await context.Cases.AsNoTracking().Where(c => c.Id == id.Value).Select(c => c.Tenant).FirstOrDefaultAsync(cancellationToken) is { } tenant ? new TenantId(tenant) : null;

    public async Task<IReadOnlyList<CaseSummary>> ListAsync(TenantId tenant, CaseQuery query, CancellationToken cancellationToken)
    {
        List<CaseRow> page = await Rows(tenant, query).ToListAsync(cancellationToken);
        var summaries = new List<CaseSummary>(page.Count);
        foreach (CaseRow c in page)
        {
            byte[]? key = await keys.ForReadingAsync(c.Id, DataClass.Record, cancellationToken);
            string title = key is null ? "" : Encoding.UTF8.GetString(Sealed.Open(key, TitlePlace(c.Id), c.Title));
            summaries.Add(new CaseSummary(
                new CaseId(c.Id), c.Code, c.ProcedureCode, title, c.State, c.OpenedBy, Time.Read(c.OpenedAt), Time.Read(c.ChangedAt), c.Version));
        }

        return summaries;
    }

    public async Task<CasePage> ReadPageAsync(TenantId tenant, CaseQuery query, CancellationToken cancellationToken)
    {
        List<CaseRow> page = await Rows(tenant, query).ToListAsync(cancellationToken);
        var cases = new List<Case>(page.Count);
        foreach (CaseRow row in page)
        {
            if (await keys.ForReadingAsync(row.Id, DataClass.Record, cancellationToken) is { } key)
            {
                cases.Add(JsonSerializer.Deserialize<Case>(Sealed.Open(key, BodyPlace(row.Id), row.Body), StoredJson.Options)!);
            }
        }

        return new CasePage(cases, page.Count == query.Limit ? new CaseId(page[^1].Id) : null);
    }

    private IQueryable<CaseRow> Rows(TenantId tenant, CaseQuery query)
    {
        IQueryable<CaseRow> rows = context.Cases.AsNoTracking().Where(c => c.Tenant == tenant.Value);
        if (query.State is { } state)
        {
            rows = rows.Where(c => c.State == state);
        }

        if (query.OpenedBy is { } portal)
        {
            rows = rows.Where(c => c.OpenedBy == portal);
        }

        if (query.WithOpenCorrections)
        {
            rows = rows.Where(c => c.OpenCorrections > 0);
        }

        if (query.Before is { } before)
        {
            rows = rows.Where(c => c.Id < before.Value);
        }

        if (query.Procedure is { } procedure)
        {
            rows = rows.Where(c => c.ProcedureCode == procedure);
        }

        return rows.OrderByDescending(c => c.Id).Take(query.Limit);
    }

    public async Task<IReadOnlyList<DueCase>> ListDueAsync(TenantId tenant, DateTimeOffset now, DueCase? after, int limit, CancellationToken cancellationToken)
    {
        long until = Time.Write(now);
        IQueryable<CaseRow> rows = context.Cases.AsNoTracking().Where(c => c.Tenant == tenant.Value && c.DueAt <= until);
        if (after is { } last)
        {
            long from = Time.Write(last.At);
            rows = rows.Where(c => c.DueAt > from || (c.DueAt == from && c.Id > last.Id.Value));
        }

        var page = await rows.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(limit).Select(c => new { c.Id, c.DueAt }).ToListAsync(cancellationToken);
        return [.. page.Select(c => new DueCase(new CaseId(c.Id), Time.Read(c.DueAt)))];
    }

    public async Task NoteDueAsync(Case unchanged, CancellationToken cancellationToken)
    {
        if (await context.Cases.FindAsync([unchanged.File.Id.Value], cancellationToken) is { } row && row.Version == unchanged.File.Version)
        {
            row.DueAt = DueAt(unchanged);
        }
    }

    public async Task AddAsync(Case newCase, DateTimeOffset at, CancellationToken cancellationToken)
    {
        CaseFile file = newCase.File;
        keys.BelongsTo(file.Id.Value, file.Tenant);
        byte[] key = await keys.ForWritingAsync(file.Id.Value, DataClass.Record, cancellationToken);
        context.Cases.Add(new CaseRow
        {
            Id = file.Id.Value,
            Tenant = file.Tenant.Value,
            Code = file.Code,
            ProcedureCode = file.ProcedureCode,
            Title = Sealed.Seal(key, TitlePlace(file.Id.Value), Encoding.UTF8.GetBytes(file.Title)),
            State = newCase.State,
            OpenedBy = file.OpenedBy,
            OpenedAt = Time.Write(file.OpenedAt),
            ChangedAt = Time.Write(at),
            Version = file.Version,
            DueAt = DueAt(newCase),
            OpenCorrections = Waiting(file),
            RetainUntil = RetainUntil(newCase),
            Body = Sealed.Seal(key, BodyPlace(file.Id.Value), JsonSerializer.SerializeToUtf8Bytes(newCase, StoredJson.Options)),
        });
        foreach (string number in file.Participants.Select(participant => participant.PersonalNumber).Distinct())
        {
            context.CasePeople.Add(new CasePersonRow { Person = people.Of(file.Tenant, number), CaseId = file.Id.Value });
        }
    }

    public async Task<IReadOnlyList<RetainedCase>> ListRetainedAsync(TenantId tenant, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        long until = Time.Write(now);
        return Retained(await context.Cases.AsNoTracking().Where(c => c.Tenant == tenant.Value && c.RetainUntil <= until)
            .OrderBy(c => c.RetainUntil).ThenBy(c => c.Id).Take(limit).Select(c => new { c.Tenant, c.Id }).ToListAsync(cancellationToken), c => (c.Tenant, c.Id));
    }

    public async Task<IReadOnlyList<RetainedCase>> ListEndedAsync(TenantId? tenant, CaseId? after, int limit, CancellationToken cancellationToken)
    {
        IQueryable<CaseRow> rows = context.Cases.AsNoTracking().Where(c => c.RetainUntil < CaseRow.NeverDue);
        if (tenant is { } one)
        {
            rows = rows.Where(c => c.Tenant == one.Value);
        }

        if (after is { } last)
        {
            rows = rows.Where(c => c.Id > last.Value);
        }

        return Retained(await rows.OrderBy(c => c.Id).Take(limit).Select(c => new { c.Tenant, c.Id }).ToListAsync(cancellationToken), c => (c.Tenant, c.Id));
    }

    public async Task NoteRetentionAsync(CaseId id, CaseFile? unchanged, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        if (await context.Cases.FindAsync([id.Value], cancellationToken) is not { } row || (unchanged is not null && row.Version != unchanged.Version))
        {
            return;
        }

        row.RetainUntil = next is { } at ? Time.Write(at) : CaseRow.NeverDue;
        foreach (string number in unchanged?.Participants.Select(participant => participant.PersonalNumber).Distinct() ?? [])
        {
            // Cases from before people were noted get them when they are looked at.
            byte[] person = people.Of(unchanged!.Tenant, number);
            if (await context.CasePeople.FindAsync([person, id.Value], cancellationToken) is null)
            {
                context.CasePeople.Add(new CasePersonRow { Person = person, CaseId = id.Value });
            }
        }
    }

    public async Task<IReadOnlyList<CaseId>> ListByPersonAsync(TenantId tenant, string personalNumber, int limit, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        List<Guid> found = await context.CasePeople.AsNoTracking().Where(p => p.Person == person)
            .OrderByDescending(p => p.CaseId).Take(limit).Select(p => p.CaseId).ToListAsync(cancellationToken);
        return [.. found.Select(id => new CaseId(id))];
    }

    public async Task UpdateAsync(Case changed, DateTimeOffset at, CancellationToken cancellationToken)
    {
        CaseFile file = changed.File;
        byte[] key = await keys.ForWritingAsync(file.Id.Value, DataClass.Record, cancellationToken);
        CaseRow row = await context.Cases.FindAsync([file.Id.Value], cancellationToken)
            ?? throw new InvalidOperationException("The case was not added before.");
        row.State = changed.State;
        row.ChangedAt = Time.Write(at);
        row.DueAt = DueAt(changed);
        row.OpenCorrections = Waiting(file);
        row.RetainUntil = RetainUntil(changed);
        row.Body = Sealed.Seal(key, BodyPlace(file.Id.Value), JsonSerializer.SerializeToUtf8Bytes(changed, StoredJson.Options));
        context.Entry(row).Property(c => c.Version).OriginalValue = file.Version - 1;
        row.Version = file.Version;
    }

    private static long DueAt(Case current) => DueCases.NextAt(current) is { } at ? Time.Write(at) : CaseRow.NeverDue;
    private static long RetainUntil(Case current) => CaseEnd.Of(current) is null ? CaseRow.NeverDue : 0;

    private static List<RetainedCase> Retained<T>(IEnumerable<T> rows, Func<T, (string Tenant, Guid Id)> parts) =>
        [.. rows.Select(parts).Select(part => new RetainedCase(new TenantId(part.Tenant), new CaseId(part.Id)))];

    private static int Waiting(CaseFile file) => file.Dossier.Corrections.Count(request => request.Sent is null);

    private static string BodyPlace(Guid id) => $"case/{id:D}/body";

    private static string TitlePlace(Guid id) => $"case/{id:D}/title";
}
