using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Results;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>What was issued under a verification code; the QR codes on papers lead here.</summary>
public sealed class CodeModel(CheckCode act, CodeGuessLimit limit, AuthorityKeys keys, TimeProvider time) : PageModel
{
    public CheckReport? Report { get; private set; }

    public PublicRecord? Issued { get; private set; }

    public PublicRecord? Original { get; private set; }

    public Words? Error { get; private set; }

    /// <summary>The code as printed.</summary>
    public string Code { get; private set; } = string.Empty;

    public async Task OnGetAsync(string code, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Response.Headers.CacheControl = "no-store";
        if (limit.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            Error = CheckWords.TooMany;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        if (!(await act.DoAsync(Actor.Anyone, code, cancellationToken)).TryGet(out CodeCheck? found, out Refusal? refusal))
        {
            limit.Miss(HttpContext.Connection.RemoteIpAddress);
            Error = CheckWords.Of(refusal);
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Code = VerificationCode.TryParse(code, out VerificationCode? read) ? read.Printed : code;
        Issued = found.Issued;
        Original = found.Original;
        Report = CheckReport.Of(found.Verdict, found.Issued, keys.Root.Subject.CommonName ?? "Root", now);
    }
}
