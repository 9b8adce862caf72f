using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Server.Pages.Check;

namespace RemoteVerify.Server.Pages;

/// <summary>What people see instead of an error of the framework: one sentence, what to do next, never a stack trace.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public Words Heading { get; private set; } = new("Có lỗi", "Something failed");

    public Words Message { get; private set; } = new("Dịch vụ gặp lỗi. Hãy thử lại sau ít phút.", "The service failed. Please try again in a few minutes.");

    public string? TraceId { get; private set; }

    /// <param name="status">Of an answer without a page; after an exception the response has it.</param>
    public void OnGet(int? status) => Tell(status ?? Response.StatusCode);

    public void OnPost(int? status) => Tell(status ?? Response.StatusCode);

    private void Tell(int status)
    {
        (Heading, Message) = status switch
        {
            StatusCodes.Status404NotFound => (
                new Words("Không có trang này", "No such page"),
                new Words("Địa chỉ này không dẫn đến đâu. Hãy kiểm tra lại đường dẫn.", "There is nothing at this address. Please check the link.")),
            StatusCodes.Status403Forbidden => (
                new Words("Không vào được hồ sơ", "The case can't be opened"),
                new Words(
                    "Đăng nhập chưa hoàn tất, hoặc tài khoản không thuộc hồ sơ này. Hãy đăng nhập lại từ đường dẫn của hồ sơ, hoặc hỏi nơi tiếp nhận.",
                    "The sign-in was not finished, or the account takes no part in this case. Sign in again from the link of the case, or ask the service point.")),
            StatusCodes.Status400BadRequest => (
                new Words("Chưa gửi được", "Not sent"),
                new Words("Biểu mẫu đã cũ, hoặc tệp lớn hơn 50 MB. Hãy mở lại trang và gửi lần nữa.", "The form was too old, or the file is larger than 50 MB. Open the page again and send it once more.")),
            StatusCodes.Status413PayloadTooLarge => (
                new Words("Tệp quá lớn", "File too large"),
                new Words("Tệp lớn hơn 50 MB, mức lớn nhất có thể kiểm tra ở đây.", "The file is larger than 50 MB, the most that is checked here.")),
            _ => (Heading, Message),
        };
        TraceId = status >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
    }
}
