using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The citizen's page. Opening it uses nothing up: the script exchanges the ticket only when the citizen agrees.</summary>
public sealed class SessionModel : PageModel
{
    public string Ticket { get; private set; } = string.Empty;

    public void OnGet(string ticket) => Ticket = ticket;
}
