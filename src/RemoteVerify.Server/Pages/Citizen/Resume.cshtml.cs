using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Pages.Check;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Going on with a code and the personal number, on any device. Camera and confirmation come again, which the act sees to.</summary>
public sealed class ResumeModel(CitizenVisit visits, ResumeVisit act, CodeGuessLimit limit, PageTexts texts) : PageModel
{
    private const int WordBytes = 24;

    public string? Code { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task<IActionResult> OnPostAsync(string? code, string? number, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Code = code;
        if (limit.Wait(HttpContext.Connection.RemoteIpAddress) is not null)
        {
            return Wrong(StatusCodes.Status429TooManyRequests, texts.Pick(CheckWords.TooMany));
        }

        Outcome<GivenToken> given = await act.DoAsync(code, number, cancellationToken);
        if (given.Refusal is { } refusal)
        {
            limit.Miss(HttpContext.Connection.RemoteIpAddress);
            return refusal.Code == RefusalCode.OutcomeLocked
                ? Wrong(StatusCodes.Status429TooManyRequests, texts["citizen.resume.locked"])
                : Wrong(StatusCodes.Status404NotFound, texts["citizen.resume.no-match"]);
        }

        // The addresses of this visit carry a word that says nothing and opens nothing.
        string word = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(WordBytes));
        Outcome<CitizenVisitor> kept = await visits.KeepAsync(HttpContext, word, given.Value, cancellationToken);
        return kept.IsDone ? LocalRedirect(kept.Value.Address()) : Wrong(StatusCodes.Status404NotFound, texts["citizen.resume.no-match"]);
    }

    private PageResult Wrong(int status, string text)
    {
        Response.StatusCode = status;
        Errors = [new FieldError("code", text)];
        return Page();
    }
}
