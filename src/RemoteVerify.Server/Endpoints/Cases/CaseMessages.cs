using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>A participant as the portal declares them.</summary>
/// <param name="FullName">Full name, NFC.</param>
/// <param name="PersonalNumber">Twelve digits; the chip must be this person's.</param>
/// <param name="Role">What they are in the transaction, e.g. <c>party-a</c>.</param>
public sealed record ParticipantRequest(string FullName, string PersonalNumber, string Role)
{
    public override string ToString() => nameof(ParticipantRequest);
}

/// <summary>Opens a case.</summary>
/// <param name="Procedure">Code of a procedure.</param>
/// <param name="Title">Title of the case; the procedure's own when absent.</param>
public sealed record OpenCaseBody(string Procedure, string? Title, IReadOnlyList<ParticipantRequest> Participants);

/// <summary>A case as its people see it: states and codes, no scores.</summary>
public sealed record CaseResponse(
    Guid Id, string Code, string State, CaseStatus Status, string Procedure, string Title, bool IsTest, DateTimeOffset OpenedAt, long Version,
    DocumentResponse? Document, IReadOnlyList<ParticipantResponse> Participants, IReadOnlyList<CaseVerificationResponse> Verifications,
    IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<PublishedResponse> Published, IReadOnlyList<string> AllowedActions)
{
    public static CaseResponse Of(CaseView view)
    {
        Case found = view.Case;
        CaseFile file = found.File;
        return new CaseResponse(
            file.Id.Value, file.Code, found.State, found.Status, file.ProcedureCode, file.Title, file.IsTest, file.OpenedAt, file.Version,
            found.CurrentDocument is { } document ? new DocumentResponse(document.Sha256.Hex, document.Length, document.Origin.ToString()) : null,
            [.. file.Participants.Select(participant => new ParticipantResponse(participant.Id.Value, participant.Role))],
            [.. view.Verifications.Select(verification => new CaseVerificationResponse(verification.File.Id.Value, verification.File.Participant.Value, verification.State))],
            [.. view.Timeline.Select(entry => new TimelineEntry(entry.Entry.At, entry.Entry.Act, entry.Entry.Role.ToString(), entry.Entry.Result))],
            [.. view.Published.Select(document => new PublishedResponse(document.Id.Value, document.Kind.ToString(), document.Code, document.Sha256.Hex, document.IssuedAt))],
            [.. found.Allowed.Select(act => act.Code)]);
    }
}

public sealed record DocumentResponse(string Sha256, long Length, string Origin);

public sealed record ParticipantResponse(string Id, string Role);

public sealed record CaseVerificationResponse(Guid Id, string Participant, string State);

public sealed record TimelineEntry(DateTimeOffset At, string Act, string By, string Result);

/// <summary>A result or a copy that was given out; its code opens the public check.</summary>
public sealed record PublishedResponse(Guid Id, string Kind, string Code, string Sha256, DateTimeOffset IssuedAt)
{
    public override string ToString() => $"PublishedResponse {Kind} {Id}";
}

public sealed record OpenedCaseResponse(Guid Id, string Code, string State, long Version, IReadOnlyList<ParticipantResponse> Participants, IReadOnlyList<string> AllowedActions);

/// <summary>A link that a participant enters by, once.</summary>
public sealed record InvitationResponse(string Ticket, Uri Page, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(InvitationResponse);
}
