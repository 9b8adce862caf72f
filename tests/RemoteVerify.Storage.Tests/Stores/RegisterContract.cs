using RemoteVerify.Cases;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Register books on every database.</summary>
public abstract class RegisterContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly Sha256Digest Paper = Sha256Digest.Of("paper"u8);

    [SkippableFact]
    public async Task Reserve_OneAfterAnother_NumbersFrom1EachBookOnItsOwn()
    {
        Assert.Equal(1, (await ReserveAsync(NewCaseId())).Number);
        Assert.Equal(2, (await ReserveAsync(NewCaseId())).Number);
        Assert.Equal(1, (await ReserveAsync(NewCaseId(), code: "SCT/CK,ĐC")).Number);
        Assert.Equal(1, (await ReserveAsync(NewCaseId(), at: new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero))).Number);
        Assert.Equal(1, (await ReserveAsync(NewCaseId(), tenant: "other")).Number);
        Assert.Equal(3, (await ReserveAsync(NewCaseId())).Number);

        IReadOnlyList<(RegisterBook Book, long Last)> books = await ReadAsync(u => u.Registers.BooksAsync(Tenant, None));
        Assert.Equal(["SCT/BS/2026: 3", "SCT/BS/2027: 1", "SCT/CK,ĐC/2026: 1"], books.Select(b => $"{b.Book}: {b.Last}").Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Reserve_ThatIsNotCommitted_LeavesNoGap()
    {
        await using (IUnitOfWork unit = await Storage.BeginAsync(None))
        {
            Assert.Equal(1, (await unit.Registers.ReserveAsync(Order(NewCaseId()), None)).Number);
        }

        Assert.Equal(1, (await ReserveAsync(NewCaseId())).Number);
        Assert.Single(await ListAsync());
    }

    [SkippableFact]
    public async Task Reserve_AgainForTheSamePaper_GivesTheSameNumber()
    {
        CaseId id = NewCaseId();
        ReservedEntry first = await ReserveAsync(id);
        ReservedEntry again = await ReserveAsync(id);
        ReservedEntry otherPaper = await ReserveAsync(id, subject: "annex");

        Assert.Equal(first.Number, again.Number);
        Assert.Equal(2, otherPaper.Number);
        await InUnitAsync(u => u.Registers.UseAsync(first.Use(Paper, "o", Clock.GetUtcNow()), None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReserveAsync(id));
        Assert.Equal(2, (await ListAsync()).Count);
    }

    [SkippableFact]
    public async Task Void_TheNumberStaysWithItsReason_AndThePaperGetsTheNextOne()
    {
        CaseId id = NewCaseId();
        ReservedEntry first = await ReserveAsync(id);
        ReservedEntry? second = null;
        CommitResult result = await InUnitAsync(async u =>
        {
            await u.Registers.VoidAsync(first.Void("Phiên ký bị huỷ", "o2", Clock.GetUtcNow()), None);
            second = await u.Registers.ReserveAsync(Order(id), None);
        });

        Assert.Equal(CommitResult.Committed, result);
        Assert.Equal(2, second!.Number);
        IReadOnlyList<RegisterEntry> all = await ReadAsync(u => u.Registers.FindAsync(Tenant, id, None));
        var voided = Assert.IsType<VoidedEntry>(all[0]);
        Assert.Equal(("Phiên ký bị huỷ", "o2", 1L), (voided.Reason, voided.VoidedBy, voided.Number));
        Assert.IsType<ReservedEntry>(all[1]);
        Assert.Equal(3, (await ReserveAsync(NewCaseId())).Number);
    }

    [SkippableFact]
    public async Task Use_AndVoidOfTheSameNumberAtOnce_OneConflicts()
    {
        ReservedEntry entry = await ReserveAsync(NewCaseId());
        await using IUnitOfWork seal = await Storage.BeginAsync(None);
        await using IUnitOfWork abort = await Storage.BeginAsync(None);
        await seal.Registers.UseAsync(entry.Use(Paper, "seal", Clock.GetUtcNow()), None);
        await abort.Registers.VoidAsync(entry.Void("why", "officer", Clock.GetUtcNow()), None);

        Assert.Equal(CommitResult.Committed, await seal.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await abort.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Registers.UseAsync(entry.Use(Sha256Digest.Of("b"u8), "o", Clock.GetUtcNow()), None)));
        var used = Assert.IsType<UsedEntry>(Assert.Single(await ListAsync()));
        Assert.Equal((Paper, "seal"), (used.Document, used.UsedBy));
    }

    [SkippableFact]
    public async Task Reserve_ByManyOfficersAtOnce_NoGapNoDoubleNoConflict()
    {
        const int officers = 6;
        const int each = 8;
        var numbers = new System.Collections.Concurrent.ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, officers).Select(o => Task.Run(async () =>
        {
            for (int i = 0; i < each; i++)
            {
                CaseId id = NewCaseId();
                await using IUnitOfWork unit = await Storage.BeginAsync(None);
                ReservedEntry entry = await unit.Registers.ReserveAsync(Order(id), None);
                unit.Audit.Append(Entry(id, "register.reserve"));
                if (i % 4 == 3)
                {
                    continue;
                }

                Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
                numbers.Add(entry.Number);
            }
        })));

        Assert.Equal(Enumerable.Range(1, officers * each * 3 / 4).Select(n => (long)n), numbers.Order());
        Assert.Equal(numbers.Order(), (await ListAsync()).Select(e => e.Number));
    }

    [SkippableFact]
    public async Task Text_ComesBack_UntilItsKeyIsDestroyed()
    {
        CaseId id = NewCaseId();
        var text = new RegisterText("Bản sao bằng tốt nghiệp", "Nguyễn Văn Mẫu", new Dictionary<string, string> { ["số tờ"] = "2" });
        await InUnitAsync(u => u.Registers.ReserveAsync(Order(id) with { Text = text }, None));

        RegisterEntry found = Assert.Single(await ListAsync());
        Assert.Equal((text.Title, text.Parties, "2"), (found.Text!.Title, found.Text.Parties, found.Text.Columns["số tờ"]));
        Assert.DoesNotContain("Mẫu", found.ToString() + found.Text, StringComparison.Ordinal);

        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(id, DataClass.Register, None));
        found = Assert.Single(await ListAsync());
        Assert.Null(found.Text);
        Assert.Equal(1, found.Number);
    }

    [SkippableFact]
    public async Task ListOpen_OldReservationsOnly()
    {
        ReservedEntry old = await ReserveAsync(NewCaseId(), at: Clock.GetUtcNow().AddDays(-2));
        ReservedEntry used = await ReserveAsync(NewCaseId(), at: Clock.GetUtcNow().AddDays(-2));
        await InUnitAsync(u => u.Registers.UseAsync(used.Use(Paper, "o", Clock.GetUtcNow()), None));
        await ReserveAsync(NewCaseId());

        ReservedEntry open = Assert.Single(await ReadAsync(u => u.Registers.ListOpenAsync(Tenant, Clock.GetUtcNow().AddDays(-1), 10, None)));
        Assert.Equal(old.Number, open.Number);
        Assert.Equal(2, (await ListAsync(from: 2)).Count);
        Assert.Single(await ListAsync(from: 2, count: 1));
    }

    private ReservationOrder Order(CaseId id, string code = "SCT/BS", string subject = "result", DateTimeOffset? at = null, string? tenant = null) => new(
        RegisterBook.At(tenant is null ? Tenant : new TenantId(tenant), code, at ?? Clock.GetUtcNow()), id, subject, RegisterText.Of("t", "p"), "o", at ?? Clock.GetUtcNow());

    private async Task<ReservedEntry> ReserveAsync(CaseId id, string code = "SCT/BS", string subject = "result", DateTimeOffset? at = null, string? tenant = null)
    {
        ReservedEntry? entry = null;
        Assert.Equal(CommitResult.Committed, await InUnitAsync(async u => entry = await u.Registers.ReserveAsync(Order(id, code, subject, at, tenant), None)));
        return entry!;
    }

    private Task<IReadOnlyList<RegisterEntry>> ListAsync(long from = 1, int count = 500) =>
        ReadAsync(u => u.Registers.ListAsync(RegisterBook.At(Tenant, "SCT/BS", Clock.GetUtcNow()), from, count, None));
}

public sealed class SqliteRegisterTests : RegisterContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresRegisterTests : RegisterContract<PostgresDatabase>;
