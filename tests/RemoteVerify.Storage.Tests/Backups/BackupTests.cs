using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Backups;
using RemoteVerify.Storage.Backups.Escrow;
using RemoteVerify.Storage.Checking;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Tests.Stores;
using RemoteVerify.TestKit;

namespace RemoteVerify.Storage.Tests.Backups;

/// <summary>A backup of a working instance, restored elsewhere, is the same instance; without its key, whole bytes and list it is refused by name.</summary>
[Collection(PostgresServer.Name)]
public sealed class BackupTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Tables whose rows change with later acts; those of all others are written once.</summary>
    private static readonly string[] Counting = ["register_books|", "meters|"];

    private readonly FakeClock _clock = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-backup-").FullName;
    private readonly List<RelationalStorage> _open = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (RelationalStorage storage in _open)
        {
            await storage.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableTheory]
    [InlineData("sqlite", "sqlite")]
    [InlineData("postgres", "postgres")]
    [InlineData("sqlite", "postgres")]
    [InlineData("postgres", "sqlite")]
    public async Task Restore_OfABackupMadeWhileActsWentOn_ReproducesEveryRowOfItsMomentUnderAKeyOutOfShares(string from, string to)
    {
        (RelationalStorage source, Instance instance) = await FilledAsync(from, 3);
        IReadOnlyList<EscrowShare> shares = await EscrowRecord.MakeAsync(source, 3, 5, None);
        using MemoryStream backup = new();
        BackupManifest manifest = await WhileActsGoOnAsync(instance, () => Backup.WriteAsync(source, backup, null, None));
        string list = await DestroyedKeys.WriteAsync(source, None);

        byte[] key = MasterKeyEscrow.Recover([shares[4], shares[0], shares[2]]);
        RelationalStorage copy = await OpenAsync(to, key, "file");
        backup.Position = 0;
        RestoreReport report = await Restore.RunAsync(copy, backup, new RestoreOrder(list), null, None);

        Assert.Empty(report.Inspection.Findings);
        Assert.Equal((manifest.LogSize, manifest.LogRoot), (report.Inspection.Leaves, Convert.ToHexStringLower(report.Inspection.Root.Span)));
        Assert.Equal(manifest.Books.Sum(b => b.Last), report.Inspection.Numbers);

        // Each act is one leaf, and they went on one after the other.
        Assert.InRange(manifest.LogSize, 6, instance.Blobs.Count - 1);
        await instance.RequireReadableAsync(copy, (int)manifest.LogSize);
        string[] restored = (await Instance.DumpAsync(copy)).Split('\n');
        Assert.All(manifest.Tables, table => Assert.Contains($"# {table.Name} {table.Rows}", restored));
        HashSet<string> later = [.. (await Instance.DumpAsync(source)).Replace("|k1|", "|file|", StringComparison.Ordinal).Split('\n')];
        string[] fixedRows = [.. restored.Where(line => line[0] != '#' && !Counting.Any(table => line.StartsWith(table, StringComparison.Ordinal)))];
        Assert.InRange(fixedRows.Length, 60, manifest.Rows);
        Assert.All(fixedRows, line => Assert.Contains(line, later));
    }

    [SkippableTheory]
    [InlineData("sqlite", "postgres")]
    [InlineData("postgres", "sqlite")]
    public async Task Restore_OfAnInstanceAtRest_HasTheSameTextInEveryTableAndGoesOn(string from, string to)
    {
        (RelationalStorage source, Instance instance) = await FilledAsync(from, 2);
        string before = await Instance.DumpAsync(source);
        using MemoryStream backup = new();
        await Backup.WriteAsync(source, backup, null, None);
        RelationalStorage copy = await OpenAsync(to, _key, "k1");
        backup.Position = 0;
        await Restore.RunAsync(copy, backup, new RestoreOrder(null, WithoutList: true), null, None);

        Assert.Equal(before, await Instance.DumpAsync(copy));

        // Numbers, leaves and serial columns go on where the copied ones end.
        await new Instance(copy, _clock).ActAsync();
        await new Instance(copy, _clock).InUnitAsync(u =>
        {
            u.CaptureFingerprints.Add(new TenantId("alpha"), Instance.Number, new byte[] { 9 }, _clock.GetUtcNow());
            return Task.CompletedTask;
        });
        Assert.Empty((await StorageInspection.RunAsync(copy, None)).Findings);
        await instance.RequireReadableAsync(source, int.MaxValue);
    }

    [Fact]
    public async Task Restore_AnyByteChangedOrCutAnywhere_IsRefusedByName()
    {
        (RelationalStorage source, Instance instance) = await FilledAsync("sqlite", 1);

        // Several chunks.
        await instance.InUnitAsync(u => u.Blobs.PutAsync(new TenantId("alpha"), CaseId.New(_clock.GetUtcNow()), DataClass.Dossier, new byte[3 << 20], None));
        using MemoryStream made = new();
        await Backup.WriteAsync(source, made, null, None);
        byte[] whole = made.ToArray();
        using var key = new MasterKey("k1", _key);
        Assert.Equal(2, Restore.Check(new MemoryStream(whole), key).LogSize);

        int[] places = [.. Enumerable.Range(0, 40), .. Enumerable.Range(1, 60).Select(i => (int)((long)i * (whole.Length - 1) / 60))];
        foreach (int place in places)
        {
            byte[] changed = (byte[])whole.Clone();
            changed[place] ^= 0x10;
            BackupFault fault = Assert.Throws<BackupException>(() => Restore.Check(new MemoryStream(changed), key)).Fault;
            BackupFault[] expected = place < 8 ? [BackupFault.NotABackup] : place < 10 ? [BackupFault.UnknownVersion]
                : [BackupFault.Changed, BackupFault.Truncated, BackupFault.OtherMasterKey];
            Assert.Contains(fault, expected);
            BackupFault cut = Assert.Throws<BackupException>(() => Restore.Check(new MemoryStream(whole, 0, place), key)).Fault;
            Assert.Equal(place < 8 ? BackupFault.NotABackup : BackupFault.Truncated, cut);
        }

        Assert.Equal(BackupFault.Changed, Assert.Throws<BackupException>(() => Restore.Check(new MemoryStream([.. whole, 0]), key)).Fault);

        // A database that was begun stays without a row.
        byte[] late = (byte[])whole.Clone();
        late[^30] ^= 1;
        RelationalStorage copy = await OpenAsync("sqlite", _key, "k1");
        Assert.Equal(BackupFault.Changed, (await Assert.ThrowsAsync<BackupException>(() => Restore.RunAsync(copy, new MemoryStream(late), new RestoreOrder(null, true), null, None))).Fault);
        await using StorageContext context = copy.CreateDbContext();
        Assert.Equal((0, 0), (await context.Secrets.CountAsync(), await context.AuditLeaves.CountAsync()));
    }

    [Fact]
    public async Task Backup_WithoutItsMasterKey_SaysNothing()
    {
        (RelationalStorage source, Instance instance) = await FilledAsync("sqlite", 1);
        using MemoryStream made = new();
        await Backup.WriteAsync(source, made, null, None);
        using var other = new MasterKey("k1", RandomNumberGenerator.GetBytes(32));
        made.Position = 0;
        Assert.Equal(BackupFault.OtherMasterKey, Assert.Throws<BackupException>(() => Restore.Check(made, other)).Fault);
        string text = System.Text.Encoding.Latin1.GetString(made.ToArray());
        Assert.DoesNotContain("data_keys", text, StringComparison.Ordinal);
        Assert.DoesNotContain("alpha", text, StringComparison.Ordinal);
        Assert.DoesNotContain(System.Text.Encoding.Latin1.GetString(_key), text, StringComparison.Ordinal);
        Assert.NotEmpty(instance.Blobs);
    }

    [Fact]
    public async Task Restore_KeysDestroyedAfterTheBackup_StayDestroyed()
    {
        (RelationalStorage source, Instance instance) = await FilledAsync("sqlite", 2);
        string early = await DestroyedKeys.WriteAsync(source, None);
        await instance.ActAsync();
        using MemoryStream backup = new();
        await Backup.WriteAsync(source, backup, null, None);
        (TenantId tenant, CaseId gone, BlobId blob, byte[] content) = instance.Blobs[1];
        await instance.InUnitAsync(async u =>
        {
            await u.Blobs.DestroyKeyAsync(gone, DataClass.Dossier, None);
            u.Audit.Append(new AuditEntry(tenant, gone, _clock.GetUtcNow(), ActorRole.Service, "retention", "data.destroy", "done", new Dictionary<string, string>()));
        });
        await instance.ActAsync();
        string list = await DestroyedKeys.WriteAsync(source, None);
        Assert.DoesNotContain("Mẫu", list, StringComparison.Ordinal);

        Task<RestoreReport> IntoAsync(RelationalStorage target, RestoreOrder order)
        {
            backup.Position = 0;
            return Restore.RunAsync(target, backup, order, null, None);
        }

        async Task<BackupFault> FaultAsync(RestoreOrder order)
        {
            RelationalStorage target = await OpenAsync("sqlite", _key, "k1");
            return (await Assert.ThrowsAsync<BackupException>(() => IntoAsync(target, order))).Fault;
        }

        Assert.Equal(BackupFault.DestroyedListMissing, await FaultAsync(new RestoreOrder(null)));
        Assert.Equal(BackupFault.DestroyedListTooOld, await FaultAsync(new RestoreOrder(early)));
        Assert.Equal(BackupFault.DestroyedListChanged, await FaultAsync(new RestoreOrder(list.Replace($"key {gone.Value:D}", $"key {Guid.NewGuid():D}", StringComparison.Ordinal))));
        Assert.Equal(BackupFault.DestroyedListChanged, await FaultAsync(new RestoreOrder("no list")));

        RelationalStorage copy = await OpenAsync("sqlite", _key, "k1");
        RestoreReport report = await IntoAsync(copy, new RestoreOrder(list));
        Assert.Equal(1, report.KeysNotRestored);
        Assert.Equal(2, report.LostLeaves);
        Assert.Equal("alpha", Assert.Single(report.LostNumbers).Tenant);
        await using (IUnitOfWork unit = await copy.BeginAsync(None))
        {
            Assert.Null(await unit.Blobs.GetAsync(gone, blob, None));
        }

        await instance.RequireReadableAsync(copy, 5, new HashSet<CaseId> { gone });
        RelationalStorage knowingly = await OpenAsync("sqlite", _key, "k1");
        Assert.Equal(0, (await IntoAsync(knowingly, new RestoreOrder(null, WithoutList: true))).KeysNotRestored);
        await using IUnitOfWork readable = await knowingly.BeginAsync(None);
        Assert.Equal(content, (await readable.Blobs.GetAsync(gone, blob, None))!.Value.ToArray());
    }

    [Fact]
    public async Task Restore_IntoADatabaseWithTables_IsRefused()
    {
        (RelationalStorage source, _) = await FilledAsync("sqlite", 1);
        using MemoryStream backup = new();
        await Backup.WriteAsync(source, backup, null, None);
        RelationalStorage used = await OpenAsync("sqlite", _key, "k1");
        await used.MigrateAsync(None);
        backup.Position = 0;
        Assert.Equal(BackupFault.TargetNotEmpty, (await Assert.ThrowsAsync<BackupException>(() => Restore.RunAsync(used, backup, new RestoreOrder(null, true), null, None))).Fault);
    }

    [Fact]
    public async Task Restore_OfANewerServiceOrAnOlderOne_IsRefusedOrBroughtUpToDate()
    {
        RelationalStorage source = await OpenAsync("sqlite", _key, "k1");
        await source.MigrateAsync(None);
        string[] migrations;
        await using (StorageContext context = source.CreateDbContext())
        {
            migrations = [.. context.Database.GetMigrations()];
        }

        RelationalStorage newer = await OpenAsync("sqlite", _key, "k1");
        using Stream ofTomorrow = await SecretsAloneAsync(source, "99991231235959_Tomorrow");
        Assert.Equal(BackupFault.UnknownTables, (await Assert.ThrowsAsync<BackupException>(() => Restore.RunAsync(newer, ofTomorrow, new RestoreOrder(null, true), null, None))).Fault);

        RelationalStorage older = await OpenAsync("sqlite", _key, "k1");
        using Stream ofYesterday = await SecretsAloneAsync(source, migrations[0]);
        Assert.Empty((await Restore.RunAsync(older, ofYesterday, new RestoreOrder(null, true), null, None)).Inspection.Findings);
        await using StorageContext now = older.CreateDbContext();
        Assert.Empty(await now.Database.GetPendingMigrationsAsync());
        Assert.Equal(1, await now.Secrets.CountAsync());
    }

    /// <summary>A backup of one table, whose form has never changed, that says to be of some version.</summary>
    private static async Task<Stream> SecretsAloneAsync(RelationalStorage source, string schema)
    {
        MemoryStream made = new();
        await using StorageContext context = source.CreateDbContext();
        await context.Database.OpenConnectionAsync();
        var shape = Storage.Backups.Rows.TableShape.Of(context)[0];
        Assert.Equal("secrets", shape.Name);
        byte[] binding = Storage.Backups.Sealing.BackupHeader.Fresh(source.Master, DateTimeOffset.UnixEpoch, out byte[] key).Write(made);
        using (Storage.Backups.Sealing.SealedWriter box = new(made, key, binding))
        {
            using (Storage.Backups.Rows.RecordWriter writer = new(box))
            {
                byte[] empty = await AuditLog.Merkle.MerkleTree.RootAsync(new AuditLog.Merkle.MemoryNodes(), 0, None);
                writer.Manifest(new BackupManifest("0", DateTimeOffset.UnixEpoch, "sqlite", schema, "k1", [new TableCount("secrets", 1)], 0, Convert.ToHexStringLower(empty), 0, 0, 0, []));
                writer.Table(shape);
                await using var select = context.Database.GetDbConnection().CreateCommand();
                select.CommandText = $"SELECT {string.Join(", ", shape.Columns.Select(c => $"\"{c.Name}\""))} FROM secrets";
                await using var rows = await select.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                    writer.Row(shape, rows);
                }

                writer.End();
            }

            box.Complete();
        }

        made.Position = 0;
        return made;
    }

    private async Task<BackupManifest> WhileActsGoOnAsync(Instance instance, Func<Task<BackupManifest>> backup)
    {
        using CancellationTokenSource enough = new();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task acts = Task.Run(async () =>
        {
            for (int i = 0; i < 400 && !enough.IsCancellationRequested; i++)
            {
                await instance.ActAsync();
                begun.TrySetResult();
            }
        });
        await begun.Task;
        BackupManifest manifest = await backup();
        await enough.CancelAsync();
        await acts;
        await instance.ActAsync();
        return manifest;
    }

    private async Task<(RelationalStorage Storage, Instance Instance)> FilledAsync(string kind, int cases)
    {
        RelationalStorage storage = await OpenAsync(kind, _key, "k1");
        await storage.MigrateAsync(None);
        Instance instance = new(storage, _clock);
        await instance.FillAsync(cases);
        return (storage, instance);
    }

    private async Task<RelationalStorage> OpenAsync(string kind, byte[] key, string name)
    {
        Skip.If(kind == "postgres" && Development.TemporaryPostgres.Missing is not null, Development.TemporaryPostgres.Missing);
        RelationalStorage storage = kind == "postgres"
            ? new PostgresStorage(await PostgresServer.CreateEmptyAsync(), new MasterKey(name, key), _clock)
            : new SqliteStorage(Path.Combine(_folder, $"{Guid.NewGuid():N}.db"), new MasterKey(name, key), _clock);
        _open.Add(storage);
        return storage;
    }
}
