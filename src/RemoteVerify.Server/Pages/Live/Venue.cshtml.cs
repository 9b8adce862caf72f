using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>A venue's place in a live session, by the link of its own. Opening the link uses nothing up; the button does, and a cookie then holds the place in this browser.</summary>
public sealed class VenueModel(EnterLive enter, RecogniseVenue venues, LiveRooms rooms) : PageModel
{
    private const int LongestToken = 128;

    public LiveRoomPage? Room { get; private set; }

    /// <summary>The link was used elsewhere, or the session has ended.</summary>
    public bool IsOver { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        if (token.Length <= LongestToken && Request.Cookies[CookieOf(token)] is { Length: > 0 and <= LongestToken } session)
        {
            await ShowAsync(token, session, cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Outcome<GivenToken> given = await enter.DoAsync(token, cancellationToken);
        if (given.Refusal is { } refusal)
        {
            IsOver = true;
            Response.StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind);
            return Page();
        }

        Response.Cookies.Append(CookieOf(token), given.Value.Token, PageCookies.Options(HttpContext, LiveRoom.Lifetime));
        return LocalRedirect($"/live/v/{Uri.EscapeDataString(token)}");
    }

    private async Task ShowAsync(string token, string session, CancellationToken cancellationToken)
    {
        Outcome<Actor> venue = await venues.DoAsync(session, cancellationToken);
        Outcome<LiveRoomPage> found = venue.TryGet(out Actor? actor, out Refusal? refusal)
            ? await rooms.FindAsync(actor, actor.OnlyCase!.Value, $"/live/v/{Uri.EscapeDataString(token)}", cancellationToken)
            : refusal;
        Room = found.IsDone ? found.Value with { TakesPhotos = true } : null;
        IsOver = Room is null;
    }

    private static string CookieOf(string token) => "__Host-live-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..24];
}
