using System.Globalization;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.PaperCopies;

/// <summary>Composes the certified copy from the compared scan, with its number, for the officer who certifies.</summary>
public sealed class ComposePaperCopy(
    Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IDocumentIntake intake, IOfficerDirectory officers, OfficeHead office, CheckPlace place)
{
    /// <param name="actor">The officer who prepares.</param>
    /// <param name="reference">The case.</param>
    /// <param name="decidedBy">Account of the officer who certifies: named on the paper, approves and signs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PaperPrepared>> DoAsync(Actor actor, CaseReference reference, string decidedBy, CancellationToken cancellationToken) =>
        desk.DoAsync<PaperPrepared>(Act.ComposePaper, actor, async (work, ct) =>
        {
            Outcome<(OriginalCompared Case, Procedure Procedure)> begun = await PreparedPapers.BeginAsync<OriginalCompared>(work, procedures, reference, ct);
            if (begun.Refusal is { } refusal)
            {
                return refusal;
            }

            (OriginalCompared current, Procedure procedure) = begun.Value;

            if (!DecidingOfficer.Find(officers, actor.Tenant, decidedBy, current).TryGet(out DecidingOfficer? decider, out refusal)
                || !office.Agency(actor.Tenant).TryGet(out AgencyProfile? agency, out refusal)
                || !(await work.DocumentAsync(current.File, current.Scan, ct)).TryGet(out ReadOnlyMemory<byte> scan, out refusal))
            {
                return refusal;
            }

            VerificationCode code = VerificationCode.New();
            CaseNumber number = current.File.Number ?? throw new InvalidOperationException("A certified copy has a number; the procedure names no register book.");
            PaperHead head = CopyPapers.Head(current.File, procedure, PaperKind.CertifiedPaperCopy, agency, code, place, work.Now);
            var order = new CertifiedPaperCopyOrder(
                head, new PaperSource(scan, current.Scan.Sha256), current.Presentation.Title,
                number.Number.ToString(CultureInfo.InvariantCulture), number.Year.ToString(CultureInfo.InvariantCulture), decider.Signer);
            work.Note("scan", current.Scan.Sha256.Hex);
            return composer.Compose(order).TryGet(out ComposedPaper? paper, out refusal)
                ? await PreparedPapers.PrepareAsync(work, decider.Assign(current.File, work.Now), paper, code, intake, ct, [decider.Slot])
                : refusal;
        }, cancellationToken);
}
