using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.AuditLog.Tests.Merkle;

namespace RemoteVerify.AuditLog.Tests.Proofs;

public sealed class ProofTests
{
    private const int Largest = 40;

    [Fact]
    public async Task Inclusion_OfReferenceTree_HasReferencePath()
    {
        MemoryNodes nodes = await Rfc6962Tests.TreeAsync(8);

        IReadOnlyList<byte[]> path = await ProofBuilder.InclusionAsync(nodes, 0, 8, CancellationToken.None);

        Assert.Equal(
            ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
            path.Select(Convert.ToHexStringLower));
    }

    [Fact]
    public async Task Consistency_OfReferenceTree_HasReferencePath()
    {
        MemoryNodes nodes = await Rfc6962Tests.TreeAsync(8);

        IReadOnlyList<byte[]> path = await ProofBuilder.ConsistencyAsync(nodes, 6, 8, CancellationToken.None);

        Assert.Equal(
            ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            path.Select(Convert.ToHexStringLower));
    }

    [Fact]
    public async Task IsIncluded_EveryLeafOfEverySize_AndNoOther()
    {
        MemoryNodes nodes = await Rfc6962Tests.TreeAsync(Largest);
        for (int size = 1; size <= Largest; size++)
        {
            byte[] root = await MerkleTree.RootAsync(nodes, size, CancellationToken.None);
            for (int index = 0; index < size; index++)
            {
                byte[] leaf = (await nodes.GetAsync(new NodeId(0, index), CancellationToken.None)).ToArray();
                IReadOnlyList<byte[]> path = await ProofBuilder.InclusionAsync(nodes, index, size, CancellationToken.None);
                Assert.True(ProofChecker.IsIncluded(leaf, index, size, path, root));
                Assert.False(ProofChecker.IsIncluded(MerkleHash.Leaf("other"u8), index, size, path, root));
                Assert.False(ProofChecker.IsIncluded(leaf, (index + 1) % size, size, path, root) && size > 1);
                Assert.False(path.Count > 0 && ProofChecker.IsIncluded(leaf, index, size, [.. path.Skip(1)], root));
                Assert.False(ProofChecker.IsIncluded(leaf, index, size, [.. path, root], root));
            }
        }
    }

    [Fact]
    public async Task IsConsistent_EveryPairOfSizes_AndNoOtherRoot()
    {
        MemoryNodes nodes = await Rfc6962Tests.TreeAsync(Largest);
        for (int newer = 0; newer <= Largest; newer++)
        {
            byte[] newRoot = await MerkleTree.RootAsync(nodes, newer, CancellationToken.None);
            for (int older = 0; older <= newer; older++)
            {
                byte[] oldRoot = await MerkleTree.RootAsync(nodes, older, CancellationToken.None);
                IReadOnlyList<byte[]> path = await ProofBuilder.ConsistencyAsync(nodes, older, newer, CancellationToken.None);
                Assert.True(ProofChecker.IsConsistent(older, oldRoot, newer, newRoot, path), $"{older} in {newer}");
                byte[] wrong = [.. oldRoot];
                wrong[5] ^= 1;
                Assert.False(ProofChecker.IsConsistent(older, wrong, newer, newRoot, path));
                Assert.False(path.Count > 0 && ProofChecker.IsConsistent(older, oldRoot, newer, newRoot, [.. path.SkipLast(1)]));
            }
        }
    }

    [Fact]
    public void IsConsistent_ShrunkLog_False() =>
        Assert.False(ProofChecker.IsConsistent(3, MerkleHash.Empty(), 2, MerkleHash.Empty(), []));

    [Fact]
    public void IsIncluded_BrokenLengths_False()
    {
        byte[] leaf = MerkleHash.Leaf([]);
        Assert.False(ProofChecker.IsIncluded(leaf, 0, 2, [new byte[31]], leaf));
        Assert.False(ProofChecker.IsIncluded(leaf.AsSpan(1), 0, 1, [], leaf));
        Assert.False(ProofChecker.IsIncluded(leaf, -1, 1, [], leaf));
    }
}
