using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Postgres;

namespace RemoteVerify.Storage;

/// <summary>The store of several nodes: a PostgreSQL database, version 13 or later.</summary>
public sealed class PostgresStorage : RelationalStorage
{
    private readonly DbContextOptions<PostgresContext> _options;
    private readonly NpgsqlDataSource _source;

    /// <param name="connectionString">In Npgsql's form; it holds a password, so it comes from a secret and is never printed.</param>
    /// <param name="master">The master key: the same on every node.</param>
    /// <param name="clock">Clock.</param>
    public PostgresStorage(string connectionString, MasterKey master, TimeProvider clock)
        : base(master, clock, new PostgresRules())
    {
        string connection = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "RemoteVerify", IncludeErrorDetail = false, PersistSecurityInfo = false }.ToString();
        _source = NpgsqlDataSource.Create(connection);
        _options = new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(_source).Options;
    }

    public override string Kind => "postgres";

    /// <summary>Its connections, for what keeps tables of its own beside the stores (the scheduler of jobs).</summary>
    public DbDataSource Connections => _source;

    public override StorageContext CreateDbContext() => new PostgresContext(_options);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
