using RemoteVerify.AuditLog.Merkle;

namespace RemoteVerify.AuditLog.Tiles;

/// <summary>The hashes of one tile as bytes.</summary>
public static class HashTile
{
    /// <summary>The hashes of a tile of this width.</summary>
    /// <exception cref="AuditLogFormatException">The bytes are not so many hashes.</exception>
    public static IReadOnlyList<byte[]> Read(ReadOnlySpan<byte> tile, int width)
    {
        if (tile.Length != width * MerkleHash.Length)
        {
            throw new AuditLogFormatException("Tile", tile.Length, $"{width} hashes have {width * MerkleHash.Length} bytes");
        }

        byte[][] hashes = new byte[width][];
        for (int i = 0; i < width; i++)
        {
            hashes[i] = tile.Slice(i * MerkleHash.Length, MerkleHash.Length).ToArray();
        }

        return hashes;
    }

    /// <summary>The root over 256 hashes: what stands for this tile on the level above.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> full)
    {
        byte[][] level = [.. full];
        while (level.Length > 1)
        {
            level = [.. Enumerable.Range(0, level.Length / 2).Select(i => MerkleHash.Node(level[2 * i], level[(2 * i) + 1]))];
        }

        return level[0];
    }
}
