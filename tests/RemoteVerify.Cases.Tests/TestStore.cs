using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests;

/// <summary>A desk over an empty SQLite file, for acts that need no engines.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rv-desk-");

    private TestStore(TenantTree? tenants)
    {
        Storage = new SqliteStorage(Path.Combine(_folder.FullName, "store.db"), new MasterKey("k", new byte[32]), Clock);
        Desk = new Desk(Storage, Clock, tenants);
    }

    public FakeClock Clock { get; } = new();

    public string Folder => _folder.FullName;

    public SqliteStorage Storage { get; }

    public Desk Desk { get; }

    public static async Task<TestStore> OpenAsync(TenantTree? tenants = null)
    {
        TestStore store = new(tenants);
        await store.Storage.MigrateAsync(CancellationToken.None);
        return store;
    }

    /// <summary>What the month's figures say of one act.</summary>
    public async Task<(long Done, long Refused)> CountedAsync(TenantId tenant, Act act)
    {
        await using IUnitOfWork unit = await Storage.BeginAsync(CancellationToken.None);
        MeterLine? line = (await unit.Meter.ListAsync([tenant], MeterMonth.Of(Clock.GetUtcNow()), CancellationToken.None)).SingleOrDefault(l => l.Operation == act.Code);
        return (line?.Done ?? 0, line?.Refused ?? 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
