using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Notifications;

/// <summary>What a hotline or a desk gets of somebody who can't go on: where they are and what they saw. Nothing in it says who they are.</summary>
/// <param name="Ticket">To be read out.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Case">Case.</param>
/// <param name="Step">State of the case.</param>
/// <param name="ErrorCode">Code of the problem that was shown; null when there was none.</param>
/// <param name="At">When.</param>
public sealed record HelpTicket(string Ticket, TenantId Tenant, CaseId Case, string Step, string? ErrorCode, DateTimeOffset At)
{
    public override string ToString() => $"HelpTicket {Step}";
}

/// <summary>A ticket with where to go.</summary>
public sealed record HelpOffer(HelpTicket Ticket, ServicePoint? Desk);

/// <summary>Makes a ticket for a hotline or a desk.</summary>
public sealed partial class AskForHelp(Desk desk, IServicePointDirectory places)
{
    public Task<Outcome<HelpOffer>> DoAsync(Actor actor, CaseId id, string? errorCode, CancellationToken cancellationToken) =>
        desk.DoAsync<HelpOffer>(Act.AskForHelp, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            // Only a code of a problem: free text could say who it is.
            if (errorCode is not null && !Codes().IsMatch(errorCode))
            {
                return new Refusal(RefusalCode.HelpCodeInvalid, "Send the code of the problem document as it came, such as capture.tries-used-up, or none.");
            }

            HelpTicket ticket = new($"HT-{RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 8)}", found.File.Tenant, id, found.State, errorCode, work.Now);
            work.Unit.Notifications.Add(ticket);
            work.Note("step", ticket.Step);
            work.Note("error", errorCode ?? "none");
            AgencyProfile? agency = places.Agency(found.File.Tenant);
            return new HelpOffer(ticket, agency is null ? places.List(found.File.Tenant).FirstOrDefault() : places.Find(found.File.Tenant, agency.Desk));
        }, cancellationToken);

    [GeneratedRegex("^[a-z][a-z-]{0,40}\\.[a-z][a-z-]{0,60}\\z")]
    private static partial Regex Codes();
}

/// <summary>What the desk reads when somebody tells the ticket.</summary>
public sealed class ReadHelp(Desk desk)
{
    public Task<Outcome<HelpTicket>> DoAsync(Actor actor, string ticket, CancellationToken cancellationToken) =>
        desk.DoAsync<HelpTicket>(Act.ReadHelp, actor, async (work, ct) =>
        {
            if (await work.Unit.Notifications.FindHelpAsync(actor.Tenant, ticket.Trim().ToUpperInvariant(), ct) is not { } found)
            {
                return new Refusal(RefusalCode.HelpNotFound, "There is no such ticket. Ask the person to read it out again.");
            }

            work.About(found.Case);
            work.Note("step", found.Step);
            return found;
        }, cancellationToken);
}
