using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Server.Composition;

/// <summary>Opens the database that the settings name.</summary>
public static class Databases
{
    /// <exception cref="InvalidDataException">A setting is missing or a secret has another form.</exception>
    public static RelationalStorage Open(ServiceOptions options, TimeProvider time)
    {
        if (options.Database.Postgres is not { } reference)
        {
            return new SqliteStorage(Path.Combine(options.DataDirectory, "remoteverify.db"), Master(options), time);
        }

        if (options.Database.MasterKey is null)
        {
            throw new InvalidDataException("Service:Database:MasterKey is not set; the nodes of one PostgreSQL database need the same master key (env:NAME or file:PATH, 64 hexadecimal digits).");
        }

        byte[] connection = SecretReference.Read(reference);
        try
        {
            return new PostgresStorage(Encoding.UTF8.GetString(connection), Master(options), time);
        }
        catch (ArgumentException)
        {
            // What it says could quote the password.
            throw new InvalidDataException($"What {reference} holds is not a connection string (Host=..;Database=..;Username=..;Password=..).");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(connection);
        }
    }

    private static MasterKey Master(ServiceOptions options)
    {
        if (options.Database.MasterKey is not { } reference)
        {
            return KeyFiles.Master(options.DataDirectory);
        }

        byte[] digits = SecretReference.Read(reference);
        byte[] key = new byte[MasterKey.Length];
        try
        {
            return digits.Length == 2 * MasterKey.Length && Convert.FromHexString(digits, key, out _, out _) == OperationStatus.Done
                ? new MasterKey("named", key)
                : throw new InvalidDataException($"{reference} must hold the master key as {2 * MasterKey.Length} hexadecimal digits (openssl rand -hex 32).");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digits);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
