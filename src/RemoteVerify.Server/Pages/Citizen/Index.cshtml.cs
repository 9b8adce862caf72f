using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// Where a link leads to. Before the ticket is exchanged it says what will happen and uses nothing up; after that it sends the visit to the step that the case's state makes due.
/// </summary>
public sealed class IndexModel(CitizenVisit visits, CitizenRoad road, IOptions<ServiceOptions> options) : PageModel
{
    /// <summary>The word of the address.</summary>
    public string Ticket { get; private set; } = string.Empty;

    /// <summary>The link can still be exchanged.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The page is shown inside a chat app, whose window often has no camera: how to go on in the system's browser; null elsewhere.</summary>
    public ChatApp? InApp => ChatApp.Of(Request.Headers.UserAgent.ToString());

    /// <summary>This page's address as other browsers open it.</summary>
    public Uri Address => new(options.Value.PublicAddress, CitizenVisit.AddressOf(Ticket));

    /// <summary>Names of providers at which a person can sign in instead.</summary>
    public IReadOnlyList<string> SignIns => [.. options.Value.SignIn.Providers.Select(provider => provider.Name)];

    /// <summary>The case of a link that does not open any more; null for a word that was never a link.</summary>
    public CaseId? Of { get; private set; }

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
            Of = SignIns.Count > 0 ? await visits.CaseOfAsync(ticket, cancellationToken) : null;
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
        Outcome<CitizenCase> found = await road.ReadAsync(visitor, cancellationToken);
        return found.Refusal is { } refusal
            ? StatusCode(RefusalProblems.StatusOf(refusal.Code.Kind))
            : LocalRedirect(visitor.Address(DueStep.Of(found.Value)));
    }
}
