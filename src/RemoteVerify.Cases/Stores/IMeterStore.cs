using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Stores;

/// <summary>How often a tenant did something in a month.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Operation">Code of the act.</param>
/// <param name="Done">Acts that were done.</param>
/// <param name="Refused">Acts that were refused and recorded.</param>
public sealed record MeterLine(TenantId Tenant, string Operation, long Done, long Refused);

/// <summary>The figures of months. They grow in the same transaction as the audit log, so that both tell the same; nobody writes them otherwise.</summary>
public interface IMeterStore
{
    /// <summary>By tenant and operation, in the order of both.</summary>
    Task<IReadOnlyList<MeterLine>> ListAsync(IReadOnlyList<TenantId> tenants, MeterMonth month, CancellationToken cancellationToken);

    /// <summary>Acts that were done in the month.</summary>
    Task<long> CountAsync(TenantId tenant, MeterMonth month, string operation, CancellationToken cancellationToken);
}
