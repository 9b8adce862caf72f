using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>A page of the person who has the helper's machine; without a session that rests on a handover it leads to the helper's start.</summary>
public abstract class PersonPage(CitizenVisit visits) : VisitorPage(visits)
{
    private protected override bool IsFor(CitizenVisitor visitor) => visitor.Actor.HandOver is not null;

    private protected override string Elsewhere(string ticket) => AssistPage.Start;
}
