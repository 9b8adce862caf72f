using System.Globalization;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>Composes the copy by the planned road, after the source was checked once more.</summary>
public sealed class ComposeStoredCopy(
    Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IDocumentIntake intake, IDocumentValidator validator, IOfficerDirectory officers, OfficeHead office, CheckPlace place)
{
    /// <param name="actor">The officer who prepares.</param>
    /// <param name="reference">The case.</param>
    /// <param name="decidedBy">Account of the officer who approves and signs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PaperPrepared>> DoAsync(Actor actor, CaseReference reference, string decidedBy, CancellationToken cancellationToken) =>
        desk.DoAsync<PaperPrepared>(Act.ComposePaper, actor, async (work, ct) =>
        {
            Outcome<(CopyPlanned Case, Procedure Procedure)> begun = await PreparedPapers.BeginAsync<CopyPlanned>(work, procedures, reference, ct);
            if (begun.Refusal is { } refusal)
            {
                return refusal;
            }

            (CopyPlanned current, Procedure procedure) = begun.Value;

            PublishedDocument document = await work.Unit.Published.FindAsync(current.Plan.Result, ct)
                ?? throw new InvalidOperationException("The planned result is not in the repository any more.");
            if (!DecidingOfficer.Find(officers, actor.Tenant, decidedBy, current).TryGet(out DecidingOfficer? decider, out refusal)
                || !office.Agency(actor.Tenant).TryGet(out AgencyProfile? agency, out refusal)
                || !(await CopySource.ReadAsync(work, document, validator, ct)).TryGet(out CopySource? source, out refusal))
            {
                return refusal;
            }

            VerificationCode code = VerificationCode.New();
            PaperHead Head(PaperKind kind, bool hasSealShown) => CopyPapers.Head(current.File, procedure, kind, agency, code, place, work.Now, hasSealShown);
            Outcome<PaperOrder> order = current.Plan.Road == CopyRoad.RegisterExtract
                ? (await CopySource.EntryAsync(work, document, ct)).TryGet(out UsedEntry? entry, out refusal)
                    ? Extract(Head(PaperKind.RegisterExtract, true), entry, current.File, decider.Signer)
                    : refusal
                : Order(Head, current.Plan, source, agency, decider.Signer);
            work.Note("original", document.Sha256.Hex);
            work.Note("road", current.Plan.Road.ToString());
            return order.TryGet(out PaperOrder? given, out refusal) && composer.Compose(given).TryGet(out ComposedPaper? paper, out refusal)
                ? await PreparedPapers.PrepareAsync(
                    work, decider.Assign(current.File, work.Now) with { CopyOf = document.Id, Copy = current.Plan }, paper, code, intake, ct, [decider.Slot])
                : refusal;
        }, cancellationToken);

    private static PaperOrder Order(Func<PaperKind, bool, PaperHead> head, CopyPlan plan, CopySource source, AgencyProfile agency, PaperSigner signer)
    {
        var original = new PaperSource(source.Bytes.Pdf, source.Document.Sha256) { Related = source.Related };
        return plan.Road == CopyRoad.ConversionToPaper
            ? new ConversionOrder(
                head(PaperKind.ConversionToPaper, true), original, source.Document.Title, ConversionDirection.DataToPaper, agency.System, agency.Lines[^1], signer)
            : new OfficialCopyOrder(
                head(PaperKind.OfficialCopy, false), original, source.Document.Title, Form(plan.Road), plan.Pages, agency.System, source.Verdict.Signatures);
    }

    private static OfficialCopyForm Form(CopyRoad road) => road switch
    {
        CopyRoad.SaoY => OfficialCopyForm.SaoY,
        CopyRoad.SaoLuc => OfficialCopyForm.SaoLuc,
        CopyRoad.TrichSao => OfficialCopyForm.TrichSao,
        _ => throw new ArgumentOutOfRangeException(nameof(road), road, "This road makes no official copy."),
    };

    /// <summary>The entry of the book as it stands there.</summary>
    private static Outcome<PaperOrder> Extract(PaperHead head, UsedEntry entry, CaseFile file, PaperSigner signer) => Outcome<PaperOrder>.Done(new RegisterExtractOrder(
        head,
        entry.Book.Code,
        entry.Book.Year.ToString(CultureInfo.InvariantCulture),
        entry.Number.ToString(CultureInfo.InvariantCulture),
        VietnamTime.Day(entry.UsedAt),
        [
            PaperFact.Titled("label-content", entry.Text!.Title),
            PaperFact.Titled("label-people", entry.Text.Parties),
            .. entry.Text.Columns.Select(column => new PaperFact(column.Key, column.Value)),
        ],
        string.Join("; ", file.Signers.Select(p => p.FullName)),
        signer) { IsNamedBySign = true });
}
