using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// Where a link leads to. Before the ticket is exchanged it says what will happen and uses nothing up; after that it sends the visit to the step that the case's state makes due.
/// </summary>
public sealed class IndexModel(CitizenVisit visits, ReadDossier dossiers, ViewCase cases) : PageModel
{
    /// <summary>The word of the address.</summary>
    public string Ticket { get; private set; } = string.Empty;

    /// <summary>The link can still be exchanged.</summary>
    public bool IsOpen { get; private set; }

    public async Task<IActionResult> OnGetAsync(string ticket, CancellationToken cancellationToken)
    {
        Ticket = ticket;
        if (await visits.FindAsync(HttpContext, ticket, cancellationToken) is { } visitor)
        {
            return await DueAsync(visitor, cancellationToken);
        }

        IsOpen = await visits.OfUnusedAsync(HttpContext, ticket, cancellationToken) is not null;
        if (!IsOpen)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string ticket, CancellationToken cancellationToken)
    {
        Ticket = ticket;

        // A second press of the button finds the session that the first one made.
        if (await visits.FindAsync(HttpContext, ticket, cancellationToken) is null && (await visits.EnterAsync(HttpContext, ticket, cancellationToken)).Refusal is { } refusal)
        {
            Response.StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind);
            return Page();
        }

        return LocalRedirect(CitizenVisit.AddressOf(ticket));
    }

    private async Task<IActionResult> DueAsync(CitizenVisitor visitor, CancellationToken cancellationToken)
    {
        Outcome<CaseView> found = await cases.DoAsync(visitor.Actor, visitor.Case, cancellationToken);
        Outcome<DossierView> dossier = await dossiers.DoAsync(visitor.Actor, visitor.Case, cancellationToken);
        return (found.Refusal ?? dossier.Refusal) is { } refusal
            ? StatusCode(RefusalProblems.StatusOf(refusal.Code.Kind))
            : LocalRedirect(visitor.Address(DueStep.Of(visitor, found.Value, dossier.Value)));
    }
}
