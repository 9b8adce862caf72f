using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Check;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Outcome;

/// <summary>The outcome for who has a printed code and no telephone; without script, and nobody is named.</summary>
public sealed class IndexModel(ReadOutcome act, CodeGuessLimit limit) : PageModel
{
    public OutcomeView? Found { get; private set; }

    public Words? Error { get; private set; }

    public string? Code { get; private set; }

    /// <summary>The outer status in words.</summary>
    public Words Status => Found!.Status switch
    {
        CaseStatus.Draft => new("Nháp", "Draft"),
        CaseStatus.Submitted => new("Mới đăng ký", "Submitted"),
        CaseStatus.Accepted => new("Được tiếp nhận", "Accepted"),
        CaseStatus.NotAccepted => new("Không được tiếp nhận", "Not accepted"),
        CaseStatus.InProgress => new("Đang xử lý", "In progress"),
        CaseStatus.SupplementRequested => new("Yêu cầu bổ sung giấy tờ", "More is needed"),
        CaseStatus.PaymentRequested => new("Yêu cầu thực hiện nghĩa vụ tài chính", "A fee is to be paid"),
        CaseStatus.WithdrawalRequested => new("Công dân yêu cầu rút hồ sơ", "Withdrawal asked for"),
        CaseStatus.Stopped => new("Dừng xử lý", "Stopped"),
        CaseStatus.Completed => new("Đã xử lý xong", "Completed; the result can be picked up"),
        _ => new("Đã trả kết quả", "Result delivered"),
    };

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task OnPostAsync(string? code, string? number, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Code = code;
        if (limit.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            Error = CheckWords.TooMany;
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
        Error = locked
            ? new Words("Nhập sai quá nhiều lần. Hãy đợi 15 phút, hoặc đến điểm tiếp nhận với giấy tờ tùy thân.", "Too many wrong numbers. Wait 15 minutes, or come to the service point with your card.")
            : new Words("Mã và số định danh không khớp, hoặc mã đã được thay bằng phiếu mới. Kiểm tra lại, hoặc đến điểm tiếp nhận.", "Code and number don't belong together, or a later slip replaced the code. Check both, or come to the service point.");
    }
}
