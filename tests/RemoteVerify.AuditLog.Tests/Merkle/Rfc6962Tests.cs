// The eight leaves and roots of the reference implementation's tests (google/certificate-transparency, Apache-2.0), which
// are numbers that follow from RFC 6962 section 2.1.
using RemoteVerify.AuditLog.Merkle;

namespace RemoteVerify.AuditLog.Tests.Merkle;

public sealed class Rfc6962Tests
{
    internal static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    internal static async Task<MemoryNodes> TreeAsync(int size)
    {
        var nodes = new MemoryNodes();
        for (int i = 0; i < size; i++)
        {
            byte[] data = i < Leaves.Length ? Convert.FromHexString(Leaves[i]) : BitConverter.GetBytes(i);
            await nodes.AppendAsync(MerkleHash.Leaf(data), CancellationToken.None);
        }

        return nodes;
    }

    [Fact]
    public void Empty_Root_IsHashOfNothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(MerkleHash.Empty()));

    [Fact]
    public async Task RootAsync_ReferenceLeaves_GiveReferenceRoots()
    {
        MemoryNodes nodes = await TreeAsync(8);
        for (int size = 1; size <= 8; size++)
        {
            Assert.Equal(Roots[size - 1], Convert.ToHexStringLower(await MerkleTree.RootAsync(nodes, size, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task AppendAsync_LeafByLeaf_EqualsTheRecursiveDefinition()
    {
        MemoryNodes nodes = await TreeAsync(70);
        for (int size = 1; size <= 70; size++)
        {
            byte[][] leaves = [.. Enumerable.Range(0, size).Select(i => MerkleHash.Leaf(i < 8 ? Convert.FromHexString(Leaves[i]) : BitConverter.GetBytes(i)))];
            Assert.Equal(Defined(leaves), await MerkleTree.RootAsync(nodes, size, CancellationToken.None));
        }
    }

    /// <summary>MTH of RFC 6962 section 2.1, word by word.</summary>
    private static byte[] Defined(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        int k = 1;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return MerkleHash.Node(Defined(leaves[..k]), Defined(leaves[k..]));
    }
}
