using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.TestKit;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>A database of one test, with the current tables and nothing in it.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Why it can't be had here; null when it can.</summary>
    public virtual string? Missing => null;

    public abstract RelationalStorage Storage { get; }

    /// <summary>The master key it is written under, named <c>k1</c>.</summary>
    public byte[] Key { get; } = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);

    public abstract Task CreateAsync(TimeProvider clock);

    /// <summary>The same database as another process would open it.</summary>
    public abstract RelationalStorage Reopen(byte[] key, string name, TimeProvider clock);

    /// <summary>All bytes that are stored, as text; binary columns may be in hexadecimal.</summary>
    public abstract Task<string> EverythingAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>What every contract needs; a contract is an abstract class with one subclass a database.</summary>
public abstract class StoreTest<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    protected static readonly CancellationToken None = CancellationToken.None;
    protected static readonly TenantId Tenant = new("tenant");

    protected FakeClock Clock { get; } = new();

    protected TDatabase Database { get; } = new();

    protected RelationalStorage Storage
    {
        get
        {
            Skip.IfNot(Database.Missing is null, Database.Missing);
            return Database.Storage;
        }
    }

    public Task InitializeAsync() => Database.Missing is null ? Database.CreateAsync(Clock) : Task.CompletedTask;

    public Task DisposeAsync() => Database.DisposeAsync().AsTask();

    protected async Task<CommitResult> InUnitAsync(Func<IUnitOfWork, Task> act)
    {
        await using IUnitOfWork unit = await Storage.BeginAsync(None);
        await act(unit);
        return await unit.CommitAsync(None);
    }

    protected async Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> read)
    {
        await using IUnitOfWork unit = await Storage.BeginAsync(None);
        return await read(unit);
    }

    protected CaseId NewCaseId() => CaseId.New(Clock.GetUtcNow());

    protected AuditEntry Entry(CaseId? id, string act) => new(
        Tenant, id, Clock.GetUtcNow(), ActorRole.Officer, "o", act, "done", new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
}
