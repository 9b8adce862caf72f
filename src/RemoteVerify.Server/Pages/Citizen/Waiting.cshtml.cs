using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Nothing is to be done by the citizen now. The page says for whom it waits, and asks again by itself without a script.</summary>
public sealed class WaitingModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, IServicePointDirectory points, StartVerification start) : CitizenStep(visits, road, texts)
{
    public bool Reloads { get; private set; }

    public IReadOnlyList<ServicePoint> Points => points.List(Visitor.Tenant);

    /// <summary>Last part of the keys of the sentences.</summary>
    public string Why => Found.Mine switch
    {
        WithOfficer => "officer",
        Declined => "declined",
        _ when Found.ProofIsOver => "again",
        Passed => "others",
        _ => Found.Case is DraftCase ? "document" : Starts ? "self" : "start",
    };

    /// <summary>Nobody else starts the check: the person does.</summary>
    public bool Starts => Found.Case is CaseWithDocument && Found.Mine is null && start.IsTheirs(Found.File);

    /// <summary>What the camera check ended with, where that is why an officer looks.</summary>
    public string? Reason => Found.Mine is WithOfficer waiting ? CheckSentences.OfCapture(waiting.Reasons, Texts) : null;

    public IActionResult OnGet(bool still)
    {
        if (DueStep.Of(Found) != DueStep.Waiting)
        {
            return Onward();
        }

        Reloads = !still && !Starts;
        if (Reloads)
        {
            Waits.Reload(Response, Visitor.Address());
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Refusal? refusal = (await start.DoAsync(Visitor.Actor, Visitor.Case, Visitor.Participant, cancellationToken)).Refusal;
        return refusal is null ? Onward() : await RefusedAsync(refusal, cancellationToken);
    }
}
