using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Notifications;

namespace RemoteVerify.Server.Endpoints.Notifications;

/// <param name="Channels">vneid, sms, printedCode, counter, in the order of the wish; none: to be told in person.</param>
/// <param name="Phone">International form; with sms, and only then.</param>
public sealed record NotificationWishBody(IReadOnlyList<string?>? Channels, string? Phone)
{
    public override string ToString() => nameof(NotificationWishBody);
}

public sealed record NotificationWishResponse(IReadOnlyList<string> Channels);

/// <summary>What one person has to learn.</summary>
/// <param name="CaseCode">Code of the case; empty when its data was destroyed.</param>
/// <param name="Event">Type of the event.</param>
/// <param name="Channel">vneid, sms, printedCode or counter.</param>
/// <param name="State">waiting, sent (the gateway has it; that it was read is not known), toBeTold or told.</param>
/// <param name="Text">What to tell at the counter, in Vietnamese.</param>
/// <param name="Outcome">Code of how the last try ended.</param>
public sealed record NotificationResponse(
    Guid Id, Guid CaseId, string CaseCode, string Participant, string Event, string Channel, string State, string Text, int Attempts, DateTimeOffset QueuedAt,
    DateTimeOffset? NextTryAt, DateTimeOffset? DoneAt, string? Outcome)
{
    public static NotificationResponse Of(NotificationView view)
    {
        Notification n = view.Notification;
        return new NotificationResponse(
            n.Id, n.Case.Value, view.CaseCode, n.Participant.Value, n.Type, Words.Of(n.Channel), Words.Of(n.State), view.Text, n.Attempts, n.QueuedAt,
            n.State == NotificationState.Waiting ? n.NextTryAt : null, n.DoneAt, n.Outcome);
    }
}

public sealed record NotificationStateResponse(Guid Id, string State);

/// <param name="ErrorCode">The code of the problem document that the person saw; null without one.</param>
public sealed record HelpBody(string? ErrorCode);

/// <summary>What a person is given: to be read out, or shown.</summary>
/// <param name="Ticket">To be read out.</param>
/// <param name="Step">State of the case.</param>
/// <param name="Hotline">Telephone of the desk, or null.</param>
/// <param name="Desk">Where to come to; null without data of the agency.</param>
public sealed record HelpResponse(string Ticket, string Step, string? ErrorCode, string? Hotline, PlaceResponse? Desk);

/// <summary>What the desk reads.</summary>
public sealed record HelpDeskResponse(string Ticket, Guid CaseId, string Step, string? ErrorCode, DateTimeOffset At);

public sealed record PlaceResponse(string Name, string Address, string Hours, string? Telephone)
{
    public static PlaceResponse? Of(ServicePoint? point) => point is null ? null : new(point.Name, point.Address, point.Hours, point.Telephone);
}

/// <param name="Code">As on the slip.</param>
/// <param name="PersonalNumber">12 digits; never in an address.</param>
public sealed record OutcomeBody(string? Code, string? PersonalNumber)
{
    public override string ToString() => nameof(OutcomeBody);
}

/// <summary>How far a case is; nobody is named.</summary>
/// <param name="Status">Outer status.</param>
/// <param name="HasResult">A result can be picked up, or was.</param>
/// <param name="NextSteps">What the citizen can do.</param>
/// <param name="Desk">Where to ask and to pick the result up.</param>
/// <param name="CaseId">For an officer of the same tenant, who goes on from here; null for everybody else.</param>
public sealed record OutcomeResponse(string CaseCode, string Status, bool HasResult, IReadOnlyList<OutcomeStepResponse> NextSteps, PlaceResponse? Desk, Guid? CaseId)
{
    public static OutcomeResponse Of(OutcomeView view) => new(
        view.CaseCode, view.Status.ToString(), view.HasResult, [.. view.Steps.Select(step => new OutcomeStepResponse(step.TextVi, step.TextEn))], PlaceResponse.Of(view.Desk), view.Case?.Value);
}

public sealed record OutcomeStepResponse(string Vi, string En);

/// <summary>Names of channels and states over HTTP.</summary>
internal static class Words
{
    public static string Of(NotificationChannel channel) => channel switch
    {
        NotificationChannel.VNeID => "vneid",
        NotificationChannel.Sms => "sms",
        NotificationChannel.PrintedCode => "printedCode",
        _ => "counter",
    };

    public static NotificationChannel? Channel(string? name) =>
        Enum.GetValues<NotificationChannel>().Where(channel => Of(channel) == name).Select(channel => (NotificationChannel?)channel).FirstOrDefault();

    public static string Of(NotificationState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];

    public static NotificationState? State(string? name) =>
        Enum.GetValues<NotificationState>().Where(state => Of(state) == name).Select(state => (NotificationState?)state).FirstOrDefault();
}
