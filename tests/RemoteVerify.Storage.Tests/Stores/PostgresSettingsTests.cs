using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>What the service asks of a PostgreSQL before it trusts it.</summary>
[Collection(PostgresServer.Name)]
public sealed class PostgresSettingsTests : StoreTest<PostgresDatabase>
{
    [SkippableFact]
    public async Task Migrate_WithCommitsThatAreNotDurable_IsRefused()
    {
        Skip.IfNot(Database.Missing is null, Database.Missing);
        string loose = Database.ConnectionString + ";Options=-c synchronous_commit=off";
        await using var storage = new PostgresStorage(loose, new Encryption.MasterKey("k1", Database.Key), Clock);
        var refused = await Assert.ThrowsAsync<StorageIntegrityException>(() => storage.MigrateAsync(None));
        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task Migrate_OnAnEmptyDatabaseByManyAtOnce_MakesTheTablesOnce()
    {
        Skip.IfNot(Database.Missing is null, Database.Missing);
        string empty = await PostgresServer.CreateEmptyAsync();
        await using var storage = new PostgresStorage(empty, new Encryption.MasterKey("k1", Database.Key), Clock);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => storage.MigrateAsync(None))));
        await using StorageContext context = storage.CreateDbContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.Empty(await storage.Rules.DamageAsync(context, None));
    }

    [SkippableFact]
    public async Task Texts_AreComparedByteByByte_WhateverTheServersLanguage()
    {
        await using StorageContext context = Storage.CreateDbContext();
        string collation = await context.Database.SqlQueryRaw<string>(
            "SELECT c.collname AS \"Value\" FROM pg_attribute a JOIN pg_collation c ON c.oid = a.attcollation WHERE a.attrelid = 'certificates'::regclass AND a.attname = 'SerialNumber'").SingleAsync();
        Assert.Equal("C", collation);
    }
}
