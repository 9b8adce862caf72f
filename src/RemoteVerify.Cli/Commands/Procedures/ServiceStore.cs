using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Files;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary>
/// The database of a service, opened beside the running service: named by options, or by the environment variables that configure the service
/// itself (<c>Service__DataDirectory</c>, <c>Service__Database__Postgres</c>, <c>Service__Database__MasterKey</c>).
/// </summary>
internal sealed class ServiceStore
{
    private readonly Option<string> _data = new("--data") { Description = "Data directory of the service, which may be running; else Service__DataDirectory." };

    private readonly Option<string> _postgres = new("--postgres")
    {
        Description = "Where the connection string of the service's PostgreSQL database is (env:NAME or file:PATH); else Service__Database__Postgres.",
    };

    private readonly Option<string> _masterKey = new("--master-key")
    {
        Description = "Where the master key is, as 64 hexadecimal digits (env:NAME or file:PATH); else Service__Database__MasterKey.",
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_postgres);
        command.Add(_masterKey);
    }

    /// <summary>True when an option names a database; the environment alone does not.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(_data) is not null || parsed.GetValue(_postgres) is not null;

    /// <exception cref="CommandException">Nothing says where the database is, there is none, or it may not be read.</exception>
    public async Task<RelationalStorage> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        DatabasePlace place = Place(parsed);
        if (place.Postgres is null && !File.Exists(place.SqliteFile))
        {
            throw CommandException.Environment($"{place.DataDirectory} holds no database of a service. Start the service once with this data directory, or name another.");
        }

        return await ExplainAsync(async () =>
        {
            RelationalStorage storage = ServiceDatabase.Open(place, () => OwnKey(place), TimeProvider.System);
            await storage.MigrateAsync(cancellationToken);
            return storage;
        });
    }

    /// <summary>Turns what goes wrong with a database into a sentence.</summary>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is InvalidDataException or StorageIntegrityException or StorageUnavailableException)
        {
            throw CommandException.Environment(e.Message);
        }
        catch (Exception e) when ((e as DbException ?? e.InnerException as DbException) is { } cause)
        {
            // What may pass by itself comes wrapped.
            throw CommandException.Environment($"The database of the service can't be opened: {cause.Message}");
        }
    }

    /// <summary>Where options or environment say that the database is.</summary>
    /// <exception cref="CommandException">They don't say it.</exception>
    public DatabasePlace Place(ParseResult parsed) =>
        Find(parsed) ?? throw CommandException.WrongUse("Say which service: --data DIR, or --postgres and --master-key, or the service's own environment variables.");

    /// <summary>Null when neither options nor environment say it.</summary>
    private DatabasePlace? Find(ParseResult parsed)
    {
        string? data = parsed.GetValue(_data);

        // A data directory on the command line means the file in it, whatever the environment configures.
        string? postgres = parsed.GetValue(_postgres) ?? (data is null ? Setting("Service__Database__Postgres") : null);
        data ??= Setting("Service__DataDirectory");
        return postgres is null && data is null ? null : new DatabasePlace(data ?? "data", postgres, parsed.GetValue(_masterKey) ?? Setting("Service__Database__MasterKey"));
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The service's own key, 32 bytes in a file of its data directory.</summary>
    public static MasterKey OwnKey(DatabasePlace place) => KeyOf(place, place.MasterKeyFile);

    /// <summary>A key in a file of 32 bytes, in the place of the service's own.</summary>
    public static MasterKey KeyOf(DatabasePlace place, string file)
    {
        byte[] key;
        try
        {
            key = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Environment($"The master key of {place.DataDirectory} can't be read: {e.Message} Run the command as the service's user.");
        }

        try
        {
            return key.Length == MasterKey.Length
                ? new MasterKey("file", key)
                : throw CommandException.Environment($"The master key of {place.DataDirectory} has {key.Length} bytes; a master key has {MasterKey.Length}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
