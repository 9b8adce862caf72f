using System.Security.Cryptography;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.AuditLog.Tests.Merkle;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.AuditLog.Tests.Checkpoints;

public sealed class LogCheckerTests
{
    private const string Origin = "log.example/test";

    [Fact]
    public async Task CheckAsync_HonestLog_Good()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        (string note, List<byte[]> leaves, CheckpointSigner signer) = await LogAsync(key, 11);
        (string older, _, _) = await LogAsync(key, 5);
        var checker = new LogChecker(Origin, signer.NoteKey);

        Assert.Equal(LogVerdict.Good, await checker.CheckAsync(note, leaves, older, CancellationToken.None));
        Assert.Equal(LogVerdict.Shrunk, await checker.CheckAsync(older, leaves, note, CancellationToken.None));
        leaves[3] = MerkleHash.Leaf("rewritten"u8);
        Assert.Equal(LogVerdict.RootDiffers, await checker.CheckAsync(note, leaves, older, CancellationToken.None));
    }

    [Fact]
    public async Task CheckAsync_RewrittenAndSignedAgain_Rewritten()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        (string older, _, CheckpointSigner signer) = await LogAsync(key, 5);
        (string rewritten, List<byte[]> leaves, _) = await LogAsync(key, 11, changeLeaf: 2);

        Assert.Equal(LogVerdict.Rewritten, await new LogChecker(Origin, signer.NoteKey).CheckAsync(rewritten, leaves, older, CancellationToken.None));
    }

    [Fact]
    public async Task CheckConsistency_WithProofOnly_GoodAndRewritten()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        (string older, _, CheckpointSigner signer) = await LogAsync(key, 5);
        (string newer, _, _) = await LogAsync(key, 11);
        IReadOnlyList<byte[]> proof = await ProofBuilder.ConsistencyAsync(await Rfc6962Tests.TreeAsync(11), 5, 11, CancellationToken.None);
        var checker = new LogChecker(Origin, signer.NoteKey);

        Assert.Equal(LogVerdict.Good, checker.CheckConsistency(older, newer, proof));
        Assert.Equal(LogVerdict.Rewritten, checker.CheckConsistency(older, newer, [.. proof.Reverse()]));
    }

    [Fact]
    public async Task CheckAsync_AnotherKeyOriginOrText_Refused()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        using SoftwareKey other = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        (string note, List<byte[]> leaves, CheckpointSigner signer) = await LogAsync(key, 4);

        Assert.Equal(
            LogVerdict.NotSignedByThisKey,
            await new LogChecker(Origin, new NoteKey(Origin, other.PublicKey)).CheckAsync(note, leaves, null, CancellationToken.None));
        Assert.Equal(LogVerdict.AnotherOrigin, await new LogChecker("log.example/other", signer.NoteKey).CheckAsync(note, leaves, null, CancellationToken.None));
        Assert.Equal(
            LogVerdict.NotSignedByThisKey,
            await new LogChecker(Origin, signer.NoteKey).CheckAsync(note.Replace("\n4\n", "\n3\n", StringComparison.Ordinal), leaves, null, CancellationToken.None));
    }

    [Fact]
    public void Open_Malformed_FormatExceptionOnly()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        var noteKey = new NoteKey(Origin, key.PublicKey);
        foreach (string bad in new[] { "", "x", "a\n\n", "a\n\nb\n", "a\n\n— n !!!\n", "a\n\n— n AA==\n" })
        {
            Assert.Throws<AuditLogFormatException>(() => SignedNote.Open(bad, noteKey));
        }

        foreach (string bad in new[] { "", "o\n1\n", "o\n01\nAAAA\n", "o\n1\nAAAA\n", "o\n99999999999999999999\nAAAA\n", "\n1\nAAAA\n" })
        {
            Assert.Throws<AuditLogFormatException>(() => Checkpoint.Parse(bad));
        }
    }

    private static async Task<(string Note, List<byte[]> Leaves, CheckpointSigner Signer)> LogAsync(SoftwareKey key, int size, int changeLeaf = -1)
    {
        MemoryNodes reference = await Rfc6962Tests.TreeAsync(size);
        var nodes = new MemoryNodes();
        var leaves = new List<byte[]>();
        for (int i = 0; i < size; i++)
        {
            leaves.Add(i == changeLeaf ? MerkleHash.Leaf("changed"u8) : (await reference.GetAsync(new NodeId(0, i), CancellationToken.None)).ToArray());
            await nodes.AppendAsync(leaves[i], CancellationToken.None);
        }

        var signer = new CheckpointSigner(Origin, Origin, key);
        return (await signer.SignAsync(size, await MerkleTree.RootAsync(nodes, size, CancellationToken.None), CancellationToken.None), leaves, signer);
    }
}
