namespace RemoteVerify.Cases;

/// <summary>An agency or organisation whose data is kept apart from every other's.</summary>
public readonly record struct TenantId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A case (hồ sơ).</summary>
public readonly record struct CaseId(Guid Value)
{
    /// <summary>A new id that sorts by time of opening.</summary>
    public static CaseId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

/// <summary>A participant of one case; unique inside it.</summary>
public readonly record struct ParticipantId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One check of one participant's identity.</summary>
public readonly record struct VerificationId(Guid Value)
{
    public static VerificationId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

/// <summary>Encrypted bytes at rest.</summary>
public readonly record struct BlobId(Guid Value)
{
    public static BlobId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

/// <summary>A document that left the service: a stored result or a copy of one.</summary>
public readonly record struct PublishedId(Guid Value)
{
    public static PublishedId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

/// <summary>A case as a caller names it.</summary>
/// <param name="Id">The case.</param>
/// <param name="ExpectedVersion">The version the caller saw (<c>If-Match</c>); null when it doesn't matter.</param>
public readonly record struct CaseReference(CaseId Id, long? ExpectedVersion = null)
{
    /// <summary>What the caller saw (<see cref="Recording.DecisionBasis"/>), for decisions that a mere look of somebody else must not refuse; null when it doesn't matter.</summary>
    public Sha256Digest? Shown { get; init; }

    public static implicit operator CaseReference(CaseId id) => new(id);
}

/// <summary>A verification as a caller names it.</summary>
/// <param name="Id">The verification.</param>
/// <param name="ExpectedVersion">The version the caller saw (<c>If-Match</c>); null when it doesn't matter.</param>
public readonly record struct VerificationReference(VerificationId Id, long? ExpectedVersion = null)
{
    /// <summary>What the caller saw (<see cref="Recording.DecisionBasis"/>); null when it doesn't matter.</summary>
    public Sha256Digest? Shown { get; init; }

    public static implicit operator VerificationReference(VerificationId id) => new(id);
}

/// <summary>A stored result as a caller names it.</summary>
/// <param name="Id">The result.</param>
/// <param name="ExpectedVersion">The version the caller saw (<c>If-Match</c>); null when it doesn't matter.</param>
public readonly record struct PublishedReference(PublishedId Id, long? ExpectedVersion = null)
{
    public static implicit operator PublishedReference(PublishedId id) => new(id);
}
