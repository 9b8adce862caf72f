using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A page of a visit: who comes without a session is led to the page of the ticket, which says what to do.</summary>
public abstract class CitizenPage(CitizenVisit visits) : PageModel
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
        if (await visits.FindAsync(HttpContext, ticket, HttpContext.RequestAborted) is not { } visitor)
        {
            context.Result = new LocalRedirectResult(CitizenVisit.AddressOf(ticket));
            return;
        }

        Visitor = visitor;
        await next();
    }

    /// <summary>To the step that is due now.</summary>
    protected IActionResult Onward() => LocalRedirect(Visitor.Address());

    /// <summary>Shows the page again with why something was refused; the status is the one that the API would answer with.</summary>
    protected IActionResult Refused(Refusal refusal, params IReadOnlyList<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Response.StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind);
        Errors = errors;
        return Page();
    }
}
