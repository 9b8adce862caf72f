using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Cases and verifications on every database.</summary>
public abstract class CaseContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Cases_AddedAndChanged_ComeBackAsTheyWere()
    {
        DraftCase added = NewCase();
        await InUnitAsync(u => u.Cases.AddAsync(added, Clock.GetUtcNow(), None));
        var document = new DocumentVersion(BlobId.New(Clock.GetUtcNow()), Sha256Digest.Of("x"u8), 1, DocumentOrigin.Attached);
        AwaitingIdentity changed = added.Attach(document, Cases.Documents.SignaturePlaces.None);
        changed = changed with { File = changed.File with { Version = 2 } };

        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None)));

        var found = Assert.IsType<AwaitingIdentity>(await ReadAsync(u => u.Cases.FindAsync(Tenant, added.File.Id, None)));
        Assert.Equal(document, found.Document);
        Assert.Equal(2, found.File.Version);
        Assert.Equal(added.File.Participants[0], found.File.Participants[0]);
        Assert.Null(await ReadAsync(u => u.Cases.FindAsync(new TenantId("other"), added.File.Id, None)));
        CaseSummary summary = Assert.Single(await ReadAsync(u => u.Cases.ListAsync(Tenant, new CaseQuery("awaiting-identity", "portal", null, 10), None)));
        Assert.Equal(added.File.Title, summary.Title);
    }

    [SkippableFact]
    public async Task Cases_TwoChangesOfOneVersion_TheSecondConflictsAndWritesNothing()
    {
        DraftCase added = NewCase();
        await InUnitAsync(u => u.Cases.AddAsync(added, Clock.GetUtcNow(), None));
        RefusedCase changed = added.Refuse(new CaseRefusal("o", "c", "r", Clock.GetUtcNow())) with { File = added.File with { Version = 2 } };

        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None)));
        CommitResult second = await InUnitAsync(async u =>
        {
            u.Outbox.Add(new DomainEvent("never", Tenant, added.File.Id, null, Clock.GetUtcNow()));
            u.Audit.Append(Entry(added.File.Id, "never"));
            await u.Blobs.PutAsync(Tenant, added.File.Id, DataClass.Dossier, new byte[3], None);
            await u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None);
        });

        Assert.Equal(CommitResult.VersionConflict, second);
        Assert.DoesNotContain(await ReadAsync(u => u.Audit.ListAsync(added.File.Id, None)), e => e.Entry.Act == "never");
    }

    [SkippableFact]
    public async Task Verifications_EveryState_ComesBack()
    {
        DraftCase owner = NewCase();
        var file = new VerificationFile(VerificationId.New(Clock.GetUtcNow()), Tenant, owner.File.Id, new ParticipantId("p1"), new byte[16], Clock.GetUtcNow(), [], [], [], 1);
        await InUnitAsync(u => u.Verifications.AddAsync(new AwaitingChip(file), None));
        BlobId blob = BlobId.New(Clock.GetUtcNow());
        var chip = new ChipProof(
            new ChipHolder("001099000022", "Nguyễn Văn Mẫu", "1999-01-01", "M", "VNM", "", "001099000022"), blob, blob, "jpeg", blob,
            Sha256Digest.Of("s"u8), Sha256Digest.Of("d"u8), "accept", [], Clock.GetUtcNow());
        file = file with
        {
            ChipChallenges = [new ChipChallenge(1, ChipChallengeKey.HandedIn, Clock.GetUtcNow(), Clock.GetUtcNow().AddSeconds(120), null, [1, 2])],
            ChipRelay = new ChipRelaySession(1, Sha256Digest.Of("t"u8), Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(5), null, new ChipAccess("001", new DateOnly(1999, 1, 1), null, null)),
        };
        chip = chip with { Possession = new ChipPossession(true, false, false, true, blob, Sha256Digest.Of("e"u8)) };
        var session = new CaptureSession(1, Sha256Digest.Of("t"u8), Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(10));
        long version = 1;
        foreach (Verification state in new Verification[]
                 {
                     new AwaitingCapture(file, chip), new CaptureOpened(file, chip, session), new CaptureRunning(file, chip, session),
                     new WithOfficer(file, chip, ["why"]), new Passed(file, chip, Clock.GetUtcNow(), null, null), new Declined(file, chip, Clock.GetUtcNow(), "o", "r"),
                 })
        {
            version++;
            Verification next = state with { File = file with { Version = version } };
            Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Verifications.UpdateAsync(next, None)));
            Verification found = (await ReadAsync(u => u.Verifications.FindAsync(file.Id, None)))!;
            Assert.Equal(state.GetType(), found.GetType());
            Assert.Equal(chip.Holder, ((VerificationWithChip)found).Chip.Holder);
            Assert.Equal(chip.Possession, ((VerificationWithChip)found).Chip.Possession);
            Assert.Equal(file.ChipRelay, found.File.ChipRelay);
            ChipChallenge challenge = Assert.Single(found.File.ChipChallenges);
            Assert.Equal(file.ChipChallenges[0] with { Agreement = challenge.Agreement }, challenge);
            Assert.Equal<byte>([1, 2], challenge.Agreement!);
        }
    }

    [SkippableFact]
    public async Task Cases_Pages_NewestFirstWithoutGapOrDouble()
    {
        List<CaseId> added = [];
        for (int i = 0; i < 7; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            DraftCase one = NewCase();
            added.Insert(0, one.File.Id);
            await InUnitAsync(u => u.Cases.AddAsync(one, Clock.GetUtcNow(), None));
        }

        List<CaseId> listed = [];
        CaseId? before = null;
        while (await ReadAsync(u => u.Cases.ListAsync(Tenant, new CaseQuery("draft", null, before, 3), None)) is { Count: > 0 } page)
        {
            listed.AddRange(page.Select(c => c.Id));
            before = page[^1].Id;
        }

        Assert.Equal(added, listed);
        Assert.Empty(await ReadAsync(u => u.Cases.ListAsync(Tenant, new CaseQuery(null, "other portal", null, 10), None)));
        Assert.Empty(await ReadAsync(u => u.Cases.ListAsync(new TenantId("other"), new CaseQuery(null, null, null, 10), None)));
    }

    [SkippableFact]
    public async Task Cases_TwoWithOneCode_TheSecondConflicts()
    {
        DraftCase first = NewCase();
        DraftCase second = NewCase() with { File = NewCase().File with { Code = first.File.Code } };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.AddAsync(first, Clock.GetUtcNow(), None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Cases.AddAsync(second, Clock.GetUtcNow(), None)));
        Assert.Null(await ReadAsync(u => u.Cases.FindAsync(Tenant, second.File.Id, None)));
    }

    [SkippableFact]
    public async Task Cases_ChangedByManyAtOnce_OneWins()
    {
        DraftCase added = NewCase();
        await InUnitAsync(u => u.Cases.AddAsync(added, Clock.GetUtcNow(), None));
        RefusedCase changed = added.Refuse(new CaseRefusal("o", "c", "r", Clock.GetUtcNow())) with { File = added.File with { Version = 2 } };

        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => InUnitAsync(async u =>
        {
            await u.Cases.UpdateAsync(changed, Clock.GetUtcNow(), None);
            u.Audit.Append(Entry(added.File.Id, $"try-{i}"));
        }))));

        Assert.Single(results, CommitResult.Committed);
        Assert.Single(await ReadAsync(u => u.Audit.ListAsync(added.File.Id, None)));
        Assert.Equal(1, await Storage.Log.SizeAsync(None));
    }

    [SkippableFact]
    public async Task Unit_NotCommitted_LeavesNothing()
    {
        DraftCase added = NewCase();
        await using (IUnitOfWork unit = await Storage.BeginAsync(None))
        {
            await unit.Cases.AddAsync(added, Clock.GetUtcNow(), None);
            unit.Audit.Append(Entry(added.File.Id, "x"));
        }

        Assert.Null(await ReadAsync(u => u.Cases.FindAsync(Tenant, added.File.Id, None)));
        Assert.Equal(0, await Storage.Log.SizeAsync(None));
    }

    [SkippableFact]
    public async Task Cases_Due_LongestFirstPageByPage_UntilTheyEnd()
    {
        List<DraftCase> added = [];
        for (int i = 0; i < 5; i++)
        {
            DraftCase one = NewCase();
            added.Add(one);
            await InUnitAsync(u => u.Cases.AddAsync(one, Clock.GetUtcNow(), None));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(await DueAsync(Clock.GetUtcNow()));
        DateTimeOffset late = added[3].File.OpenedAt + Cases.Intake.ExpireCase.DraftTime;
        Assert.Equal(added.Take(4).Select(c => c.File.Id), await DueAsync(late));
        Assert.Empty(await ReadAsync(u => u.Cases.ListDueAsync(new TenantId("other"), late, null, 10, None)));

        // A case that has ended waits for nothing.
        RefusedCase refused = added[1].Refuse(new CaseRefusal("o", "c", "r", Clock.GetUtcNow())) with { File = added[1].File with { Version = 2 } };
        await InUnitAsync(u => u.Cases.UpdateAsync(refused, Clock.GetUtcNow(), None));
        Assert.Equal([added[0].File.Id, added[2].File.Id, added[3].File.Id], await DueAsync(late));
    }

    [SkippableFact]
    public async Task Cases_StoredBeforeTimesWereKept_AreListedUntilTheyAreLookedAt()
    {
        DraftCase added = NewCase();
        await InUnitAsync(u => u.Cases.AddAsync(added, Clock.GetUtcNow(), None));
        await using (StorageContext context = Storage.CreateDbContext())
        {
            await context.Cases.ExecuteUpdateAsync(row => row.SetProperty(c => c.DueAt, 0L));
        }

        Assert.Equal([added.File.Id], await DueAsync(Clock.GetUtcNow()));
        await InUnitAsync(u => u.Cases.NoteDueAsync(added with { File = added.File with { Version = 2 } }, None));
        Assert.Equal([added.File.Id], await DueAsync(Clock.GetUtcNow()));
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Cases.NoteDueAsync(added, None)));
        Assert.Empty(await DueAsync(Clock.GetUtcNow()));
        Assert.Equal([added.File.Id], await DueAsync(added.File.OpenedAt + Cases.Intake.ExpireCase.DraftTime));
    }

    private async Task<List<CaseId>> DueAsync(DateTimeOffset now)
    {
        List<CaseId> listed = [];
        DueCase? after = null;
        while (await ReadAsync(u => u.Cases.ListDueAsync(Tenant, now, after, 2, None)) is { Count: > 0 } page)
        {
            listed.AddRange(page.Select(due => due.Id));
            after = page[^1];
        }

        return listed;
    }

    private DraftCase NewCase() => new(new CaseFile(
        NewCaseId(), Tenant, Guid.NewGuid().ToString("N"), "procedure", "1", true, "Hợp đồng của Nguyễn Văn Mẫu", "portal", Clock.GetUtcNow(),
        [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", "001099000022", "party")], 1));
}

public sealed class SqliteCaseTests : CaseContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresCaseTests : CaseContract<PostgresDatabase>;
