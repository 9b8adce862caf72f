using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Passkeys;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The way into the desk, by a passkey or a provider, and the way out.</summary>
public sealed class SignInModel(PasskeyDesk passkeys, DeskVisits visits, DeskProviders providers, EnterDesk enter, LeaveDesk leave, CodeGuessLimit guesses, PageTexts texts) : PageModel
{
    public PasskeyQuestion Question { get; private set; } = null!;

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    /// <summary>Who is signed in already; null for nobody.</summary>
    public DeskVisit? Current { get; private set; }

    /// <summary>Where the officer wanted to go.</summary>
    public string BackTo { get; private set; } = "/desk";

    public IReadOnlyList<string> Providers => [.. providers.All.Select(one => one.Name)];

    public Task OnGetAsync(string? back) => ShowAsync(back);

    public async Task<IActionResult> OnPostAsync(string? credential, string? state, string? back)
    {
        PasskeyAnswer? answer = guesses.Wait(HttpContext.Connection.RemoteIpAddress) is null ? await passkeys.SignInAsync(credential, state, HttpContext) : null;
        if (answer is null)
        {
            guesses.Miss(HttpContext.Connection.RemoteIpAddress);
            return await AgainAsync(back, "desk.sign-in.not-taken");
        }

        Actor actor = DeskVisits.ActorOf(answer.Client, ["pop", SignInMethods.Passkey, "mfa"]);
        Outcome<string> entered = await enter.DoAsync(actor, answer.Passkey, HttpContext.RequestAborted);
        if (!entered.IsDone)
        {
            return await AgainAsync(back, "desk.sign-in.not-taken");
        }

        visits.Put(entered.Value);
        string wanted = DeskVisits.Back(back);
        return Redirect(wanted == "/desk" ? DeskPage.StartOf(answer.Client.Kind) : wanted);
    }

    /// <summary>The way out.</summary>
    public async Task<IActionResult> OnPostLeaveAsync()
    {
        if (await visits.FindAnyoneAsync(HttpContext.RequestAborted) is { } visit)
        {
            await leave.DoAsync(visit.Actor, visit.Session, HttpContext.RequestAborted);
        }

        visits.Forget();
        return Redirect("/desk/sign-in");
    }

    private async Task<PageResult> AgainAsync(string? back, string key)
    {
        Errors = [new FieldError(string.Empty, texts[key])];
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        await ShowAsync(back);
        return Page();
    }

    private async Task ShowAsync(string? back)
    {
        Response.Headers.CacheControl = "no-store";
        Current = await visits.FindAsync(HttpContext.RequestAborted);
        Question = await passkeys.AskForSignInAsync(HttpContext);
        BackTo = DeskVisits.Back(back);
    }
}
