namespace RemoteVerify.Cases.Stores;

/// <summary>One act as recorded. The public log gets a salted commitment of it, nothing else.</summary>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">The case, or null.</param>
/// <param name="At">When.</param>
/// <param name="Role">Role of the actor.</param>
/// <param name="ActorId">Opaque id of the actor.</param>
/// <param name="Act">Code of the act.</param>
/// <param name="Result"><c>done</c> or the refusal's code.</param>
/// <param name="Details">Hashes, ids and codes; never names, numbers of people or pictures.</param>
public sealed record AuditEntry(
    TenantId Tenant,
    CaseId? CaseId,
    DateTimeOffset At,
    ActorRole Role,
    string ActorId,
    string Act,
    string Result,
    IReadOnlyDictionary<string, string> Details)
{
    public override string ToString() => $"AuditEntry {Act} {Result}";
}

/// <summary>An entry with what proves that it is in the log.</summary>
/// <param name="Index">Index of its leaf.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Salt">32 bytes that make the commitment unguessable.</param>
/// <param name="Canonical">The bytes that were committed to.</param>
public sealed record RecordedEntry(long Index, AuditEntry Entry, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Canonical)
{
    public override string ToString() => $"RecordedEntry {Index}";
}

/// <summary>The trail of acts; entries become leaves of the Merkle log in the same transaction.</summary>
public interface IAuditTrail
{
    void Append(AuditEntry entry);

    /// <summary>The entries of a case in order; those whose key was destroyed are left out.</summary>
    Task<IReadOnlyList<RecordedEntry>> ListAsync(CaseId caseId, CancellationToken cancellationToken);
}
