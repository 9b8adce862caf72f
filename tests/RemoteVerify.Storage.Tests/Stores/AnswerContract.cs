using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Requests with an Idempotency-Key on every database: one run at a time, one answer, and nothing committed twice.</summary>
public abstract class AnswerContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly byte[] Fingerprint = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [SkippableFact]
    public async Task Key_AskedWhileItRuns_IsRunningAndThenAnswered()
    {
        byte[] tag = Storage.Answers.TagOf("client", "key-1");
        Guid lease = await BegunAsync(tag);
        Assert.IsType<KeyState.Running>(await BeginAsync(tag));

        await Storage.Answers.FinishAsync(tag, lease, Fingerprint, Answer("Nguyễn Văn Mẫu"), None);
        var answered = Assert.IsType<KeyState.Answered>(await BeginAsync(tag));
        Assert.Equal(Fingerprint, answered.Fingerprint);
        Assert.Equal(201, answered.Answer.Status);
        Assert.Equal("/v1/cases/1", answered.Answer.Headers["Location"]);
        Assert.Equal("Nguyễn Văn Mẫu"u8.ToArray(), answered.Answer.Body);

        Assert.IsType<KeyState.Begun>(await BeginAsync(Storage.Answers.TagOf("other client", "key-1")));
        string stored = await Database.EverythingAsync();
        Assert.DoesNotContain("Nguyễn Văn Mẫu", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("key-1", stored, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Run_ThatCommittedNothing_IsRunAgainAfterItsLease_AndCantCommitAnyMore()
    {
        byte[] tag = Storage.Answers.TagOf("client", "key");
        Guid crashed = await BegunAsync(tag);
        Clock.Advance(Lease);
        Guid second = await BegunAsync(tag);

        DraftCase late = NewCase();
        Assert.Equal(CommitResult.VersionConflict, await AddAsync(tag, crashed, late));
        Assert.Null(await ReadAsync(u => u.Cases.FindAsync(Tenant, late.File.Id, None)));

        DraftCase taken = NewCase();
        Assert.Equal(CommitResult.Committed, await AddAsync(tag, second, taken));
        Assert.NotNull(await ReadAsync(u => u.Cases.FindAsync(Tenant, taken.File.Id, None)));
    }

    [SkippableFact]
    public async Task Run_ThatCommittedAndLostItsAnswer_IsNeverRunAgain()
    {
        byte[] tag = Storage.Answers.TagOf("client", "key");
        DraftCase opened = NewCase();
        Assert.Equal(CommitResult.Committed, await AddAsync(tag, await BegunAsync(tag), opened));
        Clock.Advance(Lease);

        var lost = Assert.IsType<KeyState.Lost>(await BeginAsync(tag));
        Assert.Equal(new CommittedAct("case.open", opened.File.Id.Value, "done"), Assert.Single(lost.Acts));
        Assert.Equal(Fingerprint, lost.Fingerprint);
        Assert.IsType<KeyState.Lost>(await BeginAsync(tag));
    }

    [SkippableFact]
    public async Task Run_WhoseRefusalWasOnlyRecorded_MayBeRunAgain()
    {
        byte[] tag = Storage.Answers.TagOf("client", "key");
        using (RequestMark.Begin(tag, await BegunAsync(tag), () => Fingerprint))
        {
            Assert.Equal(CommitResult.Committed, await InUnitAsync(u => Record(u, null, "case.open", "procedure.unknown")));
        }

        Clock.Advance(Lease);
        Assert.IsType<KeyState.Begun>(await BeginAsync(tag));
    }

    [SkippableFact]
    public async Task Key_GivenBack_IsFreeOrWithoutAnswer()
    {
        byte[] free = Storage.Answers.TagOf("client", "free");
        await Storage.Answers.ReleaseAsync(free, await BegunAsync(free), None);
        Assert.IsType<KeyState.Begun>(await BeginAsync(free));

        byte[] acted = Storage.Answers.TagOf("client", "acted");
        Guid lease = await BegunAsync(acted);
        await AddAsync(acted, lease, NewCase());
        await Storage.Answers.ReleaseAsync(acted, lease, None);
        Assert.IsType<KeyState.Lost>(await BeginAsync(acted));
    }

    [SkippableFact]
    public async Task Key_AfterItsTime_IsFreeAndPurged()
    {
        byte[] tag = Storage.Answers.TagOf("client", "key");
        await Storage.Answers.FinishAsync(tag, await BegunAsync(tag), Fingerprint, Answer("x"), None);
        Clock.Advance(Kept - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Storage.Answers.PurgeAsync(None));
        Assert.IsType<KeyState.Answered>(await BeginAsync(tag));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<KeyState.Begun>(await BeginAsync(tag));
        Clock.Advance(Kept);
        Assert.Equal(1, await Storage.Answers.PurgeAsync(None));
    }

    [SkippableFact]
    public async Task Key_AskedByManyAtOnce_IsGivenToOne()
    {
        byte[] tag = Storage.Answers.TagOf("client", "key");
        await BegunAsync(tag);
        Clock.Advance(Lease);
        KeyState[] states = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => BeginAsync(tag))));
        Assert.Single(states.OfType<KeyState.Begun>());
        Assert.Equal(7, states.OfType<KeyState.Running>().Count());
    }

    private static KeptAnswer Answer(string body) => new(201, new Dictionary<string, string> { ["Location"] = "/v1/cases/1" }, ["cases"], System.Text.Encoding.UTF8.GetBytes(body));

    private Task<KeyState> BeginAsync(byte[] tag) => Storage.Answers.BeginAsync(tag, Lease, Kept, None);

    private async Task<Guid> BegunAsync(byte[] tag) => Assert.IsType<KeyState.Begun>(await BeginAsync(tag)).Lease;

    private async Task<CommitResult> AddAsync(byte[] tag, Guid lease, DraftCase added)
    {
        using (RequestMark.Begin(tag, lease, () => Fingerprint))
        {
            return await InUnitAsync(async u =>
            {
                await u.Cases.AddAsync(added, Clock.GetUtcNow(), None);
                await Record(u, added.File.Id, "case.open", "done");
            });
        }
    }

    private Task Record(IUnitOfWork unit, CaseId? id, string act, string result)
    {
        unit.Audit.Append(Entry(id, act) with { Result = result });
        return Task.CompletedTask;
    }

    private DraftCase NewCase() => new(new CaseFile(
        NewCaseId(), Tenant, Guid.NewGuid().ToString("N"), "procedure", "1", true, "Hợp đồng", "portal", Clock.GetUtcNow(), [], 1));
}

public sealed class SqliteAnswerTests : AnswerContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresAnswerTests : AnswerContract<PostgresDatabase>;
