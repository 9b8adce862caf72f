using RemoteVerify.Cases.Results.Importing;

namespace RemoteVerify.Cases.Stores;

/// <summary>Scanned papers that wait for an officer, and what became of them.</summary>
public interface IResultImportStore
{
    Task AddAsync(ResultImport import, CancellationToken cancellationToken);

    Task<ResultImport?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Those in a state, oldest first.</summary>
    /// <param name="tenant">Tenant.</param>
    /// <param name="state">pending, confirmed or rejected; null for all.</param>
    /// <param name="after">The id after which the last page ended; null for the first page.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<IReadOnlyList<ResultImport>> ListAsync(TenantId tenant, string? state, Guid? after, int limit, CancellationToken cancellationToken);

    /// <summary>Replaces the import whose version is one less.</summary>
    Task UpdateAsync(ResultImport changed, CancellationToken cancellationToken);
}
