using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The camera step. The ticket of a capture is given to the page's script when the camera is really there.</summary>
public sealed class CameraModel(CitizenVisit visits, ViewCase cases, OpenCapture open, IServicePointDirectory points, VoiceFiles voice, PageTexts texts) : CitizenPage(visits)
{
    /// <summary>Where people are served without a camera, the main desk first; at most three.</summary>
    public IReadOnlyList<ServicePoint> ServicePoints => [.. points.List(Visitor.Tenant).Take(3)];

    /// <summary>Codes of the prompts that are recorded in the page's language, with spaces between them.</summary>
    public string Recorded => string.Join(' ', voice.Of(texts.Language));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await MineAsync(cancellationToken) is AwaitingCapture or CaptureOpened or CaptureRunning ? Page() : Onward();

    /// <summary>A fresh ticket for the script: <c>{ ticket, path }</c>; or in words why there is none, and whether another page says what comes next.</summary>
    public async Task<IActionResult> OnPostTicketAsync(CancellationToken cancellationToken)
    {
        if (await MineAsync(cancellationToken) is not { } mine)
        {
            return Said(StatusCodes.Status409Conflict, "camera.result.other-step", goesOn: true);
        }

        Outcome<CaptureTicket> opened = await open.DoAsync(Visitor.Actor, mine.File.Id, cancellationToken);
        if (opened.Refusal is not { } refusal)
        {
            return new JsonResult(new { ticket = opened.Value.Ticket, path = $"/v1/verifications/{mine.File.Id}/capture" });
        }

        int status = RefusalProblems.StatusOf(refusal.Code.Kind);
        return refusal.Code == RefusalCode.CaptureTriesUsedUp ? Said(status, "camera.result.officer", goesOn: true)
            : status == StatusCodes.Status409Conflict ? Said(status, "camera.result.other-step", goesOn: true)
            : Said(status, "camera.result.not-opened", goesOn: false);
    }

    private JsonResult Said(int status, string key, bool goesOn) => new(new { text = texts.Plain(key), goesOn }) { StatusCode = status };

    private async Task<Verification?> MineAsync(CancellationToken cancellationToken) =>
        (await cases.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken)) is { IsDone: true } found ? DueStep.Latest(Visitor, found.Value) : null;
}
