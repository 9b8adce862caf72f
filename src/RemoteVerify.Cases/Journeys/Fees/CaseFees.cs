// The fee of a case, from the table of its procedure's version. EGOV 5.3 (a) places it between the agreed draft and the scheduled session;
// a copy from paper is charged by the pages of its scan, so the fee is known before the paper is composed and not earlier.
using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Fees;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.Fees;

/// <summary>What a case costs by its procedure, and what was paid of it.</summary>
/// <param name="Quote">By the table, less the exemptions that were recorded.</param>
/// <param name="PaidVnd">Confirmed payments of claims made by the table, whole đồng.</param>
public sealed record FeeAccount(FeeQuote Quote, long PaidVnd)
{
    /// <summary>What is still to be paid, whole đồng; 0 when it is settled.</summary>
    public long ToPayVnd => Math.Max(0, Quote.TotalVnd - PaidVnd);
}

/// <summary>Counts for each journey what its fees are counted by, and holds papers back until the fee is settled.</summary>
public static class CaseFees
{
    /// <summary>Field of the form with the number of copies; one copy where the form has none.</summary>
    public const string CopiesField = "copies";

    /// <summary>Field of the form with the value of the transaction, whole đồng.</summary>
    public const string ValueField = "value-vnd";

    /// <summary>The account of a case; a refusal that names what isn't known yet.</summary>
    /// <param name="procedure">The version of the case.</param>
    /// <param name="current">The case.</param>
    /// <param name="exemptions">Ids of exemptions that are accepted besides the recorded ones.</param>
    public static Outcome<FeeAccount> Account(Procedure procedure, Case current, IReadOnlyList<string> exemptions)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(current);
        Dossier dossier = current.File.Dossier;

        // A correction, amendment, end or cancellation is the office's own act: nobody pays for it by the table of the result's procedure.
        if (procedure.Fees is not { Lines.Count: > 0 } || current.File.RelatedAct is not null)
        {
            return new FeeAccount(new FeeQuote(procedure.Fees?.LegalBasis ?? string.Empty, []), 0);
        }

        if (Basis(current) is not { } basis)
        {
            return new Refusal(
                RefusalCode.FeeBasisIncomplete, "The pages are not known yet: they are counted from the scan, or from the planned result. Do that first, then ask for the fee.",
                [.. current.Allowed.Select(a => a.Code)], ["pages"]);
        }

        string[] accepted = [.. dossier.FeeExemptions.Select(exemption => exemption.Id).Concat(exemptions).Distinct()];
        return FeeCalculator.Quote(procedure.Fees, basis with { Exemptions = accepted }).TryGet(out FeeQuote? quote, out Refusal? refusal)
            ? new FeeAccount(quote, dossier.Payments.Where(claim => claim is { ByTable: true, PaidAt: not null }).Sum(claim => claim.AmountVnd))
            : refusal with { AllowedActions = [.. current.Allowed.Select(a => a.Code)] };
    }

    /// <summary>The refusal while the fee of the procedure is neither paid nor lifted by a recorded exemption; null when nothing is open.</summary>
    public static Refusal? NotSettled(Procedure procedure, Case current) =>
        !Account(procedure, current, []).TryGet(out FeeAccount? account, out Refusal? refusal) ? refusal
        : account.ToPayVnd == 0 ? null
        : new Refusal(
            RefusalCode.FeeNotSettled,
            "The fee comes first. Ask for it, and go on when the payment is confirmed; or record the exemption that the procedure grants.",
            [.. current.Allowed.Select(a => a.Code)],
            [
                .. account.Quote.Lines.Where(line => line.ToPayVnd > 0).Select(line => Reason($"fee:{line.Id}", line.ToPayVnd)),
                Reason("paid-vnd", account.PaidVnd), Reason("to-pay-vnd", account.ToPayVnd),
            ]);

    /// <summary>Fields of the form without which the fee can't be worked out and that are empty.</summary>
    public static IReadOnlyList<string> MissingFields(Procedure procedure, Dossier dossier)
    {
        string? kind = dossier.Value(TransactionRule.Field);
        bool byValue = procedure.Fees?.Lines.Any(line =>
            line.Unit == FeeUnit.Value && (line.Transactions.Count == 0 || (kind is not null && line.Transactions.Contains(kind)))) == true;
        return byValue && string.IsNullOrWhiteSpace(dossier.Value(ValueField)) ? [ValueField] : [];
    }

    /// <summary>The copies that the applicant asks for; 1 where the form doesn't ask, or nothing sensible is in it.</summary>
    public static int Copies(Dossier dossier) =>
        int.TryParse(dossier.Value(CopiesField), NumberStyles.None, CultureInfo.InvariantCulture, out int copies) && copies > 0 ? copies : 1;

    /// <summary>What is counted; null while the pages are not known.</summary>
    private static FeeBasis? Basis(Case current)
    {
        Dossier dossier = current.File.Dossier;
        var counted = new FeeBasis { Copies = Copies(dossier), Transactions = 1 };
        return current.File.Journey switch
        {
            JourneyKind.PaperCopy => current switch
            {
                OriginalScanned c => counted with { Pages = c.Findings.Pages },
                OriginalCompared c => counted with { Pages = c.Findings.Pages },
                _ => null,
            },
            JourneyKind.StoredCopy => current is CopyPlanned planned ? counted with { Pages = planned.Plan.PageCount } : null,
            JourneyKind.NotarisedContract => counted with
            {
                Transaction = dossier.Value(TransactionRule.Field),
                ValueVnd = long.TryParse(dossier.Value(ValueField), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null,
            },
            _ => counted,
        };
    }

    private static string Reason(string name, long amount) => string.Create(CultureInfo.InvariantCulture, $"{name}:{amount}");
}
