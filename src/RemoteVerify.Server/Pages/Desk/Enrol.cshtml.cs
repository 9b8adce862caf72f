using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>
/// The way in without a passkey, to register the first one or after a loss: the registered secret (or the certificate of the connection) and a one-time code together.
/// </summary>
public sealed class EnrolModel(ClientAuthentication clients, UseOneTimeCode codes, EnterDesk enter, DeskVisits visits, CodeGuessLimit guesses, PageTexts texts) : PageModel
{
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public string? Account { get; private set; }

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task<IActionResult> OnPostAsync(string? account, string? secret, string? code)
    {
        Response.Headers.CacheControl = "no-store";
        Account = account?.Trim();
        if (guesses.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            return Again(StatusCodes.Status429TooManyRequests, "account", texts["desk.enrol.too-many"]);
        }

        // The code is asked about only after the secret was right, so that nobody else can lock an officer out.
        if (await ProveAsync(Account, secret) is not { } proven || !DeskVisits.SitsAtDesk(proven.Client))
        {
            guesses.Miss(HttpContext.Connection.RemoteIpAddress);
            return Again(StatusCodes.Status401Unauthorized, "account", texts["desk.enrol.wrong"]);
        }

        Actor actor = DeskVisits.ActorOf(proven.Client, [.. proven.SignIn.Methods, SignInMethods.OneTimeCode, "mfa"]);
        Outcome<OneTimeCodeKind> used = await codes.DoAsync(actor with { SignedInBy = string.Join(' ', proven.SignIn.Methods) }, code ?? string.Empty, HttpContext.RequestAborted);
        if (used.Refusal is { } refusal)
        {
            guesses.Miss(HttpContext.Connection.RemoteIpAddress);
            bool locked = refusal.Code == RefusalCode.OneTimeCodeLocked;
            return Again(
                locked ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized, "code",
                texts[locked ? "desk.enrol.locked" : refusal.Code == RefusalCode.OneTimeCodeNotEnrolled ? "desk.enrol.no-codes" : "desk.enrol.wrong-code"]);
        }

        Outcome<string> entered = await enter.DoAsync(actor, null, HttpContext.RequestAborted);
        if (!entered.IsDone)
        {
            return Again(StatusCodes.Status401Unauthorized, "account", texts["desk.enrol.wrong"]);
        }

        visits.Put(entered.Value);
        return Redirect("/desk/passkeys");
    }

    private async Task<ProvenClient?> ProveAsync(string? account, string? secret)
    {
        Dictionary<string, StringValues> form = new() { ["client_id"] = account ?? string.Empty };
        if (!string.IsNullOrEmpty(secret))
        {
            form["client_secret"] = secret;
        }

        return await clients.DoAsync(Request, new FormCollection(form), [], HttpContext.RequestAborted);
    }

    private PageResult Again(int status, string field, string text)
    {
        Errors = [new FieldError(field, text)];
        Response.StatusCode = status;
        return Page();
    }
}
