namespace RemoteVerify.Storage.Model;

/// <summary>A request with an Idempotency-Key: begun, acted, answered.</summary>
internal sealed class KeptAnswerRow
{
    /// <summary>Keyed tag of client and key; without the master key neither can be guessed from it.</summary>
    public required byte[] Tag { get; set; }

    /// <summary>Keyed tag of the request's content; null until the whole body was read.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>The run that has the key. Who runs under another one can't commit any more.</summary>
    public Guid Lease { get; set; }

    public long LeaseUntil { get; set; }

    /// <summary>What the run committed, a line each: code of the act, id of the case, result. Null while nothing.</summary>
    public string? Acts { get; set; }

    /// <summary>The answer, encrypted; null while there is none.</summary>
    public byte[]? Answer { get; set; }

    public long ExpiresAt { get; set; }
}

/// <summary>A file on its way in pieces.</summary>
internal sealed class UploadRow
{
    public Guid Id { get; set; }
    public required string Tenant { get; set; }

    /// <summary>Role and opaque id of who uploads; for a citizen with the case.</summary>
    public required string Owner { get; set; }

    public long Length { get; set; }

    /// <summary>Bytes that are here. Each piece is added only where the last one ended.</summary>
    public long Offset { get; set; }

    public int Pieces { get; set; }

    /// <summary>Key of the pieces, wrapped by the master key.</summary>
    public required byte[] WrappedKey { get; set; }

    /// <summary>Media type, declared hash, own hash; encrypted.</summary>
    public required byte[] Description { get; set; }

    /// <summary>Everything is here and its hash was compared.</summary>
    public bool IsComplete { get; set; }

    public long ExpiresAt { get; set; }
}

internal sealed class UploadPieceRow
{
    public Guid Upload { get; set; }

    /// <summary>Where the piece begins.</summary>
    public long Offset { get; set; }

    public int Length { get; set; }

    public required byte[] Data { get; set; }
}
