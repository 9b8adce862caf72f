using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace RemoteVerify.Storage.Development;

/// <summary>
/// A PostgreSQL server of one's own for tests and benchmarks: an own folder, a free port on loopback, an ordinary user, a random password, and
/// nothing left behind. It is the distribution's server with its own settings of durability; the service itself never starts one.
/// </summary>
public sealed class TemporaryPostgres : IAsyncDisposable
{
    private const string User = "remoteverify";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgresPrograms _programs;
    private readonly string _folder;
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private ChildProcess? _server;
    private int _databases;

    private TemporaryPostgres(PostgresPrograms programs, string folder) => (_programs, _folder) = (programs, folder);

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The server's process.</summary>
    public int ProcessId => (_server ?? throw new InvalidOperationException("The server is not running.")).Id;

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Why no server can be had here, or null.</summary>
    public static string? Missing => PostgresPrograms.Find() is null ? "PostgreSQL is not installed (Debian package postgresql)" : null;

    /// <summary>Makes a cluster and starts it.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or does not start; the message says what it said.</exception>
    public static async Task<TemporaryPostgres> StartAsync(CancellationToken cancellationToken)
    {
        PostgresPrograms programs = PostgresPrograms.Find() ?? throw new InvalidOperationException(Missing);
        var server = new TemporaryPostgres(programs, Directory.CreateTempSubdirectory("rv-postgres-").FullName);
        try
        {
            await server.InitialiseAsync(cancellationToken);
            await server.RestartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An empty database of its own.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) => await CreateAsync("template0", cancellationToken);

    /// <summary>A database that starts as a copy of another one, to which nobody may be connected.</summary>
    public async Task<string> CopyDatabaseAsync(string connectionString, CancellationToken cancellationToken) =>
        await CreateAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!, cancellationToken);

    /// <summary>Starts it (again) on a free port; after <see cref="KillAsync"/> it recovers from its log first. Old connection strings are made new by <see cref="Renew"/>.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        string said = "";
        for (int tries = 0; tries < 20; tries++)
        {
            Port = FreePort();
            _server = _programs.Start("postgres", ["-D", DataFolder, "-c", $"port={Port}"], _folder);
            if (await AnswersAsync(cancellationToken))
            {
                return;
            }

            // The port was taken meanwhile, or children of a killed server have not ended yet.
            said = await _server.EndAsync();
            await Task.Delay(500, cancellationToken);
        }

        throw new InvalidOperationException($"PostgreSQL does not start here; it says: {said}");
    }

    /// <summary>Kills the server as a power cut of its machine would end it: no shutdown, no checkpoint.</summary>
    public async Task KillAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await (_server ?? throw new InvalidOperationException("The server is not running.")).KillAsync();
    }

    /// <summary>A connection string with today's port.</summary>
    public string Renew(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Port = Port }.ToString();

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is { } running)
        {
            await running.EndAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        string passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, _password + "\n", cancellationToken);
        await _programs.GiveAsync(_folder, cancellationToken);
        ChildProcess initialise = _programs.Start(
            "initdb",
            ["-D", DataFolder, "-U", User, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-sync"],
            _folder);
        string said = await initialise.WaitAsync(cancellationToken);
        File.Delete(passwordFile);
        if (initialise.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed: {said}");
        }

        await File.AppendAllTextAsync(
            Path.Combine(DataFolder, "postgresql.conf"),
            "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 60\nshared_buffers = '32MB'\njit = off\nautovacuum_naptime = '5s'\n",
            cancellationToken);
    }

    private async Task<string> CreateAsync(string template, CancellationToken cancellationToken)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"rv{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name, pooling: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < Patience && !_server!.HasEnded)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }

        return false;
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = Port, Username = User, Password = _password, Database = database, Pooling = pooling, MaxPoolSize = 20, Timeout = 60,
    }.ToString();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
