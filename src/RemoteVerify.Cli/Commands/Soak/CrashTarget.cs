using System.Security.Cryptography;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Development;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>One database that is driven and killed, with its keys.</summary>
internal sealed class CrashTarget : IAsyncDisposable
{
    private readonly TemporaryPostgres? _server;
    private string _database;

    private CrashTarget(string folder, TemporaryPostgres? server, string database)
    {
        (Folder, _server, _database) = (folder, server, database);
        LogKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        Keys = CrashKeys.Create(folder);
    }

    public string Folder { get; }

    public SoftwareKey LogKey { get; }

    public CrashKeys Keys { get; }

    public bool HasServer => _server is not null;

    /// <summary>The SQLite file.</summary>
    public string FilePath => HasServer ? throw new InvalidOperationException("There is no file.") : _database;

    private byte[] MasterKeyBytes { get; } = RandomNumberGenerator.GetBytes(MasterKey.Length);

    /// <summary>A new database: a file, or one of a server that runs already.</summary>
    public static async Task<CrashTarget> CreateAsync(TemporaryPostgres? server, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("rv-soak-").FullName;
        string database = server is null ? Path.Combine(folder, "soak.db") : await server.CreateDatabaseAsync(cancellationToken);
        return new CrashTarget(folder, server, database);
    }

    public CrashWorkerSetup Setup(ulong seed, int lanes) => new(HasServer, _database, MasterKeyBytes, LogKey.ExportPkcs8(), seed, lanes, Keys);

    /// <summary>The database as a new process opens it.</summary>
    public RelationalStorage Open() => CrashWorker.Open(Setup(0, 0));

    /// <summary>A copy of the file under another name.</summary>
    public RelationalStorage OpenCopy(string path) => CrashWorker.Open(Setup(0, 0) with { Database = path });

    public Task KillServerAsync() => _server!.KillAsync();

    public async Task RestartServerAsync(CancellationToken cancellationToken)
    {
        await _server!.RestartAsync(cancellationToken);
        _database = _server.Renew(_database);
    }

    public ValueTask DisposeAsync()
    {
        LogKey.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
