using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>Names the notary who leads (công chứng viên chủ trì): by whoever took the dossier in, later also by the lead.</summary>
public sealed class AssignLead(Desk desk, IOfficerDirectory officers)
{
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, string lead, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.AssignLead, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.AssignLead))
            {
                return current.NotAllowed(Act.AssignLead);
            }

            if (!current.File.Has(actor.Id, OfficerFunction.Prepares) && !current.File.Has(actor.Id, OfficerFunction.Leads))
            {
                return SessionRules.NotAssigned("The officer who took the dossier in names the notary who leads.");
            }

            if (officers.Find(actor.Tenant, lead) is null)
            {
                return NotRegistered(["lead"]);
            }

            CaseFile file = Assignments.Only(current.File, OfficerFunction.Leads, [lead], work.Now);
            Case next = current switch
            {
                AcceptedCase => new LeadAssigned(file, lead),
                LeadAssigned c => c with { File = file, Lead = lead },

                // Who leads answers for the check, so a new lead asks the list anew; the print of the earlier answer stays in the dossier.
                PreventionCleared => new LeadAssigned(file, lead),
                _ => throw new InvalidOperationException($"The state {current.State} allows an act that it has no place for."),
            };
            work.Note("lead", lead);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);

    internal static Refusal NotRegistered(IReadOnlyList<string> where) => new(
        RefusalCode.NotaryNotRegistered, "This account is no registered notary of the organisation. Name one who is, or have them registered.", [], where);
}

internal static class Assignments
{
    /// <summary>The case with exactly these officers in a function.</summary>
    public static CaseFile Only(CaseFile file, OfficerFunction function, IEnumerable<string> officers, DateTimeOffset at) => file with
    {
        Assignments = [.. file.Assignments.Where(a => a.Function != function), .. officers.Select(officer => new Assignment(officer, function, at))],
    };
}
