namespace RemoteVerify.Cases.Stores;

/// <summary>Something portals are told about: ids and status only, never personal data.</summary>
/// <param name="Type">One of EGOV section 6, e.g. <c>verification.completed</c>.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">Case.</param>
/// <param name="Subject">Id of what it is about (a verification, a result), or null.</param>
/// <param name="At">When.</param>
public sealed record DomainEvent(string Type, TenantId Tenant, CaseId CaseId, string? Subject, DateTimeOffset At);

/// <summary>Events leave with the transaction that caused them, and are delivered afterwards at least once.</summary>
public interface IOutbox
{
    void Add(DomainEvent domainEvent);
}
