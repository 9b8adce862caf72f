using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;

namespace RemoteVerify.AuditLog.Checkpoints;

/// <summary>What an outsider found.</summary>
public enum LogVerdict
{
    /// <summary>The signature, the root and, where an older checkpoint was known, the consistency are right.</summary>
    Good,
    NotSignedByThisKey,
    AnotherOrigin,

    /// <summary>The leaves don't give the signed root.</summary>
    RootDiffers,

    /// <summary>The log is shorter than a checkpoint seen before.</summary>
    Shrunk,

    /// <summary>The log doesn't begin with what a checkpoint seen before covered.</summary>
    Rewritten,

    /// <summary>The leaves are the signed ones, but an entry that the log publishes is not what its leaf stands for.</summary>
    EntryDiffers,
}

/// <summary>Checks a log from outside, with its public key and what was seen of it before.</summary>
public sealed class LogChecker(string origin, NoteKey key)
{
    /// <summary>Checks a checkpoint against all leaf hashes, and against an older signed checkpoint if there is one.</summary>
    /// <param name="signedCheckpoint">The note.</param>
    /// <param name="leafHashes">At least as many leaf hashes as the checkpoint covers, in order.</param>
    /// <param name="olderSignedCheckpoint">A note of this log seen before, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AuditLogFormatException">A note is malformed.</exception>
    public async Task<LogVerdict> CheckAsync(
        string signedCheckpoint, IReadOnlyList<byte[]> leafHashes, string? olderSignedCheckpoint, CancellationToken cancellationToken)
    {
        if (Read(signedCheckpoint, out Checkpoint? head) is { } problem)
        {
            return problem;
        }

        if (leafHashes.Count < head!.Size || leafHashes.Any(l => l.Length != MerkleHash.Length))
        {
            return LogVerdict.RootDiffers;
        }

        var nodes = new MemoryNodes();
        for (int i = 0; i < head.Size; i++)
        {
            await nodes.AppendAsync(leafHashes[i], cancellationToken);
        }

        byte[] root = await MerkleTree.RootAsync(nodes, head.Size, cancellationToken);
        if (!root.AsSpan().SequenceEqual(head.Root.Span))
        {
            return LogVerdict.RootDiffers;
        }

        if (olderSignedCheckpoint is null)
        {
            return LogVerdict.Good;
        }

        if (Read(olderSignedCheckpoint, out Checkpoint? older) is { } olderProblem)
        {
            return olderProblem;
        }

        if (older!.Size > head.Size)
        {
            return LogVerdict.Shrunk;
        }

        byte[] olderRoot = await MerkleTree.RootAsync(nodes, older.Size, cancellationToken);
        return olderRoot.AsSpan().SequenceEqual(older.Root.Span) ? LogVerdict.Good : LogVerdict.Rewritten;
    }

    /// <summary>Checks two signed checkpoints with a consistency proof only, without the leaves.</summary>
    public LogVerdict CheckConsistency(string olderSignedCheckpoint, string signedCheckpoint, IReadOnlyList<byte[]> proof)
    {
        if (Read(olderSignedCheckpoint, out Checkpoint? older) is { } olderProblem)
        {
            return olderProblem;
        }

        if (Read(signedCheckpoint, out Checkpoint? head) is { } problem)
        {
            return problem;
        }

        if (older!.Size > head!.Size)
        {
            return LogVerdict.Shrunk;
        }

        return ProofChecker.IsConsistent(older.Size, older.Root.Span, head.Size, head.Root.Span, proof) ? LogVerdict.Good : LogVerdict.Rewritten;
    }

    private LogVerdict? Read(string note, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (SignedNote.Open(note, key) is not { } text)
        {
            return LogVerdict.NotSignedByThisKey;
        }

        checkpoint = Checkpoint.Parse(text);
        return checkpoint.Origin == origin ? null : LogVerdict.AnotherOrigin;
    }
}
