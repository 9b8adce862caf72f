using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>Sets time and venues of the session once everybody agrees to the draft, or sets them anew.</summary>
public sealed class ScheduleSession(Desk desk, ProcedureLibrary procedures, IOfficerDirectory officers, IServicePointDirectory places)
{
    public Task<Outcome<SessionScheduled>> DoAsync(Actor actor, CaseReference reference, SessionPlan plan, CancellationToken cancellationToken) =>
        desk.DoAsync<SessionScheduled>(Act.ScheduleSession, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            (string Lead, PreventionCheck Prevention)? known = current switch
            {
                DraftShared c => (c.Lead, c.Prevention),
                SessionScheduled c => (c.Lead, c.Prevention),
                _ => null,
            };
            if (known is not { } set)
            {
                return current.NotAllowed(Act.ScheduleSession);
            }

            if (work.NotLead(set.Lead) is { } notLead)
            {
                return notLead;
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            NotarisedOptions options = procedure.Notarised!;
            var check = new SessionPlanCheck(actor.Tenant, current.File, set.Lead, options, officers, places);
            if (!check.Check(plan, work.Now).TryGet(out IReadOnlyList<Venue>? venues, out refusal))
            {
                return refusal;
            }

            var session = new NotarialSession(
                set.Lead, venues, plan.At, null, null, set.Prevention, [], [], TimeSpan.FromSeconds(options.MaximumRecordingGapSeconds));
            Outcome<SessionScheduled> scheduled = current is DraftShared shared ? shared.Schedule(session) : ((SessionScheduled)current).Reschedule(session);
            if (!scheduled.TryGet(out SessionScheduled? next, out refusal))
            {
                return refusal;
            }

            if (CaseFees.NotSettled(procedure, current) is { } unpaid)
            {
                return unpaid;
            }

            next = next with { File = Assignments.Only(next.File, OfficerFunction.AtVenue, venues.Select(v => v.Notary), work.Now) };
            work.Publish("session.scheduled", current.File.Id);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}
