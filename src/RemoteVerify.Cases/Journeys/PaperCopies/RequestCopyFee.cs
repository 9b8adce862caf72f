using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures.Fees;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.PaperCopies;

/// <summary>Asks for the fee of the copies: the pages of the scan times the copies of the form, by the procedure's table.</summary>
public sealed class RequestCopyFee(Desk desk, Procedures.ProcedureLibrary procedures)
{
    /// <summary>Field of the form with the number of copies; one copy where the form has none.</summary>
    public const string CopiesField = "copies";

    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="exemptions">Ids of the exemptions that the officer accepts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PaymentRequested>> DoAsync(Actor actor, CaseReference reference, IReadOnlyList<string> exemptions, CancellationToken cancellationToken) =>
        desk.DoAsync<PaymentRequested>(Act.RequestPayment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            int? pages = current switch { OriginalScanned c => c.Findings.Pages, OriginalCompared c => c.Findings.Pages, _ => null };
            if (pages is not { } counted)
            {
                return current.NotAllowed(Act.RequestPayment) with { Message = "The pages are counted from the scan. Scan the original first, then ask for the fee." };
            }

            var basis = new FeeBasis { Pages = counted, Copies = Copies(current.File), Exemptions = exemptions };
            if (!FeeCalculator.Quote((await procedures.OfCaseAsync(work.Unit, current.File, ct)).Fees, basis).TryGet(out FeeQuote? quote, out refusal))
            {
                return refusal;
            }

            ClaimLine[] lines = [.. quote.Lines.Where(line => line.ToPayVnd > 0).Select(line => new ClaimLine(line.TitleVi, line.ToPayVnd))];
            if (lines.Length == 0)
            {
                return new Refusal(RefusalCode.PaymentDiffers, "Nothing is to be paid for this copy. Go on without a fee.", [.. current.Allowed.Select(a => a.Code)], []);
            }

            var claim = new PaymentClaim($"f{current.File.Dossier.Payments.Count + 1}", lines, quote.TotalVnd, work.Now);
            work.Note("amount-vnd", claim.AmountVnd.ToString(CultureInfo.InvariantCulture));
            work.Publish("payment.requested", current.File.Id, claim.Id);
            return await work.SaveAsync(PaymentRequested.From(current, claim), ct);
        }, cancellationToken);

    private static int Copies(CaseFile file) =>
        int.TryParse(file.Dossier.Value(CopiesField), NumberStyles.None, CultureInfo.InvariantCulture, out int copies) && copies > 0 ? copies : 1;
}
