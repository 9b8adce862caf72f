using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A page under the word of a visit, for who has a session under it; anyone else is led elsewhere before a handler runs.</summary>
public abstract class VisitorPage(CitizenVisit visits) : PageModel
{
    /// <summary>Who visits; set before any handler runs.</summary>
    public CitizenVisitor Visitor { get; private set; } = null!;

    /// <summary>What stands against what was just sent, each with what to do.</summary>
    public IReadOnlyList<FieldError> Errors { get; protected set; } = [];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        string ticket = RouteData.Values["ticket"]?.ToString() ?? string.Empty;
        if (await visits.FindAsync(HttpContext, ticket, HttpContext.RequestAborted) is not { } visitor || !IsFor(visitor))
        {
            context.Result = new LocalRedirectResult(Elsewhere(ticket));
            return;
        }

        Visitor = visitor;
        await next();
    }

    /// <summary>Whether the page is for this visitor.</summary>
    private protected virtual bool IsFor(CitizenVisitor visitor) => true;

    /// <summary>Where everybody else is led.</summary>
    private protected abstract string Elsewhere(string ticket);
}
