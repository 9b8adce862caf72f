using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security.Passkeys;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The officer's own passkeys.</summary>
public sealed class PasskeysModel(PasskeyDesk passkeys, ListPasskeys list, RegisterPasskey register, RemovePasskey remove, PageTexts texts) : DeskPage
{
    protected override bool IsForHelpersToo => true;

    public IReadOnlyList<OfficerPasskey> All { get; private set; } = [];

    /// <summary>Asks for a new one; null when this sign-in may not add any.</summary>
    public PasskeyQuestion? Question { get; private set; }

    public Task OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync(string? name, string? credential, string? state)
    {
        string called = string.IsNullOrWhiteSpace(name) ? texts["desk.passkeys.unnamed"] : name;
        if (await passkeys.RegisterAsync(Visit.Client, called, credential, state, HttpContext) is not { } made)
        {
            return await AgainAsync("desk.passkeys.not-taken");
        }

        Outcome<OfficerPasskey> kept = await register.DoAsync(Visit.Actor, made, HttpContext.RequestAborted);
        return kept.Refusal is { } refusal ? await AgainAsync(KeyOf(refusal)) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? tag)
    {
        if (!Sha256Digest.TryParse(tag, out Sha256Digest named))
        {
            return await AgainAsync("desk.passkeys.not-found");
        }

        Outcome<bool> removed = await remove.DoAsync(Visit.Actor, named, Visit.Session, HttpContext.RequestAborted);
        return removed.Refusal is { } refusal ? await AgainAsync(KeyOf(refusal)) : RedirectToPage();
    }

    private static string KeyOf(Refusal refusal) =>
        refusal.Code == RefusalCode.DeskSignInTooWeak ? "desk.weak"
        : refusal.Code == RefusalCode.PasskeyKnown ? "desk.passkeys.known"
        : refusal.Code == RefusalCode.PasskeysTooMany ? "desk.passkeys.too-many"
        : refusal.Code == RefusalCode.PasskeyNotFound ? "desk.passkeys.not-found"
        : "desk.passkeys.not-taken";

    private async Task<PageResultWithStatus> AgainAsync(string key)
    {
        Errors = [new FieldError(string.Empty, texts[key])];
        await ShowAsync();
        return new PageResultWithStatus(StatusCodes.Status422UnprocessableEntity);
    }

    private async Task ShowAsync()
    {
        All = (await list.DoAsync(Visit.Actor, HttpContext.RequestAborted)).Value;
        Question = SignInMethods.AreStrong(Visit.Actor.SignedInBy) ? await passkeys.AskForRegistrationAsync(Visit.Client, HttpContext) : null;
    }
}

/// <summary>The page itself, with the status of an error.</summary>
public sealed class PageResultWithStatus(int status) : Microsoft.AspNetCore.Mvc.RazorPages.PageResult
{
    public override Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HttpContext.Response.StatusCode = status;
        return base.ExecuteResultAsync(context);
    }
}
