using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>The record of jobs on every database.</summary>
public abstract class JobRecordContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Record_FailuresCountUntilTheNextSuccess()
    {
        DateTimeOffset start = Clock.GetUtcNow();
        await Storage.Jobs.StartedAsync("a", None);
        Assert.Equal(new JobRecord("a", start, null, null, 0), Assert.Single(await Storage.Jobs.ListAsync(None)));

        for (int i = 1; i <= 2; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Storage.Jobs.FailedAsync("a", None);
        }

        Assert.Equal(new JobRecord("a", start, null, start.AddMinutes(2), 2), Assert.Single(await Storage.Jobs.ListAsync(None)));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Storage.Jobs.StartedAsync("a", None);
        await Storage.Jobs.SucceededAsync("a", None);
        await Storage.Jobs.StartedAsync("b", None);

        IReadOnlyList<JobRecord> all = await Storage.Jobs.ListAsync(None);
        Assert.Equal(new JobRecord("a", start.AddMinutes(3), start.AddMinutes(3), start.AddMinutes(2), 0), all[0]);
        Assert.Equal("b", all[1].Name);
    }

    [SkippableFact]
    public async Task Started_ForTheFirstTimeOnManyNodes_IsOneRecord()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Storage.Jobs.StartedAsync("a", None))));
        Assert.Single(await Storage.Jobs.ListAsync(None));
    }
}

public sealed class SqliteJobRecordTests : JobRecordContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresJobRecordTests : JobRecordContract<PostgresDatabase>;
