using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>The citizen's place in a live session. It lies below <c>/s</c>, so that it may be in a portal's frame like every page of the visit.</summary>
public sealed class CitizenModel(CitizenVisit visits, LiveRooms rooms) : CitizenPage(visits)
{
    /// <summary>The open room; null while there is none for this citizen.</summary>
    public LiveRoomPage? Room { get; private set; }

    public ServicePoint? Desk => rooms.DeskOf(Visitor.Tenant);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Outcome<LiveRoomPage> found = await rooms.FindAsync(Visitor.Actor, Visitor.Case, Visitor.Address(), cancellationToken);
        Room = found.IsDone ? found.Value with { TakesPhotos = true } : null;
        return Page();
    }
}
