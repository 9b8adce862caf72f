using RemoteVerify.Cases.Providers;

namespace RemoteVerify.Cases.Stores;

/// <summary>Which messages to other agencies to list, newest first.</summary>
/// <param name="Case">Only of this case; null for all.</param>
/// <param name="Channel">Only to this agency; null for all.</param>
/// <param name="State">Only these; null for all.</param>
/// <param name="Before">The id after which the last page ended; null for the first page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record DispatchQuery(CaseId? Case, string? Channel, DispatchState? State, Guid? Before, int Limit);

/// <summary>Messages to other agencies.</summary>
public interface IDispatchStore
{
    Task<IReadOnlyList<Dispatch>> ListAsync(TenantId tenant, DispatchQuery query, CancellationToken cancellationToken);

    Task<Dispatch?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Ends a message or puts it back into the queue; a conflict at commit when it was in another state than <paramref name="was"/>.</summary>
    Task UpdateAsync(Dispatch changed, DispatchState was, CancellationToken cancellationToken);
}
