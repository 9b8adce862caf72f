using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Embedding;

/// <summary>How a page behaves when a portal shows it in a frame.</summary>
public sealed class PortalFrame(TenantTree tenants)
{
    /// <summary>The page is in a frame and may be: it has no links that lead out of what may be framed.</summary>
    public static bool IsFramed(HttpContext context) => PageCookies.IsFramed(context);

    /// <summary>Origins of the portals that may show this page; empty for none.</summary>
    public IReadOnlyList<string> Portals(HttpContext context) => TenantOf(context)?.EmbeddedBy ?? [];

    internal Tenant? TenantOf(HttpContext context) => context.Features.Get<PageTenant>() is { } page ? tenants.Find(page.Tenant) : null;
}

/// <summary>What a framed page says to its portal.</summary>
/// <param name="Portals">Origins that it talks to.</param>
/// <param name="Step">Name of the page: <c>start</c>, <c>camera</c>, ...</param>
/// <param name="Outcome">One of <see cref="PortalOutcome"/>.</param>
public sealed record PortalNews(IReadOnlyList<string> Portals, string Step, string Outcome);

/// <summary>Puts into the head of a framed page what its script tells the portal; nothing into any other page.</summary>
public sealed class PortalNewsViewComponent(PortalFrame frame, CitizenVisit visits, ViewCase cases) : ViewComponent
{
    private const string Start = "start";

    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (!PortalFrame.IsFramed(HttpContext) || frame.Portals(HttpContext) is not { Count: > 0 } portals)
        {
            return Content(string.Empty);
        }

        string step = HttpContext.Request.Path.Value?.Split('/') is [_, _, _, { Length: > 0 } page, ..] ? page : Start;
        return View("/Pages/Embed/_News.cshtml", new PortalNews(portals, step, await OutcomeAsync()));
    }

    private async Task<string> OutcomeAsync()
    {
        CancellationToken cancelled = HttpContext.RequestAborted;
        return await visits.FindAsync(HttpContext, HttpContext.Request.RouteValues["ticket"]?.ToString(), cancelled) is { } visitor
            && (await cases.DoAsync(visitor.Actor, visitor.Case, cancelled)).TryGet(out CaseView? found, out _)
            ? PortalOutcome.Of(found.Case, visitor.Participant)
            : PortalOutcome.Open;
    }
}
