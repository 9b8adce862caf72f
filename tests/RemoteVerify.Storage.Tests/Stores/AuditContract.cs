using System.Security.Cryptography;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>The log on every database.</summary>
public abstract class AuditContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
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

        string older = await Storage.Log.PublishCheckpointAsync(signer, None);
        Assert.Equal(older, await Storage.Log.PublishCheckpointAsync(signer, None));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => InUnitAsync(u =>
        {
            u.Audit.Append(Entry(CaseId.New(Clock.GetUtcNow()), $"parallel-{i}"));
            return Task.CompletedTask;
        })));
        string newer = await Storage.Log.PublishCheckpointAsync(signer, None);

        AuditLogReader log = Storage.Log;
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

    [SkippableFact]
    public async Task Log_CheckpointsByManyAtOnce_AllGiveOneThatIsValid()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        var signer = new CheckpointSigner("log.example/test", "log.example/test", key);
        await InUnitAsync(u =>
        {
            u.Audit.Append(Entry(null, "one"));
            return Task.CompletedTask;
        });

        string[] notes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Storage.Log.PublishCheckpointAsync(signer, None))));

        Assert.Single(notes.Distinct());
        Assert.Equal(notes[0], await Storage.Log.LatestCheckpointAsync(None));
    }
}

public sealed class SqliteAuditTests : AuditContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresAuditTests : AuditContract<PostgresDatabase>;
