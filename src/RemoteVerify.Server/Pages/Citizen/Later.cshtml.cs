using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Gives the code with which a person goes on later or on another device; it is shown once and kept nowhere.</summary>
public sealed class LaterModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, AskResumeCode ask) : CitizenStep(visits, road, texts)
{
    /// <summary>The code, after it was asked for.</summary>
    public string? Code { get; private set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Outcome<string> given = await ask.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken);
        if (given.Refusal is { } refusal)
        {
            return await RefusedAsync(refusal, cancellationToken);
        }

        Code = given.Value;
        return Page();
    }
}
