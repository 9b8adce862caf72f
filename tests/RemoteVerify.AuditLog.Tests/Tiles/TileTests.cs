using System.Security.Cryptography;
using System.Text;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.AuditLog.Tiles;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.AuditLog.Tests.Tiles;

public sealed class TileTests
{
    /// <summary>The examples of C2SP tlog-tiles, and what must not be taken for them.</summary>
    [Theory]
    [InlineData("000", 0, 256)]
    [InlineData("067", 67, 256)]
    [InlineData("x001/x234/067", 1234067, 256)]
    [InlineData("x001/000", 1000, 256)]
    [InlineData("273.p/112", 273, 112)]
    [InlineData("000.p/1", 0, 1)]
    [InlineData("x999/x999/x999/x999/999.p/255", 999_999_999_999_999, 255)]
    public void TileNumber_InItsOneForm_GoesBothWays(string text, long index, int width)
    {
        Assert.True(TileNumber.TryParse(text, out TileNumber tile));
        Assert.Equal(new TileNumber(index, width), tile);
        Assert.Equal(text, tile.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0001")]
    [InlineData("x000/001")]
    [InlineData("001/234")]
    [InlineData("x001/x234")]
    [InlineData("000.p/0")]
    [InlineData("000.p/256")]
    [InlineData("000.p/01")]
    [InlineData("000.p/")]
    [InlineData("000.p/1/2")]
    [InlineData("-01")]
    [InlineData("+01")]
    [InlineData(" 01")]
    [InlineData("../000")]
    [InlineData("x001/x001/x001/x001/x001/000")]
    public void TileNumber_InAnyOtherForm_IsNone(string text) => Assert.False(TileNumber.TryParse(text, out _));

    [Fact]
    public void TileNumber_OfTheSpecificationsExample_AreSo()
    {
        TileNumber[] leaves = [.. TileNumber.Of(70_000)];
        Assert.Equal((274, 273, new TileNumber(273, 112)), (leaves.Length, leaves.Count(t => t.IsFull), leaves[^1]));
        Assert.Equal([new TileNumber(0, 256), new TileNumber(1, 17)], TileNumber.Of(70_000 / 256));
        Assert.Equal([new TileNumber(0, 1)], TileNumber.Of(70_000 / 65_536));
        Assert.Empty(TileNumber.Of(0));
    }

    [Fact]
    public void EntryBundle_WrittenAndRead_IsTheSame_AndCutIsRefused()
    {
        byte[][] entries = [[1, 2, 3], [], RandomNumberGenerator.GetBytes(32)];
        byte[] bundle = EntryBundle.Write(entries);
        Assert.Equal([0, 3, 1, 2, 3, 0, 0, 0, 32], bundle[..9]);
        Assert.Equal(entries, EntryBundle.Read(bundle, 3));
        Assert.Throws<AuditLogFormatException>(() => EntryBundle.Read(bundle, 2));
        Assert.Throws<AuditLogFormatException>(() => EntryBundle.Read(bundle, 4));
        for (int cut = 0; cut < bundle.Length; cut++)
        {
            Assert.Throws<AuditLogFormatException>(() => EntryBundle.Read(bundle.AsSpan(0, cut), 3));
        }
    }

    [Fact]
    public async Task HashTile_OfFullTile_HasTheRootOfItsTree()
    {
        Log log = await Log.OfAsync(256);
        Assert.Equal(await MerkleTree.RootAsync(log.Nodes, 256, CancellationToken.None), HashTile.Root(log.Leaves));
        byte[] bytes = [.. log.Leaves.SelectMany(leaf => leaf)];
        Assert.Equal(8192, bytes.Length);
        Assert.Equal(log.Leaves, HashTile.Read(bytes, 256));
        Assert.Throws<AuditLogFormatException>(() => HashTile.Read(bytes, 255));
    }

    /// <summary>What the specification assigns to ECDSA, computed here with the base library alone.</summary>
    [Fact]
    public async Task SignedNote_ForOtherTools_HasALineOfTypeTwo()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SoftwareKey key = SoftwareKey.ImportPkcs8(ecdsa.ExportPkcs8PrivateKey());
        CheckpointSigner signer = new("log.example/x", "log.example", key);
        string note = await signer.SignAsync(3, new byte[32], CancellationToken.None);
        byte[] spki = ecdsa.ExportSubjectPublicKeyInfo();
        byte[] id = SHA256.HashData(spki)[..4];
        Assert.Equal($"log.example+{Convert.ToHexStringLower(id)}+{Convert.ToBase64String([2, .. spki])}", signer.NoteKey.VerifierKey());

        byte[] value = note.Split('\n').Where(line => line.StartsWith("\u2014 log.example ", StringComparison.Ordinal)).Select(line => Convert.FromBase64String(line.Split(' ')[2])).Single(v => v.AsSpan(0, 4).SequenceEqual(id));
        byte[] text = Encoding.UTF8.GetBytes(note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 1)]);
        Assert.True(ecdsa.VerifyData(text, value.AsSpan(4), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        NoteKey read = NoteKey.ParseVerifierKey(signer.NoteKey.VerifierKey());
        Assert.NotNull(SignedNote.Open(note, read));
        foreach (string wrong in new[] { "", "a+b", $"log.example+00000000+{Convert.ToBase64String([2, .. spki])}", $"log.example+{Convert.ToHexStringLower(id)}+{Convert.ToBase64String([1, .. spki])}" })
        {
            Assert.Throws<AuditLogFormatException>(() => NoteKey.ParseVerifierKey(wrong));
        }
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(7, 6)]
    [InlineData(256, 255)]
    [InlineData(600, 0)]
    [InlineData(600, 300)]
    [InlineData(600, 599)]
    [InlineData(513, 512)]
    public async Task AlteredLeaf_WhoseInnerNodesWereForgotten_IsNamedByTheLogsOwnProofs(int size, int altered)
    {
        Log log = await Log.OfAsync(size);
        List<byte[]> shown = [.. log.Leaves];
        shown[altered] = MerkleHash.Leaf("another"u8);
        if (altered + 3 < size)
        {
            shown[altered + 3] = MerkleHash.Leaf("one more"u8);
        }

        Assert.Equal(new AlteredLeaf(altered, AlterationProof.NotUnderSignedHead), await log.SearchAsync(shown));
    }

    [Fact]
    public async Task AlteredLeaf_ThatIsMissing_IsNamedByItsPlace()
    {
        Log log = await Log.OfAsync(600);
        List<byte[]> shown = [.. log.Leaves];
        shown.RemoveAt(300);
        Assert.Equal(300, (await log.SearchAsync(shown))!.Index);
    }

    [Fact]
    public async Task AlteredLeaf_OfALogThatWasRewrittenAsAWhole_IsNotNamedWithoutWhatWasKept()
    {
        Log signed = await Log.OfAsync(300), rewritten = await Log.OfAsync(300, changed: 20);
        Assert.Null(await AlteredLeafSearch.UnderHeadAsync(signed.Head, rewritten.Leaves, await rewritten.AboveAsync(), rewritten.ProofAsync, CancellationToken.None));
        Assert.Equal(new AlteredLeaf(20, AlterationProof.SeenBefore), AlteredLeafSearch.Among(signed.Leaves, rewritten.Leaves));
    }

    [Fact]
    public void AlteredLeaf_AgainstWhatIsBesideIt_IsTheFirst()
    {
        byte[][] entries = [.. Enumerable.Range(0, 6).Select(i => new[] { (byte)i })];
        byte[][] leaves = [.. entries.Select(e => MerkleHash.Leaf(e))];
        Assert.Null(AlteredLeafSearch.ByEntries(leaves, entries));
        Assert.Null(AlteredLeafSearch.ByEntries(leaves, entries[..3]));
        Assert.Null(AlteredLeafSearch.Among(leaves[..4], leaves));
        Assert.Equal(4, AlteredLeafSearch.Among(leaves, leaves[..4])!.Index);
        (leaves[2], leaves[4]) = (leaves[4], leaves[2]);
        Assert.Equal(new AlteredLeaf(2, AlterationProof.EntryDiffers), AlteredLeafSearch.ByEntries(leaves, entries));
    }

    private sealed record Log(List<byte[]> Leaves, MemoryNodes Nodes, Checkpoint Head)
    {
        public static async Task<Log> OfAsync(int size, int changed = -1)
        {
            List<byte[]> leaves = [.. Enumerable.Range(0, size).Select(i => MerkleHash.Leaf(Encoding.UTF8.GetBytes(i == changed ? "other" : $"leaf {i}")))];
            MemoryNodes nodes = new();
            foreach (byte[] leaf in leaves)
            {
                await nodes.AppendAsync(leaf, CancellationToken.None);
            }

            return new Log(leaves, nodes, new Checkpoint("log", size, await MerkleTree.RootAsync(nodes, size, CancellationToken.None)));
        }

        public async Task<List<byte[]>> AboveAsync()
        {
            List<byte[]> above = [];
            for (int tile = 0; tile < Head.Size / 256; tile++)
            {
                above.Add((await Nodes.GetAsync(new NodeId(8, tile), CancellationToken.None)).ToArray());
            }

            return above;
        }

        /// <summary>Proofs from the stored inner nodes, as the service makes them.</summary>
        public async Task<IReadOnlyList<byte[]>?> ProofAsync(long index, CancellationToken cancellationToken) => await ProofBuilder.InclusionAsync(Nodes, index, Head.Size, cancellationToken);

        public async Task<AlteredLeaf?> SearchAsync(IReadOnlyList<byte[]> shown) => await AlteredLeafSearch.UnderHeadAsync(Head, shown, await AboveAsync(), ProofAsync, CancellationToken.None);
    }
}
