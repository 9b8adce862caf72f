using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>The lead closes a session in which everybody has signed; the recordings are handed in afterwards.</summary>
public sealed class CloseSession(Desk desk, ProcedureLibrary procedures)
{
    public Task<Outcome<CaseWithDocument>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.CloseSession, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotLead(opened.Session.Lead) is { } notLead)
            {
                return notLead;
            }

            CaseFile file = opened.Case.File;
            Procedure procedure = await procedures.OfCaseAsync(work.Unit, file, ct);
            string[] missing =
            [
                .. SessionRules.MissingOfPeople(opened.Session, file.Signers, opened.Signatures),
                .. procedure.Papers.Where(p => p.Required && p.Source.Kind == PaperSourceKind.OfficerScan && file.Dossier.PaperFor(p.Id) is null).Select(p => $"paper:{p.Id}"),
            ];
            if (missing.Length > 0)
            {
                return new Refusal(
                    RefusalCode.SessionNotComplete, "The session lacks what the reasons name. Record it, or end the session and hold another.", [.. opened.Case.Allowed.Select(a => a.Code)], missing);
            }

            work.Publish("session.closed", file.Id);
            return await work.SaveAsync(opened.With(opened.Session with { ClosedAt = work.Now }), ct);
        }, cancellationToken);
}

/// <summary>
/// The lead ends a session without a document: the number is void, what happened in it counts no more, its verifications are closed, and plan
/// and agreed draft wait for another session.
/// </summary>
public sealed class AbortSession(Desk desk)
{
    public Task<Outcome<SessionScheduled>> DoAsync(Actor actor, CaseReference reference, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<SessionScheduled>(Act.AbortSession, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotLead(opened.Session.Lead) is { } notLead)
            {
                return notLead;
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "Say why the session ends without a document, then end it.");
            }

            CaseFile file = opened.Case.File;
            await Numbers.VoidAllAsync(work, file.Id, VoidReason.SessionEnded, ct);
            await OpenVerifications.CancelAsync(work, file.Id, "session.aborted", ct);
            var aborted = new AbortedSession(actor.Id, reason.Trim(), opened.OpenedAt, work.Now, file.Number?.Printed);
            work.Publish("session.aborted", file.Id);
            return await work.SaveAsync(SessionScheduled.Again(file, opened.Session, opened.Session.Agreed!, aborted), ct);
        }, cancellationToken);
}
