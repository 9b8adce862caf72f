using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The signature over exactly what was confirmed. The key is made for it inside the service, used once and destroyed.</summary>
public sealed class SignModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, SignDocument sign) : CitizenStep(visits, road, texts)
{
    public override string Step => DueStep.Sign;

    /// <summary>What was confirmed, or null when nothing is.</summary>
    public ContentConfirmation? Confirmation => (Found.Case as ContentConfirmed)?.ConfirmationOf(Visitor.Participant) is { IsDone: true } found ? found.Value : null;

    public IActionResult OnGet() => Confirmation is null ? Onward() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Outcome<CaseWithDocument> signed = await sign.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken);
        if (signed.Refusal is not { } refusal)
        {
            return Onward();
        }

        // Who pressed twice has signed already, and is led to the receipt.
        await ReadAgainAsync(cancellationToken);
        return Confirmation is null ? Onward() : await RefusedAsync(refusal, cancellationToken);
    }
}
