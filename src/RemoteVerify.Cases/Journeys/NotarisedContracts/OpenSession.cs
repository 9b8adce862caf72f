// Law 46/2024/QH15 articles 62 to 65, Decree 104/2025/ND-CP articles 52 and 53.
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>
/// The lead opens the session. The final document is composed now, with statement, number and code, because no page can be added to a signed
/// document: what people sign is what takes effect.
/// </summary>
public sealed class OpenSession(
    Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IDocumentIntake intake, IOfficerDirectory officers, IServicePointDirectory places, OfficeHead office,
    OrganisationSeals seals, CheckPlace check)
{
    /// <param name="actor">The lead.</param>
    /// <param name="reference">The case.</param>
    /// <param name="readAloudTo">Who asked to have the text read out; the statement says so.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<AwaitingIdentity>> DoAsync(
        Actor actor, CaseReference reference, IReadOnlyList<ParticipantId> readAloudTo, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingIdentity>(Act.OpenSession, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<SessionScheduled>(reference, ct)).TryGet(out SessionScheduled? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotLead(current.Lead) is { } notLead)
            {
                return notLead;
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            if (Missing(work, current, procedure, readAloudTo) is { } missing)
            {
                return missing;
            }

            NotarialSession session = current.File.Session! with { OpenedAt = work.Now, Prevention = current.Prevention, ReadAloudTo = readAloudTo };
            VerificationCode code = VerificationCode.New();
            if (!(await ComposeAsync(work, current, procedure, session, code, ct)).TryGet(out ComposedPaper? paper, out refusal)
                || !intake.Take(paper.Pdf, paper.Slots).TryGet(out ReadOnlyMemory<byte> fielded, out refusal))
            {
                return refusal;
            }

            DocumentVersion document = await work.KeepDocumentAsync(current.File, fielded, DocumentOrigin.Composed, ct);
            AwaitingIdentity next = current.Open(session, document, StatementOfContract.Slots(session));
            next = next with { File = next.File with { ResultCode = code.Plain, Places = PreparedPapers.Places(paper.Slots) } };
            work.Note("template", $"{paper.TemplateId} {paper.TemplateVersion}");
            work.Publish("session.opened", current.File.Id);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);

    /// <summary>What the day of the session must find.</summary>
    private static Refusal? Missing(Work work, SessionScheduled current, Procedure procedure, IReadOnlyList<ParticipantId> readAloudTo)
    {
        CaseFile file = current.File;
        if (TransactionRule.Check(procedure, file).Refusal is { } excluded)
        {
            return excluded;
        }

        if (file.Session!.Venues.Any(v => v.ServicePoint is null && !SessionPlanCheck.IsAllowed(procedure.Notarised!.HomeParticipation, v.Home?.Area, VietnamTime.Day(work.Now))))
        {
            return SessionPlanCheck.NotAtHome();
        }

        // A supplement may have changed the value after the session was scheduled.
        if (CaseFees.NotSettled(procedure, current) is { } unpaid)
        {
            return unpaid;
        }

        if (!SessionRules.IsOfTheDay(current.Prevention, work.Now))
        {
            return new Refusal(
                RefusalCode.PreventionOutdated, "The prevention list was asked on another day. Check it today, then open the session.", [.. current.Allowed.Select(a => a.Code)], ["prevention-check:day-of-session"]);
        }

        if (readAloudTo.FirstOrDefault(id => file.Session.VenueOf(id) is null) is { Value: { } stranger })
        {
            return new Refusal(RefusalCode.ParticipantUnknown, "The text is read out to those who take part in the session. Use ids from its plan.", [], [stranger]);
        }

        return file.Number is { } number && number.Year == VietnamTime.Day(work.Now).Year
            ? null
            : new Refusal(RefusalCode.CaseActionNotAllowed, "The document carries a number of this year's book. Reserve it, then open the session.", [Act.ReserveNumber.Code], ["number"]);
    }

    private async Task<Outcome<ComposedPaper>> ComposeAsync(
        Work work, SessionScheduled current, Procedure procedure, NotarialSession session, VerificationCode code, CancellationToken cancellationToken)
    {
        CaseFile file = current.File;
        if (!office.Agency(file.Tenant).TryGet(out AgencyProfile? agency, out Refusal? refusal))
        {
            return refusal;
        }

        if (places.Find(file.Tenant, agency.Desk) is not { } desk)
        {
            return new Refusal(RefusalCode.AgencyNotKnown, "The office's address is not in the directory of service points. Have the operator add it.");
        }

        if (session.Venues.Select(v => v.Notary).FirstOrDefault(account => officers.Find(file.Tenant, account) is null) is not null)
        {
            return AssignLead.NotRegistered(["venues"]);
        }

        if (!(await work.DocumentAsync(file, current.Draft, cancellationToken)).TryGet(out ReadOnlyMemory<byte> draft, out refusal))
        {
            return refusal;
        }

        PaperHead head = PreparedPapers.Head(file, agency.Lines, agency.Place, code, check, work.Now) with
        {
            SealSlot = SlotNames.Seal,
            TemplateId = procedure.Templates.GetValueOrDefault(PaperKind.NotarialStatement.Code),
        };
        NotarialStatementOrder order = StatementOfContract.Order(
            head, new PaperSource(draft, current.Draft.Sha256), file, session, new NotaryOffice(seals.For(file.Tenant).Organisation, desk.Address), account => officers.Find(file.Tenant, account)!);
        return composer.Compose(order);
    }
}
