using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The same thanks whatever was answered; the person hands the machine back.</summary>
public sealed class DoneModel(CitizenVisit visits) : PersonPage(visits)
{
    public void OnGet()
    {
    }
}
