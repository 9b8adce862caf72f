using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The page that a machine keeps for times without signal; it says nothing of anybody, so anyone may have it.</summary>
public sealed class PointOfflineModel(PointKey key, ListProcedures procedures) : PageModel
{
    public PointForm Form { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Response.Headers.CacheControl = "no-store";
        Form = await PointForm.MakeAsync(key, procedures, isOnline: false, HttpContext.RequestAborted);
    }
}
