using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Tiles;

namespace RemoteVerify.Cli.Commands.Log;

/// <summary>What an outsider keeps of a log between two checks: without it, a log that was rewritten as a whole looks sound.</summary>
/// <param name="Key">The key as it was first seen.</param>
/// <param name="Checkpoint">The newest checkpoint that was found good.</param>
internal sealed record LogMemory(LogKey Key, string Checkpoint)
{
    /// <summary>What the file holds; null when there is none yet.</summary>
    public static LogMemory? Read(string path) => File.Exists(path) ? LogJson.Read<LogMemory>(InputFiles.Read(path), path) : null;

    /// <summary>The leaf hashes of that checkpoint, kept beside the file; none where an earlier version of the command wrote it.</summary>
    public static IReadOnlyList<byte[]> ReadLeaves(string path)
    {
        string leaves = LeavesOf(path);
        if (!File.Exists(leaves))
        {
            return [];
        }

        byte[] hashes = InputFiles.Read(leaves);
        return hashes.Length % MerkleHash.Length == 0
            ? HashTile.Read(hashes, hashes.Length / MerkleHash.Length)
            : throw CommandException.WrongUse($"{leaves} is cut; delete it, and the next check keeps the leaf hashes again.");
    }

    /// <summary>The leaves first: a crash between the two leaves more hashes than the checkpoint covers, which is no harm.</summary>
    public void Write(string path, IReadOnlyList<byte[]> leaves)
    {
        InputFiles.Write(LeavesOf(path), [.. leaves.SelectMany(leaf => leaf)]);
        InputFiles.Write(path, LogJson.Write(this));
    }

    private static string LeavesOf(string path) => path + ".leaves";
}
