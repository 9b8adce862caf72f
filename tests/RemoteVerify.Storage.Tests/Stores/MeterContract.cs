using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Figures grow with the audit log and with nothing else, on every database.</summary>
public abstract class MeterContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Count_OfManyAtOnce_IsThatOfTheEntries()
    {
        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => InUnitAsync(u =>
        {
            u.Audit.Append(Entry(null, "case.open"));
            u.Audit.Append(Entry(null, "case.open") with { Result = "case.not-found" });
            u.Audit.Append(Entry(null, "case.view") with { Tenant = new TenantId(i % 2 == 0 ? "a" : "b") });
            return Task.CompletedTask;
        }))));
        Assert.All(results, result => Assert.Equal(CommitResult.Committed, result));

        MeterMonth month = MeterMonth.Of(Clock.GetUtcNow());
        Assert.Equal([new MeterLine(Tenant, "case.open", 12, 12)], await ReadAsync(u => u.Meter.ListAsync([Tenant], month, None)));
        Assert.Equal(
            [new MeterLine(new TenantId("a"), "case.view", 6, 0), new MeterLine(new TenantId("b"), "case.view", 6, 0)],
            await ReadAsync(u => u.Meter.ListAsync([new TenantId("b"), new TenantId("a")], month, None)));
        Assert.Equal(12, await ReadAsync(u => u.Meter.CountAsync(Tenant, month, "case.open", None)));
        Assert.Equal(0, await ReadAsync(u => u.Meter.CountAsync(Tenant, new MeterMonth(month.Value + 1), "case.open", None)));
    }

    [SkippableFact]
    public async Task Count_OfAUnitThatWasNotCommitted_DoesNotGrow()
    {
        await using (IUnitOfWork unit = await Storage.BeginAsync(None))
        {
            unit.Audit.Append(Entry(null, "case.open"));
        }

        Assert.Empty(await ReadAsync(u => u.Meter.ListAsync([Tenant], MeterMonth.Of(Clock.GetUtcNow()), None)));
    }
}

public sealed class SqliteMeterTests : MeterContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresMeterTests : MeterContract<PostgresDatabase>;
