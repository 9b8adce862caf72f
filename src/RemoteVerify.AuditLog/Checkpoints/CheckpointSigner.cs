using RemoteVerify.Pki.Keys;

namespace RemoteVerify.AuditLog.Checkpoints;

/// <summary>Signs the heads of one log.</summary>
/// <param name="origin">Unique name of the log, without spaces, e.g. <c>log.example/remoteverify</c>.</param>
/// <param name="keyName">Name of the key, usually the origin.</param>
/// <param name="key">ECDSA P-256; this object doesn't own it.</param>
public sealed class CheckpointSigner(string origin, string keyName, ISigningKey key)
{
    /// <summary>What a checker must know of the key.</summary>
    public NoteKey NoteKey { get; } = new(keyName, key.PublicKey);

    /// <summary>Name of the log.</summary>
    public string Origin { get; } = origin;

    /// <summary>The signed note of a head.</summary>
    public Task<string> SignAsync(long size, ReadOnlyMemory<byte> root, CancellationToken cancellationToken) =>
        SignedNote.SignAsync(new Checkpoint(Origin, size, root).ToText(), NoteKey.Name, key, cancellationToken);
}
