using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>A participant as the portal declares them.</summary>
/// <param name="FullName">Full name, NFC.</param>
/// <param name="PersonalNumber">Twelve digits; the chip must be this person's.</param>
/// <param name="Role">What they are in the transaction, e.g. <c>party-a</c>.</param>
public sealed record ParticipantRequest(string FullName, string PersonalNumber, string Role)
{
    /// <summary>What they do in the case; absent for a party.</summary>
    public ParticipantKind? Kind { get; init; }

    public override string ToString() => nameof(ParticipantRequest);
}

/// <summary>Opens a case.</summary>
/// <param name="Procedure">Code of a procedure.</param>
/// <param name="Title">Title of the case; the procedure's own when absent.</param>
public sealed record OpenCaseBody(string Procedure, string? Title, IReadOnlyList<ParticipantRequest> Participants)
{
    /// <summary>Reserved for linked procedures; a name is refused with <c>case-group.reserved</c>.</summary>
    public string? CaseGroup { get; init; }

    /// <summary>Reserved for linked procedures; true is refused with <c>case-group.reserved</c>.</summary>
    public bool? SharesIdentityCheck { get; init; }
}

/// <summary>A case as its people see it: states and codes, no scores.</summary>
public sealed record CaseResponse(
    Guid Id, string Code, string State, CaseStatus Status, string Procedure, string Title, bool IsTest, DateTimeOffset OpenedAt, long Version,
    DocumentResponse? Document, IReadOnlyList<ParticipantResponse> Participants, IReadOnlyList<CaseVerificationResponse> Verifications,
    IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<PublishedResponse> Published, IReadOnlyList<string> AllowedActions)
{
    /// <summary>Number of the outer status at the national portal; 0 for a draft, which it doesn't know.</summary>
    public int StatusCode { get; init; }

    /// <summary>The journey that the procedure prescribes.</summary>
    public string Journey { get; init; } = string.Empty;

    /// <summary>The four stages in the order in which the case came into them.</summary>
    public IReadOnlyList<StageResponse> Stages { get; init; } = [];

    /// <summary>The number in the register book, or null.</summary>
    public string? Number { get; init; }

    /// <summary>What the case does to a stored result; null for every case that is no related act.</summary>
    public RelatedActOfCase? RelatedAct { get; init; }

    /// <summary>Acts on the dossier that are possible besides; they leave the state as it is.</summary>
    public IReadOnlyList<string> DossierActions { get; init; } = [];

    /// <summary>What somebody can do next.</summary>
    public IReadOnlyList<NextStepResponse> NextSteps { get; init; } = [];

    /// <param name="view">The case.</param>
    /// <param name="desk">The main desk of the agency, or null.</param>
    /// <param name="now">For the time in the present stage.</param>
    public static CaseResponse Of(CaseView view, ServicePoint? desk, DateTimeOffset now)
    {
        Case found = view.Case;
        return Of(view) with
        {
            StatusCode = (int)found.Status,
            Journey = found.File.Journey.ToString(),
            Stages = StageResponse.Of(found.File.Stages, now),
            Number = found.File.Number?.Printed,
            RelatedAct = found.File.RelatedAct is { } plan ? new RelatedActOfCase(plan.Target.Value, plan.Kind.ToString(), plan.Reason, plan.LegalBasis) : null,
            DossierActions = [.. DossierActs.Of(found).Select(act => act.Code)],
            NextSteps = [.. RemoteVerify.Cases.Guidance.NextSteps.Delivered.Of(found).Select(step => NextStepResponse.Of(step, desk))],
        };
    }

    private static CaseResponse Of(CaseView view)
    {
        Case found = view.Case;
        CaseFile file = found.File;
        return new CaseResponse(
            file.Id.Value, file.Code, found.State, found.Status, file.ProcedureCode, file.Title, file.IsTest, file.OpenedAt, file.Version,
            found.CurrentDocument is { } document ? new DocumentResponse(document.Sha256.Hex, document.Length, document.Origin.ToString()) : null,
            [.. file.Participants.Select(participant => ParticipantResponse.Of(participant))],
            [.. view.Verifications.Select(verification => new CaseVerificationResponse(verification.File.Id.Value, verification.File.Participant.Value, verification.State))],
            [.. view.Timeline.Select(entry => new TimelineEntry(entry.Entry.At, entry.Entry.Act, entry.Entry.Role.ToString(), entry.Entry.Result))],
            [.. view.Published.Select(document => new PublishedResponse(document.Id.Value, document.Kind.ToString(), document.Code, document.Sha256.Hex, document.IssuedAt))],
            [.. found.Allowed.Select(act => act.Code)]);
    }
}

/// <param name="Result">The result that the case corrects, amends, ends or cancels.</param>
/// <param name="Kind">Correction, Amendment, Termination or Cancellation.</param>
public sealed record RelatedActOfCase(Guid Result, string Kind, string Reason, string LegalBasis)
{
    public override string ToString() => $"RelatedActOfCase {Kind}";
}

public sealed record DocumentResponse(string Sha256, long Length, string Origin);

/// <param name="Kind">What they do in the case.</param>
/// <param name="Signs">Whether they prove who they are, confirm and sign.</param>
public sealed record ParticipantResponse(string Id, string Role, ParticipantKind Kind, bool Signs)
{
    public static ParticipantResponse Of(Participant participant) => new(participant.Id.Value, participant.Role, participant.Kind, participant.Signs);
}

/// <summary>A stay in one of the four stages.</summary>
/// <param name="Stage"><c>Receive</c>, <c>Appraise</c>, <c>Approve</c> or <c>Return</c>.</param>
/// <param name="EnteredAt">When.</param>
/// <param name="LeftAt">When the next stage began; null while it lasts.</param>
/// <param name="Seconds">How long, up to now for the present one.</param>
public sealed record StageResponse(CaseStage Stage, DateTimeOffset EnteredAt, DateTimeOffset? LeftAt, long Seconds)
{
    public static IReadOnlyList<StageResponse> Of(IReadOnlyList<StageStamp> stamps, DateTimeOffset now) =>
    [
        .. stamps.Select((stamp, i) =>
        {
            DateTimeOffset? left = i + 1 < stamps.Count ? stamps[i + 1].At : null;
            return new StageResponse(stamp.Stage, stamp.At, left, (long)((left ?? now) - stamp.At).TotalSeconds);
        }),
    ];
}

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
