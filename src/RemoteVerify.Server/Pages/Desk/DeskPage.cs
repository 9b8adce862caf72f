using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>A page for a signed-in officer; anyone else is led to the sign-in and back. Nothing of it stays in the browser's cache.</summary>
public abstract class DeskPage : PageModel
{
    /// <summary>Who sits at the desk.</summary>
    public DeskVisit Visit { get; private set; } = null!;

    /// <summary>What went wrong, for the summary.</summary>
    public IReadOnlyList<FieldError> Errors { get; protected set; } = [];

    /// <summary>Helpers and operators may open it too; the other pages lead them to their own.</summary>
    protected virtual bool IsForHelpersToo => false;

    /// <summary>Where somebody who signed in begins.</summary>
    public static string StartOf(ClientKind kind) => kind switch { ClientKind.Helper => Assist.AssistPage.Start, ClientKind.Operator => "/operator", _ => "/desk" };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Response.Headers.CacheControl = "no-store";
        DeskVisits visits = HttpContext.RequestServices.GetRequiredService<DeskVisits>();
        if (await visits.FindAnyoneAsync(HttpContext.RequestAborted) is not { } visit)
        {
            string back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : Request.Path;
            context.Result = new RedirectResult("/desk/sign-in?back=" + Uri.EscapeDataString(back));
            return;
        }

        if (visit.Client.Kind != ClientKind.Officer && !IsForHelpersToo)
        {
            context.Result = new RedirectResult(StartOf(visit.Client.Kind));
            return;
        }

        Visit = visit;
        await next();
    }
}
