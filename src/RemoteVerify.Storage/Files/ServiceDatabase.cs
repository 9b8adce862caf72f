using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Files;

/// <summary>Where the database of a service is, in the words of its settings (<c>Service:DataDirectory</c>, <c>Service:Database</c>).</summary>
/// <param name="DataDirectory">Holds <c>remoteverify.db</c> and <c>master.key</c> where nothing else is named.</param>
/// <param name="Postgres">Where the connection string of a PostgreSQL database is (<c>env:NAME</c> or <c>file:PATH</c>), or null.</param>
/// <param name="MasterKey">Where the master key is, as 64 hexadecimal digits; needed with PostgreSQL.</param>
public sealed record DatabasePlace(string DataDirectory, string? Postgres, string? MasterKey)
{
    /// <summary>The file of the embedded database.</summary>
    public string SqliteFile => Path.Combine(DataDirectory, "remoteverify.db");

    /// <summary>The file of the service's own master key.</summary>
    public string MasterKeyFile => Path.Combine(DataDirectory, "master.key");
}

/// <summary>Opens the database of a service, for the service itself and for commands beside it.</summary>
public static class ServiceDatabase
{
    /// <param name="place">Where it is.</param>
    /// <param name="own">Takes the master key out of the data directory when no other is named; the service makes one on its first start, a command does not.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="InvalidDataException">A setting is missing or a secret has another form; the message quotes none.</exception>
    public static RelationalStorage Open(DatabasePlace place, Func<MasterKey> own, TimeProvider time)
    {
        if (place.Postgres is not { } reference)
        {
            return new SqliteStorage(place.SqliteFile, Master(place, own), time);
        }

        if (place.MasterKey is null)
        {
            throw new InvalidDataException("Service:Database:MasterKey is not set; the nodes of one PostgreSQL database need the same master key (env:NAME or file:PATH, 64 hexadecimal digits).");
        }

        byte[] connection = SecretReference.Read(reference);
        try
        {
            return new PostgresStorage(Encoding.UTF8.GetString(connection), Master(place, own), time);
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

    private static MasterKey Master(DatabasePlace place, Func<MasterKey> own)
    {
        if (place.MasterKey is not { } reference)
        {
            return own();
        }

        byte[] key = ReadKey(reference);
        try
        {
            return new MasterKey("named", key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The 32 bytes of a master key that is named; the caller clears them.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another form.</exception>
    public static byte[] ReadKey(string reference)
    {
        byte[] digits = SecretReference.Read(reference);
        byte[] key = new byte[MasterKey.Length];
        try
        {
            return digits.Length == 2 * MasterKey.Length && Convert.FromHexString(digits, key, out _, out _) == OperationStatus.Done
                ? key
                : throw new InvalidDataException($"{reference} must hold the master key as {2 * MasterKey.Length} hexadecimal digits (openssl rand -hex 32).");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digits);
        }
    }
}
