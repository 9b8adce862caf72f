using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Payments;

/// <summary>
/// Opens the claim that a case waits for at the gateway. The payment is noted before the gateway is asked, so an answer that is lost loses
/// nothing: asking again opens the same order.
/// </summary>
public sealed class OpenPayment(Desk desk, ProcedureLibrary procedures, IPaymentGateway gateway, PaymentPolicy policy)
{
    /// <param name="actor">A portal or the citizen.</param>
    /// <param name="reference">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Payment>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken)
    {
        PaymentOrder? order = null;
        Outcome<Payment> noted = await desk.DoAsync<Payment>(Act.OpenPayment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<PaymentRequested>(reference, ct)).TryGet(out PaymentRequested? waiting, out Refusal? refusal))
            {
                return refusal;
            }

            PaymentClaim claim = waiting.File.Dossier.Payments.First(c => c.Id == waiting.Claim);
            Payment payment = await NoteAsync(work, waiting.File, claim, ct);
            work.Note("payment", payment.Id.ToString("D"));
            Procedure procedure = await procedures.OfCaseAsync(work.Unit, waiting.File, ct);
            order = new PaymentOrder(
                payment.Id, payment.Tenant, payment.AmountVnd, $"{waiting.File.Code} {claim.Id}", payment.ExpiresAt, string.Join("; ", claim.Lines.Select(line => line.Name)),
                procedure.Fees?.LegalBasis ?? procedure.LegalBasis);
            return payment;
        }, cancellationToken);
        if (!noted.TryGet(out Payment? found, out Refusal? notNoted) || found.State == PaymentState.Open)
        {
            return noted;
        }

        return await gateway.OpenAsync(order!, cancellationToken) is GatewayAnswer.Opened opened
            ? await new NotePayment(desk).OpenedAsync(found, opened, policy, cancellationToken)
            : new Refusal(RefusalCode.PaymentGatewayUnavailable, "The payment gateway gives no answer now. Nothing is lost: open the payment again later, or pay at the counter.");
    }

    /// <summary>The payment that is under way for the claim, or a new one.</summary>
    private async Task<Payment> NoteAsync(Work work, CaseFile file, PaymentClaim claim, CancellationToken cancellationToken)
    {
        IReadOnlyList<Payment> known = await work.Unit.Payments.ListAsync(file.Id, cancellationToken);
        if (known.LastOrDefault(p => p.Claim == claim.Id && p.State is PaymentState.Opening or PaymentState.Open && p.ExpiresAt > work.Now) is { } running)
        {
            return running;
        }

        Payment fresh = new(
            Guid.CreateVersion7(work.Now), file.Tenant, file.Id, claim.Id, claim.AmountVnd, work.Now, work.Now + policy.OpenFor, PaymentState.Opening, work.Now + policy.FirstQuestion, 1);
        await work.Unit.Payments.AddAsync(fresh, cancellationToken);
        return fresh;
    }
}

/// <summary>What the service itself learns of a payment that is no money: opened, still nothing, over.</summary>
public sealed class NotePayment(Desk desk)
{
    /// <summary>The gateway has it.</summary>
    public Task<Outcome<Payment>> OpenedAsync(Payment payment, GatewayAnswer.Opened opened, PaymentPolicy policy, CancellationToken cancellationToken) => ChangeAsync(
        payment,
        (now, current) => current.State == PaymentState.Opening
            ? current with { State = PaymentState.Open, Order = opened.Order, Address = opened.Address.AbsoluteUri, Qr = opened.Qr, AskAt = now + policy.FirstQuestion }
            : current,
        "opened",
        cancellationToken);

    /// <summary>Nothing came: asked again later, or over.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="askAt">When it is asked about next; null: it is over.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Payment>> NothingAsync(Payment payment, DateTimeOffset? askAt, CancellationToken cancellationToken) => ChangeAsync(
        payment,
        (_, current) => current.State is PaymentState.Opening or PaymentState.Open or PaymentState.Held
            ? current with { AskAt = askAt, State = askAt is null ? PaymentState.Expired : current.State }
            : current with { AskAt = null },
        askAt is null ? "expired" : "nothing-yet",
        cancellationToken);

    private Task<Outcome<Payment>> ChangeAsync(Payment payment, Func<DateTimeOffset, Payment, Payment> change, string what, CancellationToken cancellationToken) =>
        desk.DoAsync<Payment>(Act.NotePayment, Actor.Service(payment.Tenant), async (work, ct) =>
        {
            Payment current = await work.Unit.Payments.FindAsync(payment.Id, ct) ?? payment;
            work.About(current.CaseId);
            work.Note("payment", current.Id.ToString("D"));
            work.Note("what", what);
            Payment changed = change(work.Now, current);
            if (changed == current)
            {
                return current;
            }

            Payment next = changed with { Version = current.Version + 1 };
            await work.Unit.Payments.UpdateAsync(next, ct);
            return next;
        }, cancellationToken);
}
