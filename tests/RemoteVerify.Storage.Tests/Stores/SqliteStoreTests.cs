using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

public sealed class SqliteStoreTests : StoreContract, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-storage-").FullName;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private SqliteStorage? _storage;

    protected override IUnitOfWorkFactory Stores => _storage!;

    private string FilePath => Path.Combine(_folder, "store.db");

    public async Task InitializeAsync()
    {
        _storage = Open(_key, "k1");
        await _storage.MigrateAsync(None);
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task File_AfterWriting_HoldsNoPersonalDataInClear()
    {
        DraftCase added = NewCase();
        await InUnitAsync(async u =>
        {
            await u.Cases.AddAsync(added, Clock.GetUtcNow(), None);
            await u.Blobs.PutAsync(Tenant, added.File.Id, DataClass.Identity, "Nguyễn Văn Mẫu 001099000022"u8.ToArray(), None);
            u.Audit.Append(Entry(added.File.Id, "verification.start"));
        });
        await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");

        string file = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(FilePath));

        Assert.DoesNotContain("Nguyễn Văn Mẫu", file, StringComparison.Ordinal);
        Assert.DoesNotContain("001099000022", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blob_TamperedOrMoved_IsDetected()
    {
        CaseId a = CaseId.New(Clock.GetUtcNow());
        CaseId b = CaseId.New(Clock.GetUtcNow());
        BlobId first = default;
        BlobId second = default;
        await InUnitAsync(async u =>
        {
            first = await u.Blobs.PutAsync(Tenant, a, DataClass.Dossier, "first"u8.ToArray(), None);
            second = await u.Blobs.PutAsync(Tenant, a, DataClass.Dossier, "other"u8.ToArray(), None);
            await u.Blobs.PutAsync(Tenant, b, DataClass.Dossier, "x"u8.ToArray(), None);
        });
        await ExecuteAsync("UPDATE blobs SET Data = (SELECT Data FROM blobs AS o WHERE o.Id = $2) WHERE Id = $1", first, second);
        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(a, first, None)));

        await ExecuteAsync("UPDATE blobs SET CaseId = $2 WHERE Id = $1", second, b);
        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(b, second, None)));

        await ExecuteAsync("UPDATE blobs SET Data = substr(Data, 1, 20) WHERE Id = $1", first);
        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(a, first, None)));
    }

    [Fact]
    public async Task Reopen_SameKey_EverythingIsThere_OtherKeyOrName_Throws()
    {
        DraftCase added = NewCase();
        await InUnitAsync(async u =>
        {
            await u.Cases.AddAsync(added, Clock.GetUtcNow(), None);
            await u.Secrets.PutAsync("s", new byte[] { 1 }, None);
        });
        SqliteConnection.ClearAllPools();

        await using (IUnitOfWork unit = await Open(_key, "k1").BeginAsync(None))
        {
            Assert.NotNull(await unit.Cases.FindAsync(Tenant, added.File.Id, None));
        }

        foreach (SqliteStorage wrong in new[] { Open(RandomNumberGenerator.GetBytes(32), "k1"), Open(_key, "k2") })
        {
            await using IUnitOfWork unit = await wrong.BeginAsync(None);
            await Assert.ThrowsAsync<StorageIntegrityException>(() => unit.Cases.FindAsync(Tenant, added.File.Id, None));
            await Assert.ThrowsAsync<StorageIntegrityException>(() => unit.Secrets.FindAsync("s", None));
        }
    }

    [Fact]
    public async Task Unit_NotCommitted_LeavesNothing()
    {
        DraftCase added = NewCase();
        await using (IUnitOfWork unit = await Stores.BeginAsync(None))
        {
            await unit.Cases.AddAsync(added, Clock.GetUtcNow(), None);
            unit.Audit.Append(Entry(added.File.Id, "x"));
        }

        Assert.Null(await ReadAsync(u => u.Cases.FindAsync(Tenant, added.File.Id, None)));
        Assert.Equal(0, await _storage!.Log.SizeAsync(None));
    }

    [Fact]
    public async Task DestroyedKey_IsNotInTheFileAnyMore()
    {
        CaseId id = CaseId.New(Clock.GetUtcNow());
        await InUnitAsync(u => u.Blobs.PutAsync(Tenant, id, DataClass.Capture, new byte[10], None));
        byte[] wrapped = await ScalarAsync("SELECT Wrapped FROM data_keys");

        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(id, DataClass.Capture, None));

        foreach (string path in Directory.GetFiles(_folder))
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            Assert.True(Position(bytes.ToArray(), wrapped) < 0, $"the key is still in {Path.GetFileName(path)}");
        }
    }

    [Fact]
    public async Task Log_EntriesOfManyUnits_CheckedByAnOutsider()
    {
        CaseId id = CaseId.New(Clock.GetUtcNow());
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        var signer = new CheckpointSigner("log.example/test", "log.example/test", key);
        for (int i = 0; i < 5; i++)
        {
            await InUnitAsync(u =>
            {
                u.Audit.Append(Entry(id, $"act-{i}"));
                u.Audit.Append(Entry(null, "other"));
                return Task.CompletedTask;
            });
        }

        string older = await _storage!.Log.PublishCheckpointAsync(signer, None);
        Assert.Equal(older, await _storage.Log.PublishCheckpointAsync(signer, None));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => InUnitAsync(u =>
        {
            u.Audit.Append(Entry(CaseId.New(Clock.GetUtcNow()), $"parallel-{i}"));
            return Task.CompletedTask;
        })));
        string newer = await _storage.Log.PublishCheckpointAsync(signer, None);

        AuditLogReader log = _storage.Log;
        IReadOnlyList<byte[]> leaves = await log.LeafHashesAsync(0, 100, None);
        Assert.Equal(18, leaves.Count);
        var checker = new LogChecker("log.example/test", signer.NoteKey);
        Assert.Equal(LogVerdict.Good, await checker.CheckAsync(newer, leaves, older, None));
        Assert.Equal(LogVerdict.Good, checker.CheckConsistency(older, newer, (await log.ConsistencyProofAsync(10, 18, None))!));

        RecordedEntry entry = (await ReadAsync(u => u.Audit.ListAsync(id, None)))[3];
        Assert.Equal("act-3", entry.Entry.Act);
        byte[] leaf = MerkleHash.Leaf(AuditEncoding.Commit(entry.Salt.Span, entry.Canonical.Span));
        Checkpoint head = Checkpoint.Parse(SignedNote.Open(newer, signer.NoteKey)!);
        IReadOnlyList<byte[]> path = (await log.InclusionProofAsync(entry.Index, 18, None))!;
        Assert.True(ProofChecker.IsIncluded(leaf, entry.Index, 18, path, head.Root.Span));
        Assert.Null(await log.InclusionProofAsync(18, 18, None));
    }

    [Fact]
    public async Task Outbox_TakenUntilSent()
    {
        await InUnitAsync(u =>
        {
            u.Outbox.Add(new DomainEvent("case.opened", Tenant, CaseId.New(Clock.GetUtcNow()), null, Clock.GetUtcNow()));
            return Task.CompletedTask;
        });
        PendingEvent pending = Assert.Single(await _storage!.Events.TakeAsync(10, None));
        await _storage.Events.MarkAsync(pending.Id, null, None);
        Assert.Equal(1, Assert.Single(await _storage.Events.TakeAsync(10, None)).Attempts);
        await _storage.Events.MarkAsync(pending.Id, Clock.GetUtcNow(), None);
        Assert.Empty(await _storage.Events.TakeAsync(10, None));
    }

    private static int Position(byte[] bytes, byte[] wanted) => bytes.AsSpan().IndexOf(wanted);

    private SqliteStorage Open(byte[] key, string name) => new(FilePath, new MasterKey(name, key), Clock);

    private async Task ExecuteAsync(string sql, params object[] ids)
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath}");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < ids.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", ids[i].ToString()!.ToUpperInvariant());
        }

        await command.ExecuteNonQueryAsync();
    }

    private async Task<byte[]> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath}");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (byte[])(await command.ExecuteScalarAsync())!;
    }
}
