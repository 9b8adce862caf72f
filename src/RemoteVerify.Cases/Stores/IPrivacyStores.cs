using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Retaining;

namespace RemoteVerify.Cases.Stores;

/// <summary>Signed records of deletions. They outlive what they are about.</summary>
public interface IDeletionRecordStore
{
    Task AddAsync(DeletionRecord record, CancellationToken cancellationToken);

    Task<DeletionRecord?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Those of a case, oldest first.</summary>
    Task<IReadOnlyList<DeletionRecord>> ListAsync(CaseId caseId, CancellationToken cancellationToken);
}

/// <summary>Which requests of data subjects to list.</summary>
/// <param name="Person">Only of this personal number; null for all.</param>
/// <param name="OnlyOpen">Only those that wait for an answer.</param>
/// <param name="Before">The one after which the last page ended; null for the first page.</param>
/// <param name="Limit">Most requests.</param>
public sealed record DataRequestQuery(string? Person, bool OnlyOpen, Guid? Before, int Limit)
{
    public override string ToString() => "DataRequestQuery";
}

/// <summary>Requests of data subjects.</summary>
public interface IDataRequestStore
{
    Task AddAsync(DataRequest request, CancellationToken cancellationToken);

    Task<DataRequest?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<DataRequest>> ListAsync(TenantId tenant, DataRequestQuery query, CancellationToken cancellationToken);

    /// <summary>Those that wait for an answer past their time and of which nobody was told, the longest first.</summary>
    Task<IReadOnlyList<DataRequest>> ListOverdueAsync(TenantId tenant, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Replaces the request whose version is one less.</summary>
    Task UpdateAsync(DataRequest changed, CancellationToken cancellationToken);
}

/// <summary>Breaches of personal data.</summary>
public interface IBreachStore
{
    Task AddAsync(Breach breach, CancellationToken cancellationToken);

    Task<Breach?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Breach>> ListAsync(TenantId tenant, int limit, CancellationToken cancellationToken);

    /// <summary>Those that were not notified in time and of which nobody was warned.</summary>
    Task<IReadOnlyList<Breach>> ListOverdueAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Replaces the breach whose version is one less.</summary>
    Task UpdateAsync(Breach changed, CancellationToken cancellationToken);
}
