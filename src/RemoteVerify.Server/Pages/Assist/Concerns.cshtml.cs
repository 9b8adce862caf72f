using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>People who said, alone, that they are pressed; for officers alone.</summary>
public sealed class ConcernsModel(ListConcerns list, SettleConcern settle, IHelperDirectory helpers, PageTexts texts) : DeskPage
{
    /// <summary>Those that nobody settled first, then the others.</summary>
    public IReadOnlyList<ConcernView> All { get; private set; } = [];

    /// <summary>Name of the helper; the account when it is not registered any more.</summary>
    public string NameOf(ConcernView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return helpers.Find(Visit.Tenant, view.Helper)?.Name ?? view.Helper;
    }

    public Task OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync(Guid concern, string? end)
    {
        if (!Visit.MayDecide)
        {
            return await AgainAsync("desk.weak", StatusCodes.Status403Forbidden);
        }

        if (end is not ("own-will" or "pressed"))
        {
            return await AgainAsync("assist.concerns.missing", StatusCodes.Status422UnprocessableEntity);
        }

        Outcome<Concern> settled = await settle.DoAsync(Visit.Actor, concern, end == "pressed" ? ConcernEnd.Pressed : ConcernEnd.OwnWill, HttpContext.RequestAborted);
        return settled.Refusal is { } refusal ? await AgainAsync("assist.concerns.settled-before", RefusalProblems.StatusOf(refusal.Code.Kind)) : Redirect("/desk/concerns");
    }

    private async Task<IActionResult> AgainAsync(string key, int status)
    {
        Errors = [new FieldError(string.Empty, texts[key])];
        Response.StatusCode = status;
        await ShowAsync();
        return Page();
    }

    private async Task ShowAsync() =>
        All = [.. (await list.DoAsync(Visit.Actor, onlyOpen: false, HttpContext.RequestAborted)).Value.OrderBy(one => one.Concern.SettledAt is not null).ThenByDescending(one => one.Concern.At)];
}
