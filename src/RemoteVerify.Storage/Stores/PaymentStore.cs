using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Payments lie under their case's record key.</summary>
internal sealed class PaymentStore(StorageContext context, CaseKeys keys) : IPaymentStore
{
    public async Task AddAsync(Payment payment, CancellationToken cancellationToken) => context.Payments.Add(new PaymentRow
    {
        Id = payment.Id,
        Tenant = payment.Tenant.Value,
        CaseId = payment.CaseId.Value,
        Claim = payment.Claim,
        State = payment.State,
        AskAt = AskAt(payment),
        Version = payment.Version,
        Body = await SealAsync(payment, cancellationToken),
    });

    public async Task<Payment?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await context.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    public async Task<IReadOnlyList<Payment>> ListAsync(CaseId caseId, CancellationToken cancellationToken) =>
        await ReadAsync(await context.Payments.AsNoTracking().Where(p => p.CaseId == caseId.Value).OrderBy(p => p.Id).ToListAsync(cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Payment>> ListAsync(TenantId tenant, PaymentState state, Guid? after, int limit, CancellationToken cancellationToken)
    {
        IQueryable<PaymentRow> rows = context.Payments.AsNoTracking().Where(p => p.Tenant == tenant.Value && p.State == state);
        if (after is { } last)
        {
            rows = rows.Where(p => p.Id > last);
        }

        return await ReadAsync(await rows.OrderBy(p => p.Id).Take(limit).ToListAsync(cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        long until = Time.Write(now);
        return await context.Payments.AsNoTracking().Where(p => p.AskAt <= until).OrderBy(p => p.AskAt).Take(limit).Select(p => p.Id).ToListAsync(cancellationToken);
    }

    public async Task StopAskingAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await context.Payments.FindAsync([id], cancellationToken) is { } row)
        {
            row.AskAt = long.MaxValue;
        }
    }

    public async Task UpdateAsync(Payment changed, CancellationToken cancellationToken)
    {
        PaymentRow row = await context.Payments.FindAsync([changed.Id], cancellationToken)
            ?? throw new InvalidOperationException("The payment was not added before.");
        context.Entry(row).Property(p => p.Version).OriginalValue = changed.Version - 1;
        row.State = changed.State;
        row.AskAt = AskAt(changed);
        row.Version = changed.Version;
        row.Body = await SealAsync(changed, cancellationToken);
    }

    private async Task<IReadOnlyList<Payment>> ReadAsync(List<PaymentRow> rows, CancellationToken cancellationToken)
    {
        List<Payment> found = [];
        foreach (PaymentRow row in rows)
        {
            if (await ReadAsync(row, cancellationToken) is { } payment)
            {
                found.Add(payment);
            }
        }

        return found;
    }

    private async Task<Payment?> ReadAsync(PaymentRow row, CancellationToken cancellationToken) =>
        await keys.ReadAsync<Body>(row.CaseId, DataClass.Record, Place(row.Id), row.Body, cancellationToken) is { } body
            ? new Payment(
                row.Id, new TenantId(row.Tenant), new CaseId(row.CaseId), row.Claim, body.AmountVnd, body.MadeAt, body.ExpiresAt, row.State,
                row.AskAt == long.MaxValue ? null : Time.Read(row.AskAt), row.Version)
            {
                Order = body.Order, Address = body.Address, Qr = body.Qr, Received = body.Received,
            }
            : null;

    private Task<byte[]> SealAsync(Payment payment, CancellationToken cancellationToken) => keys.WriteAsync(
        payment.CaseId.Value, DataClass.Record, Place(payment.Id),
        new Body(payment.AmountVnd, payment.MadeAt, payment.ExpiresAt, payment.Order, payment.Address, payment.Qr, payment.Received), cancellationToken);

    private static long AskAt(Payment payment) => payment.AskAt is { } at ? Time.Write(at) : long.MaxValue;

    private static string Place(Guid id) => $"payment/{id:D}";

    private sealed record Body(
        long AmountVnd, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, string? Order, string? Address, string? Qr, IReadOnlyList<ReceivedMoney> Received)
    {
        public override string ToString() => nameof(Body);
    }
}
