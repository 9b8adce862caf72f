using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>What retention and the rights of data subjects keep, on every database.</summary>
public abstract class PrivacyContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Number = "001199000011";
    private const string Name = "Nguyễn Thị Thử Nghiệm";

    [SkippableFact]
    public async Task Cases_OfAPerson_AreFoundByTheNumberInTheirTenantAlone()
    {
        CaseId mine = await AddAsync(Tenant, Number), other = await AddAsync(new TenantId("other"), Number);
        await AddAsync(Tenant, "001199000020");

        Assert.Equal([mine], await ReadAsync(u => u.Cases.ListByPersonAsync(Tenant, Number, 10, None)));
        Assert.Equal([other], await ReadAsync(u => u.Cases.ListByPersonAsync(new TenantId("other"), Number, 10, None)));
        Assert.Empty(await ReadAsync(u => u.Cases.ListByPersonAsync(Tenant, "001199000099", 10, None)));
        Assert.DoesNotContain(Number, await Database.EverythingAsync(), StringComparison.Ordinal);
    }

    /// <summary>A running case is never looked at; an ended one at once, then when it was noted, and again when it changed.</summary>
    [SkippableFact]
    public async Task Retention_OfACase_IsLookedAtWhenItsTimeHasCome()
    {
        CaseId id = await AddAsync(Tenant, Number);
        Assert.Empty(await RetainedAsync());
        Case ended = await EndAsync(id);
        Assert.Equal([id], await RetainedAsync());
        Assert.Equal([new RetainedCase(Tenant, id)], await ReadAsync(u => u.Cases.ListEndedAsync(null, null, 10, None)));
        Assert.Empty(await ReadAsync(u => u.Cases.ListEndedAsync(new TenantId("other"), null, 10, None)));
        Assert.Empty(await ReadAsync(u => u.Cases.ListEndedAsync(Tenant, id, 10, None)));

        await InUnitAsync(u => u.Cases.NoteRetentionAsync(id, ended.File, Clock.GetUtcNow().AddDays(3), None));
        Assert.Empty(await RetainedAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([id], await RetainedAsync());

        // A note about an older version says nothing.
        await InUnitAsync(u => u.Cases.NoteRetentionAsync(id, ended.File with { Version = 1 }, null, None));
        Assert.Equal([id], await RetainedAsync());
        await InUnitAsync(u => u.Cases.NoteRetentionAsync(id, ended.File, null, None));
        Assert.Empty(await RetainedAsync());
    }

    /// <summary>Rows from before people and retention were noted get both when they are looked at.</summary>
    [SkippableFact]
    public async Task Retention_OfARowOfBefore_NotesItsPeople()
    {
        CaseId id = await AddAsync(Tenant, Number);
        await using (StorageContext context = Storage.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync("DELETE FROM case_people");
            CaseRow row = await context.Cases.SingleAsync(c => c.Id == id.Value);
            row.RetainUntil = 0;
            await context.SaveChangesAsync();
        }

        Assert.Empty(await ReadAsync(u => u.Cases.ListByPersonAsync(Tenant, Number, 10, None)));
        Assert.Equal([id], await RetainedAsync());
        Case found = (await ReadAsync(u => u.Cases.FindAsync(Tenant, id, None)))!;
        await InUnitAsync(u => u.Cases.NoteRetentionAsync(id, found.File, null, None));
        await InUnitAsync(u => u.Cases.NoteRetentionAsync(id, found.File, null, None));

        Assert.Equal([id], await ReadAsync(u => u.Cases.ListByPersonAsync(Tenant, Number, 10, None)));
        Assert.Empty(await RetainedAsync());
    }

    [SkippableFact]
    public async Task DataRequest_IsKeptFoundAndEscalatedUntilAnswered()
    {
        DataRequest request = Request();
        await InUnitAsync(u => u.DataRequests.AddAsync(request, None));
        DateTimeOffset late = request.DueAt.AddMinutes(1);

        DataRequest stored = (await ReadAsync(u => u.DataRequests.FindAsync(Tenant, request.Id, None)))!;
        Assert.Equal((request.Person, request.Kind, request.DueAt, request.Correction), (stored.Person, stored.Kind, stored.DueAt, stored.Correction));
        Assert.Null(await ReadAsync(u => u.DataRequests.FindAsync(new TenantId("other"), request.Id, None)));
        Assert.Single(await ReadAsync(u => u.DataRequests.ListAsync(Tenant, new DataRequestQuery(Number, true, null, 10), None)));
        Assert.Empty(await ReadAsync(u => u.DataRequests.ListAsync(Tenant, new DataRequestQuery("001199000020", false, null, 10), None)));
        Assert.Empty(await ReadAsync(u => u.DataRequests.ListAsync(Tenant, new DataRequestQuery(null, false, request.Id, 10), None)));
        Assert.Empty(await ReadAsync(u => u.DataRequests.ListOverdueAsync(Tenant, request.DueAt, 10, None)));
        Assert.Single(await ReadAsync(u => u.DataRequests.ListOverdueAsync(Tenant, late, 10, None)));

        DataRequest told = request with { EscalatedAt = late, Version = 2 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.DataRequests.UpdateAsync(told, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.DataRequests.UpdateAsync(told, None)));
        Assert.Empty(await ReadAsync(u => u.DataRequests.ListOverdueAsync(Tenant, late, 10, None)));
        DataRequest answered = told with { Answer = new DataAnswer("o", true, "Đồng ý", late), Version = 3 };
        await InUnitAsync(u => u.DataRequests.UpdateAsync(answered, None));
        Assert.Empty(await ReadAsync(u => u.DataRequests.ListAsync(Tenant, new DataRequestQuery(null, true, null, 10), None)));
        Assert.Equal(DataRequestState.Granted, (await ReadAsync(u => u.DataRequests.FindAsync(Tenant, request.Id, None)))!.State);
        string everything = await Database.EverythingAsync();
        Assert.DoesNotContain(Number, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, everything, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Breach_IsWarnedOfUntilItIsNotified()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        Breach breach = new(Guid.CreateVersion7(now), Tenant, "Mất máy", now, now.AddHours(72), null, [DataClass.Frames], [], "d", now, 1);
        await InUnitAsync(u => u.Breaches.AddAsync(breach, None));

        Assert.Empty(await ReadAsync(u => u.Breaches.ListOverdueAsync(Tenant, now.AddHours(72), None)));
        Assert.Single(await ReadAsync(u => u.Breaches.ListOverdueAsync(Tenant, now.AddHours(73), None)));
        Assert.Null(await ReadAsync(u => u.Breaches.FindAsync(new TenantId("other"), breach.Id, None)));
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Breaches.UpdateAsync(breach with { NotifiedAuthorityAt = now, Version = 2 }, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Breaches.UpdateAsync(breach with { Version = 2 }, None)));
        Assert.Empty(await ReadAsync(u => u.Breaches.ListOverdueAsync(Tenant, now.AddHours(73), None)));
        Assert.Equal(now, Assert.Single(await ReadAsync(u => u.Breaches.ListAsync(Tenant, 10, None))).NotifiedAuthorityAt);
    }

    /// <summary>The record of a deletion can be read after every key of its case is gone.</summary>
    [SkippableFact]
    public async Task DeletionRecord_OutlivesTheKeysOfItsCase()
    {
        CaseId id = await AddAsync(Tenant, Number);
        await InUnitAsync(u => u.Blobs.PutAsync(Tenant, id, DataClass.Frames, new byte[] { 7 }, None));
        Assert.True(await ReadAsync(u => u.Blobs.HasKeyAsync(id, DataClass.Frames, None)));
        Assert.False(await ReadAsync(u => u.Blobs.HasKeyAsync(id, DataClass.Capture, None)));
        DeletionRecord record = new(Guid.NewGuid(), Tenant, id, "HS-1", [DataClass.Frames], Clock.GetUtcNow(), [1, 2], [3, 4], null);
        await InUnitAsync(async u =>
        {
            await u.Blobs.DestroyKeyAsync(id, DataClass.Frames, None);
            await u.Blobs.DestroyKeyAsync(id, DataClass.Record, None);
            await u.Deletions.AddAsync(record, None);
        });

        Assert.False(await ReadAsync(u => u.Blobs.HasKeyAsync(id, DataClass.Frames, None)));
        DeletionRecord stored = (await ReadAsync(u => u.Deletions.FindAsync(Tenant, record.Id, None)))!;
        Assert.Equal(record.Statement, stored.Statement);
        Assert.Equal(record.Signature, stored.Signature);
        Assert.Equal(record.CaseCode, stored.CaseCode);
        Assert.Single(await ReadAsync(u => u.Deletions.ListAsync(id, None)));
        Assert.Null(await ReadAsync(u => u.Deletions.FindAsync(new TenantId("other"), record.Id, None)));
    }

    private async Task<IReadOnlyList<CaseId>> RetainedAsync() => [.. (await ReadAsync(u => u.Cases.ListRetainedAsync(Tenant, Clock.GetUtcNow(), 10, None))).Select(one => one.Id)];

    private async Task<CaseId> AddAsync(TenantId tenant, string number)
    {
        CaseId id = NewCaseId();
        CaseFile file = new(id, tenant, $"HS-{id.Value:N}", "p", "1", true, "Hồ sơ", "portal", Clock.GetUtcNow(), [new Participant(new ParticipantId("p1"), Name, number, "party")], 1);
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.AddAsync(new DraftCase(file), Clock.GetUtcNow(), None)));
        return id;
    }

    private async Task<Case> EndAsync(CaseId id)
    {
        Case found = (await ReadAsync(u => u.Cases.FindAsync(Tenant, id, None)))!;
        ExpiredCase ended = new(found.File with { Version = 2 }, null, "draft", Clock.GetUtcNow());
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.UpdateAsync(ended, Clock.GetUtcNow(), None)));
        return ended;
    }

    private DataRequest Request() => new(
        Guid.CreateVersion7(Clock.GetUtcNow()), Tenant, DataRequestKind.Correction, new ResultOwner(Number, Name), new RequestProof(PersonProof.AtCounter, null, "o", "Căn cước"), null, "Sai",
        Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(2), 1)
    {
        Correction = new AskedCorrection(NewCaseId(), "residence", "Số 2"),
    };
}

public sealed class SqlitePrivacyTests : PrivacyContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresPrivacyTests : PrivacyContract<PostgresDatabase>;
