using RemoteVerify.Cases.Payments;

namespace RemoteVerify.Cases.Stores;

/// <summary>Payments at gateways; who asks for one by its id looks whose it is.</summary>
public interface IPaymentStore
{
    Task AddAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>The payment, of whatever tenant; null when there is none, or its case was destroyed.</summary>
    Task<Payment?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The payments of a case, oldest first.</summary>
    Task<IReadOnlyList<Payment>> ListAsync(CaseId caseId, CancellationToken cancellationToken);

    /// <summary>Payments of a tenant in one state, oldest first.</summary>
    Task<IReadOnlyList<Payment>> ListAsync(TenantId tenant, PaymentState state, Guid? after, int limit, CancellationToken cancellationToken);

    /// <summary>Ids of what is to be asked about, of all tenants, the longest due first.</summary>
    Task<IReadOnlyList<Guid>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Asks about it no more: its case was destroyed, so nobody can read it.</summary>
    Task StopAskingAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Replaces the payment whose version is one less.</summary>
    Task UpdateAsync(Payment changed, CancellationToken cancellationToken);
}
