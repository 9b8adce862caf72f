using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Which page the state of the case makes due for one participant. Nothing is decided here: a page that is opened too early is refused by its act.</summary>
public static class DueStep
{
    public const string Camera = "camera";
    public const string Waiting = "waiting";

    /// <summary>Name of the page below <c>/s/TICKET/</c>.</summary>
    public static string Of(CitizenVisitor visitor, CaseView found, DossierView dossier)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(dossier);
        return Latest(visitor, found) is AwaitingCapture or CaptureOpened or CaptureRunning ? Camera : Waiting;
    }

    /// <summary>The participant's newest verification, or null.</summary>
    public static Verification? Latest(CitizenVisitor visitor, CaseView found) =>
        found?.Verifications.LastOrDefault(verification => verification.File.Participant == visitor.Participant);
}
