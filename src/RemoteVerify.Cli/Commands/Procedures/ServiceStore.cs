using System.Security.Cryptography;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary>The database of a service on this machine, opened beside the running service.</summary>
internal static class ServiceStore
{
    /// <param name="dataDirectory">The service's data directory.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="CommandException">There is no service's data, or it may not be read.</exception>
    public static async Task<SqliteStorage> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        string database = Path.Combine(dataDirectory, "remoteverify.db");
        if (!File.Exists(database))
        {
            throw CommandException.Environment($"{dataDirectory} holds no database of a service. Start the service once with this data directory, or name another.");
        }

        SqliteStorage storage = new(database, await MasterKeyAsync(dataDirectory, cancellationToken), TimeProvider.System);
        await storage.MigrateAsync(cancellationToken);
        return storage;
    }

    private static async Task<MasterKey> MasterKeyAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        byte[] key;
        try
        {
            key = await File.ReadAllBytesAsync(Path.Combine(dataDirectory, "master.key"), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Environment($"The master key of {dataDirectory} can't be read: {e.Message} Run the command as the service's user.");
        }

        try
        {
            return key.Length == MasterKey.Length
                ? new MasterKey("file", key)
                : throw CommandException.Environment($"The master key of {dataDirectory} has {key.Length} bytes; a master key has {MasterKey.Length}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
