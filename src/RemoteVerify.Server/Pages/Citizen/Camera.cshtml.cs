using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The camera step. The ticket of a capture is given to the page's script when the camera is really there.</summary>
public sealed class CameraModel(CitizenVisit visits, ViewCase cases, OpenCapture open) : CitizenPage(visits)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await MineAsync(cancellationToken) is AwaitingCapture or CaptureOpened or CaptureRunning ? Page() : Onward();

    /// <summary>A fresh ticket for the script: <c>{ ticket, path }</c>, or the refusal as a problem document.</summary>
    public async Task<IActionResult> OnPostTicketAsync(CancellationToken cancellationToken)
    {
        if (await MineAsync(cancellationToken) is not { } mine)
        {
            return StatusCode(StatusCodes.Status409Conflict);
        }

        Outcome<CaptureTicket> opened = await open.DoAsync(Visitor.Actor, mine.File.Id, cancellationToken);
        return opened.Refusal is { } refusal
            ? new ObjectResult(Problem.Details(RefusalProblems.StatusOf(refusal.Code.Kind), refusal.Code.Value, refusal.Message, refusal.AllowedActions)) { StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind) }
            : new JsonResult(new { ticket = opened.Value.Ticket, path = $"/v1/verifications/{mine.File.Id}/capture" });
    }

    private async Task<Verification?> MineAsync(CancellationToken cancellationToken) =>
        (await cases.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken)) is { IsDone: true } found ? DueStep.Latest(Visitor, found.Value) : null;
}
