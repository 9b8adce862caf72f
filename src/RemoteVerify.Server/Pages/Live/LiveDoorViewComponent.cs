using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>The way into an open live session, on every page of a citizen who has a seat in it; nothing otherwise.</summary>
public sealed class LiveDoorViewComponent(CitizenVisit visits, ReadLive read) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        CancellationToken cancelled = HttpContext.RequestAborted;
        string? ticket = HttpContext.Request.RouteValues["ticket"]?.ToString();
        if (!HttpContext.Request.Path.StartsWithSegments("/s") || HttpContext.Request.Path.Value!.EndsWith("/live", StringComparison.Ordinal)
            || await visits.FindAsync(HttpContext, ticket, cancelled) is not { } visitor || !(await read.DoAsync(visitor.Actor, visitor.Case, cancelled)).IsDone)
        {
            return Content(string.Empty);
        }

        return View("/Pages/Live/_Door.cshtml", visitor.Address("live"));
    }
}
