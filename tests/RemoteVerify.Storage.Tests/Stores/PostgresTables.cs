using System.Security.Cryptography;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

internal static class PostgresTables
{
    /// <summary>Makes the tables, without anything that belongs to a master key, and leaves no connection open.</summary>
    public static async Task CreateAsync(string connectionString)
    {
        using var master = new MasterKey("none", RandomNumberGenerator.GetBytes(MasterKey.Length));
        await using var storage = new PostgresStorage(connectionString, master, TimeProvider.System);
        await using (StorageContext context = storage.CreateDbContext())
        {
            await storage.Rules.MigrateAsync(context, CancellationToken.None);
        }
    }
}
