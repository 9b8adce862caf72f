using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Stores;

/// <summary>What a list shows of a case; the title may name people.</summary>
public sealed record CaseSummary(
    CaseId Id, string Code, string ProcedureCode, string Title, string State, string OpenedBy, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, long Version)
{
    public override string ToString() => $"CaseSummary {Code} ({State})";
}

/// <summary>Which cases to list, newest first.</summary>
/// <param name="State">Only this state; null for all.</param>
/// <param name="OpenedBy">Only this portal's; null for all.</param>
/// <param name="Before">The id after which the last page ended; null for the first page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record CaseQuery(string? State, string? OpenedBy, CaseId? Before, int Limit)
{
    /// <summary>Only cases with a request for correction that nobody has sent yet.</summary>
    public bool WithOpenCorrections { get; init; }

    /// <summary>Only cases of this procedure; null for all.</summary>
    public string? Procedure { get; init; }
}

/// <summary>A case in which something is due.</summary>
/// <param name="Id">The case.</param>
/// <param name="At">Since when; where the list goes on after it.</param>
public readonly record struct DueCase(CaseId Id, DateTimeOffset At);

/// <summary>A case whose retention is to be looked at.</summary>
public readonly record struct RetainedCase(TenantId Tenant, CaseId Id);

/// <summary>Whole cases in the order of the list.</summary>
/// <param name="Cases">Newest first; those whose key was destroyed are left out.</param>
/// <param name="Last">The last one looked at, after which the next page begins; null when there are no more.</param>
public sealed record CasePage(IReadOnlyList<Case> Cases, CaseId? Last)
{
    public override string ToString() => $"CasePage {Cases.Count}";
}

/// <summary>Cases of all tenants; every call names one.</summary>
public interface ICaseStore
{
    Task<Case?> FindAsync(TenantId tenant, CaseId id, CancellationToken cancellationToken);

    /// <summary>Whose case it is; null when there is none.</summary>
    Task<TenantId?> TenantOfAsync(CaseId id, CancellationToken cancellationToken);

    Task<IReadOnlyList<CaseSummary>> ListAsync(TenantId tenant, CaseQuery query, CancellationToken cancellationToken);

    /// <summary>Cases in which something is due at <paramref name="now"/> (<see cref="Intake.DueCases.NextAt"/>), the longest due first, by an index and not by reading all.</summary>
    Task<IReadOnlyList<DueCase>> ListDueAsync(TenantId tenant, DateTimeOffset now, DueCase? after, int limit, CancellationToken cancellationToken);

    /// <summary>Notes anew when something is due in a case that was looked at in vain; nothing when it was changed meanwhile.</summary>
    Task NoteDueAsync(Case unchanged, CancellationToken cancellationToken);

    /// <summary>The same with everything that the cases hold.</summary>
    Task<CasePage> ReadPageAsync(TenantId tenant, CaseQuery query, CancellationToken cancellationToken);

    /// <summary>Ended cases whose retention is to be looked at by <paramref name="now"/>, the longest waiting first, by an index; cases of before are among them once.</summary>
    Task<IReadOnlyList<RetainedCase>> ListRetainedAsync(TenantId tenant, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Every ended case, oldest first.</summary>
    /// <param name="tenant">Of one tenant; null for all.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">Most cases.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<RetainedCase>> ListEndedAsync(TenantId? tenant, CaseId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Notes when the retention of a case is to be looked at next; nothing when the case was changed meanwhile.</summary>
    /// <param name="id">The case.</param>
    /// <param name="unchanged">As it was looked at; null when its record can't be read any more.</param>
    /// <param name="next">When; null for never, until the case is changed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task NoteRetentionAsync(CaseId id, CaseFile? unchanged, DateTimeOffset? next, CancellationToken cancellationToken);

    /// <summary>Cases in which a person takes part, newest first, by a keyed tag of the number.</summary>
    Task<IReadOnlyList<CaseId>> ListByPersonAsync(TenantId tenant, string personalNumber, int limit, CancellationToken cancellationToken);

    /// <summary>A new case with version 1.</summary>
    Task AddAsync(Case newCase, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Replaces the case whose version is one less than <paramref name="changed"/>'s.</summary>
    Task UpdateAsync(Case changed, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>Verifications of participants.</summary>
public interface IVerificationStore
{
    Task<Verification?> FindAsync(VerificationId id, CancellationToken cancellationToken);

    Task<IReadOnlyList<Verification>> ListAsync(CaseId caseId, CancellationToken cancellationToken);

    Task AddAsync(Verification verification, CancellationToken cancellationToken);

    Task UpdateAsync(Verification changed, CancellationToken cancellationToken);
}
