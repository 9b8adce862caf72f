using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>The document of a verification code: who has the code may have it.</summary>
public sealed class FileModel(CheckCode act, CodeGuessLimit limit) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        if (limit.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            return LocalRedirect($"/check/{Uri.EscapeDataString(code)}");
        }

        return (await act.DoAsync(Actor.Anyone, code, cancellationToken)).TryGet(out CodeCheck? found, out _)
            ? File(found.Pdf.ToArray(), "application/pdf", "tai-lieu.pdf")
            : LocalRedirect($"/check/{Uri.EscapeDataString(code)}");
    }
}
