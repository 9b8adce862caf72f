// C2SP tlog-checkpoint: the text of a checkpoint. C2SP signed-note: its envelope (SignedNote.cs).
using System.Globalization;
using RemoteVerify.AuditLog.Merkle;

namespace RemoteVerify.AuditLog.Checkpoints;

/// <summary>The head of a log: so many leaves, this root.</summary>
/// <param name="Origin">Unique name of the log, without spaces.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>Origin, size, root in base64: a line each.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <summary>Reads the text of a checkpoint; further lines are extensions and are ignored.</summary>
    /// <exception cref="AuditLogFormatException">The text is not a checkpoint.</exception>
    public static Checkpoint Parse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length < 4 || lines[0].Length == 0 || lines[^1].Length != 0)
        {
            throw new AuditLogFormatException("Checkpoint", 0, "fewer than three lines");
        }

        bool plainNumber = lines[1].Length is > 0 and <= 18 && lines[1].All(char.IsAsciiDigit) && (lines[1] == "0" || lines[1][0] != '0');
        if (!plainNumber)
        {
            throw new AuditLogFormatException("Checkpoint", lines[0].Length + 1, "the size is not a plain decimal number");
        }

        byte[] root = new byte[MerkleHash.Length];
        bool wholeRoot = Convert.TryFromBase64String(lines[2], root, out int written) && written == MerkleHash.Length;
        return wholeRoot
            ? new Checkpoint(lines[0], long.Parse(lines[1], CultureInfo.InvariantCulture), root)
            : throw new AuditLogFormatException("Checkpoint", lines[0].Length + lines[1].Length + 2, "the root is not 32 bytes in base64");
    }
}
