using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>A page of the person who has the helper's machine; without a session that rests on a handover it leads to the helper's start.</summary>
public abstract class PersonPage(CitizenVisit visits) : PageModel
{
    /// <summary>The person.</summary>
    public CitizenVisitor Visitor { get; private set; } = null!;

    /// <summary>What stands against what was just sent.</summary>
    public IReadOnlyList<FieldError> Errors { get; protected set; } = [];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        string ticket = RouteData.Values["ticket"]?.ToString() ?? string.Empty;
        if (await visits.FindAsync(HttpContext, ticket, HttpContext.RequestAborted) is not { Actor.HandOver: not null } visitor)
        {
            context.Result = new RedirectResult(AssistPage.Start);
            return;
        }

        Visitor = visitor;
        await next();
    }
}
