using Microsoft.AspNetCore.Mvc;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Nothing is to be done by the citizen now. The page asks again by itself, without a script.</summary>
public sealed class WaitingModel(CitizenVisit visits) : CitizenPage(visits)
{
    /// <summary>Seconds between two questions.</summary>
    public const int RefreshSeconds = 15;

    public IActionResult OnGet() => Page();
}
