using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Pages.Desk;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>Where a helper begins, with what was done today and what counts this month.</summary>
public sealed class IndexModel(ListAssistances own, BeginAssistance begin, EndAssistance end, LeaveDesk leave, DeskVisits visits) : AssistPage
{
    public OwnAssistances Own { get; private set; } = null!;

    /// <summary>Nobody can be helped any more today.</summary>
    public bool IsFull => Own.Today.Begun >= Own.Helper.MostInADay;

    /// <summary>Whether the assistance that just ended counts: <c>counts</c>, <c>not</c>, or null when none ended.</summary>
    public string? Ended { get; private set; }

    public string? Code { get; private set; }

    /// <summary>A machine shows one person at a time: while one is helped, this page is theirs.</summary>
    public async Task<IActionResult> OnGetAsync(string? ended)
    {
        Ended = ended is "counts" or "not" ? ended : null;
        return await ShowAsync() is { } refused ? refused : Own.Open is { } open ? Redirect(StepModel.AddressOf(open.Id)) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? code, string? number)
    {
        Code = code?.Trim();
        Outcome<Assistance> begun = await begin.DoAsync(Visit.Actor, code, number, HttpContext.RequestAborted);
        return begun.Refusal is { } refusal
            ? await ShowAsync() ?? Refused(refusal, refusal.Code == RefusalCode.AssistanceCaseNotFound ? "code" : string.Empty)
            : Redirect(StepModel.AddressOf(begun.Value.Id) + "/presence");
    }

    /// <summary>
    /// Leaving ends what is open and the session. Cache and cookies of this service are cleared from the machine; its store is not, because papers that wait for a signal lie there, sealed
    /// for the service alone.
    /// </summary>
    public async Task<IActionResult> OnPostLeaveAsync()
    {
        Outcome<OwnAssistances> found = await own.DoAsync(Visit.Actor, HttpContext.RequestAborted);
        if (found is { IsDone: true, Value.Open: { } open })
        {
            await end.DoAsync(Visit.Actor, open.Id, HttpContext.RequestAborted);
        }

        await leave.DoAsync(Visit.Actor, Visit.Session, HttpContext.RequestAborted);
        visits.Forget();
        MachineTraces.Clear(Response, cookiesToo: true);
        return Redirect("/desk/sign-in?back=" + Uri.EscapeDataString(Start));
    }

    private async Task<IActionResult?> ShowAsync()
    {
        Outcome<OwnAssistances> found = await own.DoAsync(Visit.Actor, HttpContext.RequestAborted);
        if (found.Refusal is not null)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Own = found.Value;
        return null;
    }
}
