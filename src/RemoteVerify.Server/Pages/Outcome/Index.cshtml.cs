using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Check;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Outcome;

/// <summary>The outcome for who has a printed code and no telephone; without script, and nobody is named.</summary>
public sealed class IndexModel(ReadOutcome act, CodeGuessLimit limit, PageTexts texts) : PageModel
{
    public OutcomeView? Found { get; private set; }

    /// <summary>Why nothing is shown; nothing at first.</summary>
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public string? Code { get; private set; }

    /// <summary>Key of the outer status in words.</summary>
    public string StatusKey => "public.outcome.state." + Found!.Status switch
    {
        CaseStatus.Draft => "draft",
        CaseStatus.Submitted => "submitted",
        CaseStatus.Accepted => "accepted",
        CaseStatus.NotAccepted => "not-accepted",
        CaseStatus.InProgress => "in-progress",
        CaseStatus.SupplementRequested => "supplement",
        CaseStatus.PaymentRequested => "payment",
        CaseStatus.WithdrawalRequested => "withdrawal",
        CaseStatus.Stopped => "stopped",
        CaseStatus.Completed => "completed",
        _ => "delivered",
    };

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task OnPostAsync(string? code, string? number, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Code = code;
        if (limit.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            Errors = [new FieldError("code", texts.Pick(CheckWords.TooMany))];
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        Outcome<OutcomeView> outcome = await act.DoAsync(Actor.Anyone, code, number, cancellationToken);
        if (outcome.IsDone)
        {
            Found = outcome.Value;
            return;
        }

        limit.Miss(HttpContext.Connection.RemoteIpAddress);
        bool locked = outcome.Refusal!.Code == RefusalCode.OutcomeLocked;
        Response.StatusCode = locked ? StatusCodes.Status429TooManyRequests : StatusCodes.Status404NotFound;
        Errors = [new FieldError("code", texts[locked ? "public.outcome.locked" : "public.outcome.no-match"])];
    }
}
