using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Which acts on the dossier a state takes besides its transitions. They add to the dossier and leave the state as it is.</summary>
public static class DossierActs
{
    private static readonly Act[] Always = [Act.SendMessage, Act.ReadPaper];

    /// <summary>The acts, in the order in which they are offered.</summary>
    public static IReadOnlyList<Act> Of(Case current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return
        [
            .. Gathers(current) ? (Act[])[Act.SetFields, Act.AddPaper] : IsWorkedOn(current) ? [Act.AddPaper] : [],
            .. IsEnded(current) ? (Act[])[] : [Act.LookUp, Act.GiveConsent, Act.WithdrawConsent, Act.BookAppointment, Act.CancelAppointment, Act.CloseAppointment],
            .. current.File.Dossier.Corrections.Any(request => request.Sent is null) ? (Act[])[Act.MarkCorrectionSent] : [],
            .. Always,
        ];
    }

    /// <summary>True where the people of the case still fill in the form and add papers.</summary>
    public static bool Gathers(Case current) => current is DraftCase or SubmittedCase or SupplementRequested;

    /// <summary>True where the office works on the dossier and an officer may add to it.</summary>
    public static bool IsWorkedOn(Case current) => current.Allowed.Contains(Act.RequestSupplement) || current is InterAgencyCheck;

    /// <summary>True when nothing is added any more.</summary>
    public static bool IsEnded(Case current) => current is Completed or ResultDelivered or RefusedCase or StoppedCase or ExpiredCase;

    /// <summary>The refusal where the state doesn't take the act; null where it does.</summary>
    internal static Refusal? NotTaken(Case current, Act act) => Of(current).Contains(act) ? null : current.NotAllowed(act);
}
