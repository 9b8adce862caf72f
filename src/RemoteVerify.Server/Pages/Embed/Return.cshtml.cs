using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Embedding;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Embed;

/// <summary>Leads the citizen back to the portal that sent them, with the portal's own word and how it ended. Without such a portal it leads to the step that is due.</summary>
public sealed class ReturnModel(CitizenVisit visits, PortalReturn ways, ViewCase cases) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string ticket, CancellationToken cancellationToken)
    {
        CitizenVisitor? visitor = await visits.FindAsync(HttpContext, ticket, cancellationToken);
        if (visitor is null)
        {
            await visits.OfUnusedAsync(HttpContext, ticket, cancellationToken);
        }

        return ways.Of(HttpContext) is { } way ? Redirect(PortalReturn.Address(way, await OutcomeAsync(visitor, cancellationToken))) : LocalRedirect(CitizenVisit.AddressOf(ticket));
    }

    private async Task<string> OutcomeAsync(CitizenVisitor? visitor, CancellationToken cancellationToken) =>
        visitor is not null && (await cases.DoAsync(visitor.Actor, visitor.Case, cancellationToken)).TryGet(out CaseView? found, out _)
            ? PortalOutcome.Of(found.Case, visitor.Participant)
            : PortalOutcome.Open;
}
