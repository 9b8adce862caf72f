using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Payments;

/// <summary>The payments of a case.</summary>
public sealed class ListPayments(Desk desk)
{
    public Task<Outcome<IReadOnlyList<Payment>>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<Payment>>(Act.ListPayments, actor, async (work, ct) =>
        {
            work.StaySilent();
            return (await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal)
                ? Outcome<IReadOnlyList<Payment>>.Done(await work.Unit.Payments.ListAsync(found.File.Id, ct))
                : refusal;
        }, cancellationToken);
}

/// <summary>Money of the agency's cases that an officer has to settle by hand, oldest first.</summary>
public sealed class ListMoneyByHand(Desk desk)
{
    /// <summary>Most payments of one answer.</summary>
    public const int MaximumPayments = 100;

    public Task<Outcome<IReadOnlyList<Payment>>> DoAsync(Actor actor, Guid? after, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<Payment>>(Act.ListMoneyByHand, actor, async (work, ct) =>
        {
            work.StaySilent();
            return Outcome<IReadOnlyList<Payment>>.Done(
                await work.Unit.Payments.ListAsync(actor.Tenant, PaymentState.ByHand, after, Math.Clamp(limit, 1, MaximumPayments), ct));
        }, cancellationToken);
}

/// <summary>An officer gave money back, or settled a difference, and notes under which reference.</summary>
public sealed class NoteRefund(Desk desk)
{
    public Task<Outcome<Payment>> DoAsync(Actor actor, CaseReference reference, Guid payment, string receipt, string refund, CancellationToken cancellationToken) =>
        desk.DoAsync<Payment>(Act.NoteRefund, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (await work.Unit.Payments.FindAsync(payment, ct) is not { } known || known.CaseId != found.File.Id
                || known.Received.FirstOrDefault(m => m.Receipt == receipt) is not { State: MoneyState.Differs or MoneyState.RefundDue } money)
            {
                return new Refusal(RefusalCode.PaymentUnknown, "The case has no such money to settle by hand. Use a payment and a receipt from its list.");
            }

            string under = FieldFaults.Clean(refund);
            if (under.Length is 0 or > ReceivePayment.LongestReceipt)
            {
                return new Refusal(RefusalCode.ReasonRequired, "Say under which reference it was given back or settled, at most 64 characters, then note it again.");
            }

            Payment next = known.With(money with { State = MoneyState.Refunded, Refund = under }) with { Version = known.Version + 1 };
            await work.Unit.Payments.UpdateAsync(next, ct);
            work.Note("payment", known.Id.ToString("D"));
            work.Note("receipt", receipt);
            work.Note("refund", under);
            return next;
        }, cancellationToken);
}

/// <summary>What one round of questions found.</summary>
/// <param name="Asked">Payments that were looked at.</param>
/// <param name="Found">Of these, where money had come.</param>
/// <param name="Over">Of these, that are over without money.</param>
public sealed record ReconciliationDone(int Asked, int Found, int Over);

/// <summary>
/// Asks the gateway about payments whose call-back never came, and looks again at money that a case could not take. Doing it twice, or on two
/// nodes at once, changes nothing more.
/// </summary>
public sealed class ReconcilePayments(IUnitOfWorkFactory stores, IPaymentGateway gateway, ReceivePayment receive, NotePayment note, PaymentPolicy policy, TimeProvider clock)
{
    private const int Page = 100;

    public async Task<ReconciliationDone> RunAsync(CancellationToken cancellationToken)
    {
        ReconciliationDone done = new(0, 0, 0);
        foreach (Guid id in await DueAsync(cancellationToken))
        {
            if (await FindAsync(id, cancellationToken) is { } payment)
            {
                done = await OneAsync(payment, done with { Asked = done.Asked + 1 }, cancellationToken);
            }
        }

        return done;
    }

    private async Task<ReconciliationDone> OneAsync(Payment payment, ReconciliationDone done, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (payment.State == PaymentState.Held)
        {
            Outcome<Payment> again = await receive.ReconsiderAsync(payment.Id, cancellationToken);
            if (again.IsDone && again.Value.State == PaymentState.Held)
            {
                await note.NothingAsync(again.Value, now + policy.NextQuestion, cancellationToken);
                return done;
            }

            return done with { Found = done.Found + 1 };
        }

        switch (await gateway.AskAsync(payment.Tenant, payment.Id, cancellationToken))
        {
            case GatewayAnswer.Paid paid:
                await receive.DoAsync(payment.Id, paid.Receipt, paid.AmountVnd, paid.At, cancellationToken);
                return done with { Found = done.Found + 1 };
            case GatewayAnswer.Expired:
            case GatewayAnswer.Pending or GatewayAnswer.Unknown when payment.ExpiresAt <= now:
            case var _ when payment.ExpiresAt + policy.LastQuestion <= now:
                await note.NothingAsync(payment, null, cancellationToken);
                return done with { Over = done.Over + 1 };
            default:
                await note.NothingAsync(payment, now + policy.NextQuestion, cancellationToken);
                return done;
        }
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Payments.ListDueAsync(clock.GetUtcNow(), Page, cancellationToken);
    }

    private async Task<Payment?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Payments.FindAsync(id, cancellationToken) is { } found)
        {
            return found;
        }

        await unit.Payments.StopAskingAsync(id, cancellationToken);
        await unit.CommitAsync(cancellationToken);
        return null;
    }
}
