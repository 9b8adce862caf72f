using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>Composes the certificate with its number and verification code, as the applicant confirmed it, for the officer who decides.</summary>
public sealed class ComposeCertificate(
    Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IDocumentIntake intake, OfficeHead office, CheckPlace check)
{
    /// <param name="actor">The officer who prepares it.</param>
    /// <param name="reference">The case.</param>
    /// <param name="signer">Account of the officer who decides and signs; named on the paper.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PaperPrepared>> DoAsync(Actor actor, CaseReference reference, string signer, CancellationToken cancellationToken) =>
        desk.DoAsync<PaperPrepared>(Act.ComposePaper, actor, async (work, ct) =>
        {
            Outcome<(DraftConfirmed Case, Procedure Procedure)> begun = await PreparedPapers.BeginAsync<DraftConfirmed>(work, procedures, reference, ct);
            if (begun.Refusal is { } refusal)
            {
                return refusal;
            }

            (DraftConfirmed current, Procedure procedure) = begun.Value;

            if (current.File.Dossier.OpenLookups is { Count: > 0 } open)
            {
                return new Refusal(
                    RefusalCode.DossierNotComplete,
                    "A database did not answer when it was asked. Look the named papers up again before the certificate is composed.",
                    [.. current.Allowed.Select(a => a.Code), Act.LookUp.Code],
                    [.. open.Select(lookup => $"paper:{lookup.Need}")]);
            }

            TrueOriginalNeeded? stated = current.File.TrueOriginal is { } original ? new TrueOriginalNeeded(original.Reason) { Ground = original.Ground } : null;
            if (await MaritalReissue.AskAsync(work, procedure, current, stated, ct) is { } exists)
            {
                return exists;
            }

            VerificationCode code = VerificationCode.New();
            if (!office.Agency(actor.Tenant).TryGet(out AgencyProfile? agency, out refusal)
                || !office.Decider(actor.Tenant, signer, SlotNames.Countersignature).TryGet(out PaperSigner? decider, out refusal)
                || !MaritalOrders.Of(
                    PreparedPapers.Head(current.File, agency.Lines, agency.Place, code, check, work.Now) with { SealSlot = SlotNames.Seal }, current.File, procedure, current.Marital, decider)
                    .TryGet(out MaritalCertificateOrder? order, out refusal)
                || !composer.Compose(order).TryGet(out ComposedPaper? paper, out refusal))
            {
                return refusal;
            }

            return await PreparedPapers.PrepareAsync(
                work, Limited(current.File, procedure) with { ResultValidityMonths = order.ValidityMonths }, paper, code, intake, ct, [new OfficerSlot(SlotNames.Countersignature, signer, OfficerFunction.Decides)]);
        }, cancellationToken);

    private static CaseFile Limited(CaseFile file, Procedure procedure) => file with { MaximumCopies = MaritalPurposes.Find(procedure.Marital!, file.Dossier)?.MaximumCopies };
}
