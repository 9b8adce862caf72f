using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Development;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>A database of its own on the one server of the test run, copied from one that has the tables.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    private PostgresStorage? _storage;

    public override string? Missing => TemporaryPostgres.Missing;

    public string ConnectionString { get; private set; } = "";

    public override RelationalStorage Storage => _storage!;

    public override async Task CreateAsync(TimeProvider clock)
    {
        ConnectionString = await PostgresServer.CreateDatabaseAsync();
        _storage = new PostgresStorage(ConnectionString, new MasterKey("k1", Key), clock);
        await _storage.MigrateAsync(CancellationToken.None);
    }

    public override RelationalStorage Reopen(byte[] key, string name, TimeProvider clock) => new PostgresStorage(ConnectionString, new MasterKey(name, key), clock);

    public override async Task<string> EverythingAsync()
    {
        var all = new StringBuilder();
        await using StorageContext context = Storage.CreateDbContext();
        foreach (string table in context.Model.GetEntityTypes().Select(type => type.GetTableName()!))
        {
            string sql = $"SELECT t::text AS \"Value\" FROM \"{table}\" AS t";
            all.AppendJoin('\n', await context.Database.SqlQueryRaw<string>(sql).ToListAsync());
        }

        return all.ToString();
    }

    public override ValueTask DisposeAsync() => _storage?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The server of this test process: started by the first test that wants it, ended after the last one of the collection.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresServer : ICollectionFixture<PostgresServer>, IAsyncLifetime
{
    public const string Name = "PostgreSQL";

    private static readonly Lazy<Task<(TemporaryPostgres Server, string Template)>> Shared = new(StartAsync);

    internal static async Task<string> CreateDatabaseAsync()
    {
        (TemporaryPostgres server, string template) = await Shared.Value;
        return await server.CopyDatabaseAsync(template, CancellationToken.None);
    }

    internal static async Task<string> CreateEmptyAsync() => await (await Shared.Value).Server.CreateDatabaseAsync(CancellationToken.None);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).Server.DisposeAsync();
        }
    }

    private static async Task<(TemporaryPostgres, string)> StartAsync()
    {
        TemporaryPostgres server = await TemporaryPostgres.StartAsync(CancellationToken.None);
        string template = await server.CreateDatabaseAsync(CancellationToken.None);

        // Tables only: the test's own master key goes into each copy.
        await PostgresTables.CreateAsync(template);
        return (server, template);
    }
}
