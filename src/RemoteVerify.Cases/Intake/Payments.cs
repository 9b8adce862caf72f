using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>The office asks for a fee; the clock stands still until it is paid.</summary>
public sealed class RequestPayment(Desk desk)
{
    public Task<Outcome<PaymentRequested>> DoAsync(Actor actor, CaseReference reference, IReadOnlyList<ClaimLine> lines, CancellationToken cancellationToken) =>
        desk.DoAsync<PaymentRequested>(Act.RequestPayment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.RequestPayment))
            {
                return current.NotAllowed(Act.RequestPayment);
            }

            if (lines.Count == 0 || lines.Any(line => line.AmountVnd <= 0 || string.IsNullOrWhiteSpace(line.Name)))
            {
                return new Refusal(RefusalCode.PaymentDiffers, "A fee has at least one line with a name and an amount above zero. Where nothing is to pay, go on without it.");
            }

            var claim = new PaymentClaim($"f{current.File.Dossier.Payments.Count + 1}", lines, lines.Sum(line => line.AmountVnd), work.Now);
            work.Note("amount-vnd", claim.AmountVnd.ToString(System.Globalization.CultureInfo.InvariantCulture));
            work.Publish("payment.requested", current.File.Id, claim.Id);
            return await work.SaveAsync(PaymentRequested.From(current, claim), ct);
        }, cancellationToken);
}

/// <summary>The payment provider's call-back, or the counter, says that a fee was paid. Saying it twice changes nothing.</summary>
public sealed class ConfirmPayment(Desk desk)
{
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, string claim, long amountVnd, string receipt, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.ConfirmPayment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.File.Dossier.Payments.FirstOrDefault(c => c.Id == claim) is not { } asked)
            {
                return new Refusal(RefusalCode.PaymentUnknown, "The case asked for no such payment. Check the reference.");
            }

            if (asked.AmountVnd != amountVnd || string.IsNullOrWhiteSpace(receipt) || (asked.Receipt is { } known && known != receipt))
            {
                return new Refusal(RefusalCode.PaymentDiffers, "Amount or receipt are not those of the payment that was asked for. Compare them and settle the difference by hand.");
            }

            if (asked.PaidAt is not null)
            {
                work.StaySilent();
                return found;
            }

            if (found is not PaymentRequested waiting || waiting.Claim != claim)
            {
                return found.NotAllowed(Act.ConfirmPayment);
            }

            work.Note("receipt", receipt);
            work.Publish("payment.confirmed", found.File.Id, claim);
            return await work.SaveAsync(waiting.Pay(work.Now, receipt), ct);
        }, cancellationToken);
}
