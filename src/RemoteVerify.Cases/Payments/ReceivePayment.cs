using System.Globalization;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Payments;

/// <summary>
/// Money came, as a call-back or an answer says. Every receipt is kept once, whatever the case is doing: what settles the claim moves the case
/// on; another amount, a second receipt or money for a case that asks for none is kept for an officer to give back.
/// </summary>
public sealed class ReceivePayment(Desk desk, IUnitOfWorkFactory stores)
{
    /// <summary>Longest receipt in characters.</summary>
    public const int LongestReceipt = 64;

    private const int Tries = 5;

    /// <param name="id">Our id of the payment.</param>
    /// <param name="receipt">Number of the receipt.</param>
    /// <param name="amountVnd">How much came.</param>
    /// <param name="paidAt">When.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Payment>> DoAsync(Guid id, string receipt, long amountVnd, DateTimeOffset paidAt, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } payment || string.IsNullOrWhiteSpace(receipt) || receipt.Length > LongestReceipt)
        {
            return new Refusal(RefusalCode.PaymentUnknown, "There is no such payment here, or the receipt has no number. Check the reference.");
        }

        for (int left = Tries; ; left--)
        {
            Outcome<Payment> done = await OnceAsync(payment, receipt, amountVnd, paidAt, cancellationToken);
            if (done.IsDone || done.Refusal!.Code != RefusalCode.CaseChanged || left == 1)
            {
                return done;
            }
        }
    }

    /// <summary>Looks again at money that the case could not take.</summary>
    public async Task<Outcome<Payment>> ReconsiderAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } payment && payment.Received.FirstOrDefault(m => m.State == MoneyState.Held) is { } held
            ? await OnceAsync(payment, held.Receipt, held.AmountVnd, held.PaidAt, cancellationToken)
            : new Refusal(RefusalCode.PaymentUnknown, "There is no money that waits for its case. Check the reference.");

    private Task<Outcome<Payment>> OnceAsync(Payment known, string receipt, long amountVnd, DateTimeOffset paidAt, CancellationToken cancellationToken) =>
        desk.DoAsync<Payment>(Act.ReceivePayment, Actor.Service(known.Tenant), async (work, ct) =>
        {
            Payment payment = await work.Unit.Payments.FindAsync(known.Id, ct) ?? known;
            work.About(payment.CaseId);
            ReceivedMoney? before = payment.Received.FirstOrDefault(m => m.Receipt == receipt);
            if (before is not null && before.AmountVnd != amountVnd)
            {
                return new Refusal(RefusalCode.PaymentDiffers, "This receipt was told before with another amount. Nothing was changed: compare it with the gateway's list.");
            }

            Case? current = await work.Unit.Cases.FindAsync(payment.Tenant, payment.CaseId, ct);
            MoneyState state = before is null or { State: MoneyState.Held } ? payment.Judge(current, amountVnd) : before.State;
            if (before?.State == state)
            {
                work.StaySilent();
                return payment;
            }

            Payment next = payment.With(new ReceivedMoney(receipt, amountVnd, paidAt, before?.ToldAt ?? work.Now, state)) with { Version = payment.Version + 1 };
            next = next with { AskAt = next.State == PaymentState.Held ? work.Now + PaymentPolicy.Usual.NextQuestion : null };
            await work.Unit.Payments.UpdateAsync(next, ct);
            Note(work, payment, receipt, amountVnd, state);
            if (state == MoneyState.Settled)
            {
                work.Publish("payment.confirmed", payment.CaseId, payment.Claim);
                await work.SaveAsync(((PaymentRequested)current!).Pay(work.Now, receipt), ct);
            }
            else if (state != MoneyState.Held)
            {
                work.Publish("payment.by_hand", payment.CaseId, payment.Claim);
            }

            return next;
        }, cancellationToken);

    private static void Note(Work work, Payment payment, string receipt, long amountVnd, MoneyState state)
    {
        work.Note("payment", payment.Id.ToString("D"));
        work.Note("receipt", receipt);
        work.Note("amount-vnd", amountVnd.ToString(CultureInfo.InvariantCulture));
        work.Note("money", state.ToString());
    }

    private async Task<Payment?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Payments.FindAsync(id, cancellationToken);
    }
}
