using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Pages.Check;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>What somebody was given to see by a link. Every look is recorded for the owner. The code travels in the form, never in an address.</summary>
public sealed class SharedModel(UseShare act, CodeGuessLimit limit, PageTexts texts) : PageModel
{
    public string? Code { get; private set; }

    public SharedResults? Found { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task OnPostAsync(string? code, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Code = code;
        if (limit.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Errors = [new FieldError("code", texts.Pick(CheckWords.TooMany))];
            return;
        }

        Outcome<SharedResults> shown = await act.DoAsync(Actor.Anyone, code ?? string.Empty, cancellationToken);
        if (shown.Refusal is { } refusal)
        {
            limit.Miss(HttpContext.Connection.RemoteIpAddress);
            Response.StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind);
            Errors = [new FieldError("code", texts[refusal.Code == RefusalCode.ShareRevoked ? "citizen.shared.revoked" : refusal.Code == RefusalCode.ShareExpired ? "citizen.shared.expired" : "citizen.shared.unknown"])];
            return;
        }

        Found = shown.Value;
    }
}
