// Law 46/2024/QH15 article 67: the print of what was asked and answered is part of the dossier.
using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Lookups;

/// <summary>What an issuer's confirmation led to.</summary>
/// <param name="Case">The case with the answer as a paper.</param>
/// <param name="Finding">What the issuer says.</param>
/// <param name="Reference">Number of its answer.</param>
/// <param name="Paper">Id of the paper that keeps it.</param>
public sealed record IssuerConfirmed(Case Case, IssuerFinding Finding, string Reference, string Paper)
{
    public override string ToString() => $"IssuerConfirmed {Finding}";
}

/// <summary>
/// Asks the agency that issued a paper of the dossier whether it is genuine, and keeps the answer beside it. It decides nothing: the officer does.
/// No answer is a refusal that changes nothing; the officer asks again later.
/// </summary>
public sealed class ConfirmWithIssuer(Desk desk, IIssuerConfirmation issuers, IPaperComposer composer, OfficeHead office)
{
    /// <summary>Longest issuer and number in characters.</summary>
    public const int MaximumTextLength = 200;

    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="paper">Id of the paper in the dossier.</param>
    /// <param name="issuer">Who issued it, as printed on it.</param>
    /// <param name="number">Its number.</param>
    /// <param name="issuedOn">Its day, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<IssuerConfirmed>> DoAsync(
        Actor actor, CaseReference reference, string paper, string issuer, string number, DateOnly? issuedOn, CancellationToken cancellationToken) =>
        desk.DoAsync<IssuerConfirmed>(Act.ConfirmWithIssuer, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            string by = FieldFaults.Clean(issuer), under = FieldFaults.Clean(number);
            if (DossierActs.IsEnded(current))
            {
                return current.NotAllowed(Act.ConfirmWithIssuer);
            }

            if (current.File.Dossier.Paper(paper) is not { } asked)
            {
                return new Refusal(RefusalCode.PaperUnknown, "The dossier has no such paper. Use an id from its list.");
            }

            if (by.Length is 0 or > MaximumTextLength || under.Length is 0 or > MaximumTextLength)
            {
                return new Refusal(RefusalCode.FieldsInvalid, "Name the issuer and the number as they are printed on the paper, then ask again.", [], [by.Length is 0 or > MaximumTextLength ? "issuer" : "number"]);
            }

            IssuerQuestion question = new(actor.Tenant, current.File.Code, actor.Id, by, asked.Need, under, issuedOn, asked.Sha256);
            if (await issuers.AskAsync(question, ct) is not IssuerAnswer.Answered answer)
            {
                return new Refusal(RefusalCode.IssuerNotAvailable, "The issuer gives no answer now. Nothing is lost: ask again later, or write to it.");
            }

            if (!(await KeepAsync(work, current, question, answer, ct)).TryGet(out DossierPaper? kept, out refusal))
            {
                return refusal;
            }

            work.Note("paper", asked.Id);
            work.Note("finding", answer.Finding.ToString());
            work.Note("purpose", issuers.Purpose);
            work.Note("legal-basis", issuers.LegalBasis);
            return new IssuerConfirmed(await work.SaveAsync(DossierPapers.With(current, kept), ct), answer.Finding, answer.Reference, kept.Id);
        }, cancellationToken);

    private async Task<Outcome<DossierPaper>> KeepAsync(Work work, Case current, IssuerQuestion question, IssuerAnswer.Answered answer, CancellationToken cancellationToken)
    {
        if (!office.OfDossier(current.File, work.Now).TryGet(out PaperHead? head, out Refusal? refusal))
        {
            return refusal;
        }

        var order = new LookupSnapshotOrder(
            head, current.File.Code, answer.AnsweredBy, answer.Reference, issuers.Purpose, issuers.LegalBasis, question.Officer, work.Now,
            [
                PaperFact.Titled("field-issuer", question.Issuer),
                PaperFact.Titled("field-paper-number", question.Number),
                PaperFact.Titled("field-issued-on", question.IssuedOn?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "-"),
                PaperFact.Titled("field-paper-sha256", question.PaperSha256.Hex),
            ],
            [new PaperFact("finding", answer.Finding.ToString()) { Title = "field-issuer-finding", Words = [$"value-issuer-{WordOf(answer.Finding)}"] }],
            Sha256Digest.Of(answer.Received.Span));
        if (!composer.Compose(order).TryGet(out ComposedPaper? composed, out refusal))
        {
            return refusal;
        }

        DossierPaper paper = await DossierPapers.KeepAsync(work, current.File, "issuer-confirmation", PaperOrigin.LookedUp, "application/pdf", composed.Pdf, cancellationToken);
        return paper with { Lookup = new LookupBasis("issuer", issuers.Purpose, issuers.LegalBasis), LookupFound = answer.Finding == IssuerFinding.Genuine };
    }

    private static string WordOf(IssuerFinding finding) => finding switch
    {
        IssuerFinding.Genuine => "genuine",
        IssuerFinding.NotGenuine => "not-genuine",
        IssuerFinding.Withdrawn => "withdrawn",
        _ => "no-record",
    };
}
