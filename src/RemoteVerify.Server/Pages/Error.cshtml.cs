using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RemoteVerify.Server.Pages;

/// <summary>What people see instead of an error of the framework: one sentence, what to do next, never a stack trace.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    /// <summary>Middle part of the keys of its texts.</summary>
    public string Kind { get; private set; } = "500";

    public string? TraceId { get; private set; }

    /// <param name="status">Of an answer without a page; after an exception the response has it.</param>
    public void OnGet(int? status) => Tell(status ?? Response.StatusCode);

    public void OnPost(int? status) => Tell(status ?? Response.StatusCode);

    private void Tell(int status)
    {
        Kind = status switch
        {
            StatusCodes.Status400BadRequest => "400",
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "403",
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status410Gone => "404",
            StatusCodes.Status413PayloadTooLarge => "413",
            StatusCodes.Status429TooManyRequests => "429",
            _ => "500",
        };
        TraceId = status >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
    }
}
