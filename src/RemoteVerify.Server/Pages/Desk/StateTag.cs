using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The colour of a state's tag; its words say the same.</summary>
public static class StateTag
{
    public static string Of(Case one) => one switch
    {
        ParticipantsSigned or PaperPrepared or IdentityWithOfficer or SubmittedCase => "govuk-tag--yellow",
        Approved or CountersignaturePrepared => "govuk-tag--turquoise",
        Countersigned or OrganisationSealed or Effective or Completed or ResultDelivered => "govuk-tag--green",
        RefusedCase or StoppedCase or ExpiredCase => "govuk-tag--grey",
        _ => "govuk-tag--blue",
    };
}
