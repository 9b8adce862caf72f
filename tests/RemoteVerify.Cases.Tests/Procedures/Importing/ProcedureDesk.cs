using System.Security.Cryptography;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests.Procedures.Importing;

/// <summary>A desk with a store and a clock, for acts that need no keys.</summary>
internal sealed class ProcedureDesk : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-procedures-").FullName;

    private ProcedureDesk()
    {
        Storage = new SqliteStorage(Path.Combine(_folder, "office.db"), new MasterKey("test", RandomNumberGenerator.GetBytes(32)), Clock);
        Desk = new Desk(Storage, Clock);
    }

    public FakeClock Clock { get; } = new();

    public SqliteStorage Storage { get; }

    public Desk Desk { get; }

    public ProcedureLibrary Procedures { get; } = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));

    public Actor Portal { get; } = Actor.Portal(Office.Tenant, "portal-1");

    public Actor Service { get; } = Actor.Service(Office.Tenant);

    public static async Task<ProcedureDesk> OpenAsync()
    {
        var desk = new ProcedureDesk();
        await desk.Storage.MigrateAsync(CancellationToken.None);
        return desk;
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
