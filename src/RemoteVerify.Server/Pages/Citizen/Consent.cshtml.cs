using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>One question of consent a page. Both answers are buttons of the same size and look, neither is preset, and both are kept.</summary>
public sealed class ConsentModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, GiveConsent give, WithdrawConsent withdraw) : CitizenStep(visits, road, texts)
{
    public override string Step => DueStep.Consent;

    /// <summary>The text that is asked about.</summary>
    public ConsentText Question { get; private set; } = null!;

    /// <summary>Nothing goes on online without it.</summary>
    public bool IsNeeded => Question.Required || Question.Purpose == Consents.IdentityCheck;

    /// <summary>What was answered before, or null.</summary>
    public Consent? Before => Consents.Last(Found.File, Visitor.Participant, Question.Purpose);

    /// <param name="purpose">One purpose, to answer it anew; without it the first that was not asked for yet.</param>
    public IActionResult OnGet(string? purpose)
    {
        if (Asked(purpose) is not { } question)
        {
            return Onward();
        }

        Question = question;
        return Page();
    }

    /// <param name="purpose">The purpose.</param>
    /// <param name="version">Version of the text that was shown.</param>
    /// <param name="answer"><c>yes</c> or <c>no</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnPostAsync(string? purpose, string? version, string? answer, CancellationToken cancellationToken)
    {
        if (Asked(purpose) is not { } question)
        {
            return Onward();
        }

        Question = question;
        bool? given = answer switch { "yes" => true, "no" => false, _ => null };

        // A no after a yes takes the yes back, which also ends a check that rests on it.
        Outcome<Consent> done = given is false && Before is { Given: true, WithdrawnAt: null }
            ? await withdraw.DoAsync(Visitor.Actor, Visitor.Case, question.Purpose, cancellationToken)
            : await give.DoAsync(Visitor.Actor, Visitor.Case, question.Purpose, version ?? string.Empty, given, cancellationToken);
        return done.Refusal is { } refusal ? await RefusedAsync(refusal, cancellationToken) : Onward();
    }

    private ConsentText? Asked(string? purpose) => purpose is null ? Found.OpenConsent : Found.Procedure.Consents.FirstOrDefault(text => text.Purpose == purpose);
}
