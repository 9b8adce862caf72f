using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Pages.Desk;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The page that a machine keeps for times without signal; it says nothing of anybody, so anyone may have it. A helper's machine gets the service points of the tenant with it.</summary>
public sealed class PointOfflineModel(PointKey key, ListProcedures procedures, DeskVisits visits, IServicePointDirectory points) : PageModel
{
    public PointForm Form { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Response.Headers.CacheControl = "no-store";
        DeskVisit? helper = await visits.FindHelperAsync(HttpContext.RequestAborted);
        Form = await PointForm.MakeAsync(key, procedures, helper is null ? null : points.List(helper.Actor.Tenant), isOnline: false, HttpContext.RequestAborted);
    }
}
