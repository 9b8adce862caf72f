using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>A page for a signed-in helper; anyone else is led to the sign-in and back.</summary>
public abstract class AssistPage : PageModel
{
    /// <summary>Start of the helper's pages.</summary>
    public const string Start = "/assist";

    /// <summary>Who helps.</summary>
    public DeskVisit Visit { get; private set; } = null!;

    /// <summary>What stands against what was just sent, each with what to do.</summary>
    public IReadOnlyList<FieldError> Errors { get; protected set; } = [];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        DeskVisits visits = HttpContext.RequestServices.GetRequiredService<DeskVisits>();
        if (await visits.FindHelperAsync(HttpContext.RequestAborted) is not { } visit)
        {
            context.Result = new RedirectResult("/desk/sign-in?back=" + Uri.EscapeDataString(Start));
            return;
        }

        Visit = visit;
        await next();
    }

    /// <summary>Shows the page again with why something was refused, in one sentence with what to do.</summary>
    protected IActionResult Refused(Refusal refusal, string field = "")
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Response.StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind);
        Errors = [new FieldError(field, HttpContext.RequestServices.GetRequiredService<PageTexts>()[AssistWords.Of(refusal)])];
        return Page();
    }
}
