using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>A page for a signed-in officer; anyone else is led to the sign-in and back. Nothing of it stays in the browser's cache.</summary>
public abstract class DeskPage : PageModel
{
    /// <summary>Who sits at the desk.</summary>
    public DeskVisit Visit { get; private set; } = null!;

    /// <summary>What went wrong, for the summary.</summary>
    public IReadOnlyList<FieldError> Errors { get; protected set; } = [];

    /// <summary>A helper may open it too; the other pages lead helpers to their own.</summary>
    protected virtual bool IsForHelpersToo => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Response.Headers.CacheControl = "no-store";
        DeskVisits visits = HttpContext.RequestServices.GetRequiredService<DeskVisits>();
        DeskVisit? helper = await visits.FindHelperAsync(HttpContext.RequestAborted);
        if (helper is not null && !IsForHelpersToo)
        {
            context.Result = new RedirectResult(Assist.AssistPage.Start);
            return;
        }

        if ((helper ?? await visits.FindAsync(HttpContext.RequestAborted)) is not { } visit)
        {
            string back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : Request.Path;
            context.Result = new RedirectResult("/desk/sign-in?back=" + Uri.EscapeDataString(back));
            return;
        }

        Visit = visit;
        await next();
    }
}
