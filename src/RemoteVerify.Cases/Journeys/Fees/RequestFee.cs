using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Fees;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.Fees;

/// <summary>
/// Asks for the fee by the procedure's table. Exemptions that the officer accepts are recorded with who accepted them; where nothing is left
/// to pay, the case goes on without a payment.
/// </summary>
public sealed class RequestFee(Desk desk, ProcedureLibrary procedures)
{
    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="exemptions">Ids of the exemptions of the table that the officer accepts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns><see cref="PaymentRequested"/>, or the case where it was, with the exemption recorded.</returns>
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, IReadOnlyList<string> exemptions, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.RequestPayment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.RequestPayment))
            {
                return current.NotAllowed(Act.RequestPayment);
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            if (!CaseFees.Account(procedure, current, exemptions).TryGet(out FeeAccount? account, out refusal))
            {
                return refusal;
            }

            Case asked = Exempt(current, procedure.Fees, exemptions, work);
            if (account.ToPayVnd > 0)
            {
                PaymentClaim claim = Claim(asked.File.Dossier, account, work.Now);
                work.Note("amount-vnd", claim.AmountVnd.ToString(CultureInfo.InvariantCulture));
                work.Publish("payment.requested", current.File.Id, claim.Id);
                return await work.SaveAsync<Case>(PaymentRequested.From(asked, claim), ct);
            }

            return ReferenceEquals(asked, current)
                ? new Refusal(RefusalCode.PaymentDiffers, "Nothing is to be paid now. Go on without a fee.", [.. current.Allowed.Select(a => a.Code)], [])
                : await work.SaveAsync(asked, ct);
        }, cancellationToken);

    /// <summary>The case with the exemptions that are new.</summary>
    private static Case Exempt(Case current, FeeTable? table, IReadOnlyList<string> exemptions, Work work)
    {
        Dossier dossier = current.File.Dossier;
        AcceptedExemption[] accepted =
        [
            .. (table?.Exemptions ?? []).Where(e => exemptions.Contains(e.Id) && dossier.FeeExemptions.All(known => known.Id != e.Id))
                .Select(e => new AcceptedExemption(e.Id, e.TitleVi, e.LegalBasis, e.PercentOff, work.Actor.Id, work.Now)),
        ];
        if (accepted.Length == 0)
        {
            return current;
        }

        work.Note("exemptions", string.Join(' ', accepted.Select(e => e.Id)));
        return current with { File = current.File with { Dossier = dossier with { FeeExemptions = [.. dossier.FeeExemptions, .. accepted] } } };
    }

    /// <summary>The lines of the table; after an earlier payment one line with the rest.</summary>
    private static PaymentClaim Claim(Dossier dossier, FeeAccount account, DateTimeOffset now)
    {
        FeeQuoteLine[] lines = [.. account.Quote.Lines.Where(line => line.ToPayVnd > 0)];
        ClaimLine[] claimed = account.PaidVnd == 0
            ? [.. lines.Select(line => new ClaimLine(line.TitleVi, line.ToPayVnd))]
            : [new ClaimLine(string.Join("; ", lines.Select(line => line.TitleVi)), account.ToPayVnd)];
        return new PaymentClaim($"f{dossier.Payments.Count + 1}", claimed, account.ToPayVnd, now) { ByTable = true };
    }
}
