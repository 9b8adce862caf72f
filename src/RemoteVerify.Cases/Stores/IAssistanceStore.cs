using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Stores;

/// <summary>Assistances by helpers, what each helper did on a day, and concerns of people who were helped. No row names a person who is helped.</summary>
public interface IAssistanceStore
{
    /// <param name="assistance">A new one, version 1.</param>
    /// <param name="personalNumber">Who is helped; only a keyed tag of it is stored.</param>
    void Add(Assistance assistance, string personalNumber);

    Task<Assistance?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>The assistance in which this handover lasts; null when it is over.</summary>
    Task<Assistance?> FindByHandOverAsync(Guid handOver, CancellationToken cancellationToken);

    /// <summary>Replaces the one whose version is one less.</summary>
    Task UpdateAsync(Assistance changed, CancellationToken cancellationToken);

    /// <summary>Those of a helper that were not ended, oldest first.</summary>
    Task<IReadOnlyList<Assistance>> ListOpenAsync(TenantId tenant, string helper, CancellationToken cancellationToken);

    /// <summary>Those in a case, oldest first.</summary>
    Task<IReadOnlyList<Assistance>> ListOfCaseAsync(TenantId tenant, CaseId caseId, CancellationToken cancellationToken);

    /// <summary>Assistances of a person that began on a day, by whichever helper.</summary>
    Task<int> CountOfPersonAsync(TenantId tenant, string personalNumber, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Whether one of the participant that began on this day was counted already.</summary>
    Task<bool> IsCountedAsync(CaseId caseId, ParticipantId participant, DateOnly day, CancellationToken cancellationToken);

    /// <summary>What the helper did on a day; with version 0 when nothing.</summary>
    Task<HelperDay> DayAsync(TenantId tenant, string helper, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Adds (version 1) or replaces the day whose version is one less.</summary>
    Task PutDayAsync(HelperDay day, CancellationToken cancellationToken);

    /// <summary>By agent and helper, in the order of both.</summary>
    /// <param name="tenant">Tenant.</param>
    /// <param name="month">Month in which they began.</param>
    /// <param name="helper">Only this helper; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<AssistanceLine>> SummariseAsync(TenantId tenant, MeterMonth month, string? helper, CancellationToken cancellationToken);

    /// <summary>Whether the item came in before: what is sent again after a line broke.</summary>
    Task<bool> IsReceivedAsync(TenantId tenant, Guid item, CancellationToken cancellationToken);

    /// <summary>Notes that the item came in; the same twice is a conflict at commit.</summary>
    void Receive(TenantId tenant, Guid item, DateTimeOffset at);

    void Add(Concern concern);

    Task<Concern?> FindConcernAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Replaces the one whose version is one less.</summary>
    Task UpdateAsync(Concern changed, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    /// <param name="tenant">Tenant.</param>
    /// <param name="onlyOpen">Only those that nobody settled.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<Concern>> ListConcernsAsync(TenantId tenant, bool onlyOpen, int limit, CancellationToken cancellationToken);

    /// <summary>Whether a concern holds the case.</summary>
    Task<bool> IsHeldAsync(CaseId caseId, CancellationToken cancellationToken);
}
