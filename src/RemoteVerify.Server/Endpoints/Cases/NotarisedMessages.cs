using RemoteVerify.Cases;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <param name="Lead">Account of the notary who leads.</param>
public sealed record AssignLeadBody(string? Lead);

/// <param name="DocumentSha256">Hash of the draft that was shown.</param>
public sealed record AgreeBody(string? DocumentSha256);

/// <summary>A home under a pilot decision.</summary>
public sealed record HomeBody(string? Address, string? Area)
{
    public override string ToString() => nameof(HomeBody);
}

/// <summary>A venue: a service point, or a home under a pilot, with its notary and those who are there.</summary>
public sealed record VenueBody(string? ServicePoint, HomeBody? Home, string? Notary, IReadOnlyList<string>? Participants);

/// <summary>Time and venues of a session, in the order in which the notaries sign.</summary>
public sealed record ScheduleBody(DateTimeOffset At, IReadOnlyList<VenueBody>? Venues)
{
    public SessionPlan ToPlan() => new(At,
    [
        .. (Venues ?? []).Select(v => new VenuePlan(
            v.ServicePoint, v.Home is { } home ? new HomeWish(home.Address ?? "", home.Area ?? "") : null, v.Notary ?? "", [.. (v.Participants ?? []).Select(p => new ParticipantId(p))])),
    ]);
}

/// <param name="ReadAloudTo">Participants who asked to have the text read out.</param>
public sealed record OpenSessionBody(IReadOnlyList<string>? ReadAloudTo);

/// <param name="Participant">Id of a participant at the own venue.</param>
public sealed record ParticipantBody(string? Participant);

/// <param name="Participant">Who took notice.</param>
/// <param name="Way">Self or ReadAloud.</param>
/// <param name="DocumentSha256">Hash of the bytes that were read.</param>
public sealed record ReadingBody(string? Participant, ReadingWay Way, string? DocumentSha256);

/// <summary>A recording that the organisation keeps elsewhere.</summary>
/// <param name="Sha256">Hash of the recording's file.</param>
/// <param name="Reference">Where it lies.</param>
public sealed record RecordingReference(string? Sha256, string? Reference);

public sealed record AbortBody(string? Reason);

/// <summary>The case after an act, with what is allowed next.</summary>
public sealed record SessionActResponse(Guid CaseId, string State, long Version, string? DocumentSha256, string? StopReason, IReadOnlyList<string> AllowedActions)
{
    public static SessionActResponse Of(Case current) => new(
        current.File.Id.Value, current.State, current.File.Version, current.CurrentDocument?.Sha256.Hex, (current as StoppedCase)?.Stop.Reason, [.. current.Allowed.Select(a => a.Code)]);

    public override string ToString() => $"SessionActResponse {State}";
}

/// <summary>A paper that an act added to the dossier.</summary>
public sealed record KeptPaperResponse(string Id, string Need, string Sha256, long Length, DateTimeOffset At);

/// <summary>What is recorded of one participant.</summary>
public sealed record FactsResponse(
    string Participant, string? Venue, DateTimeOffset? PapersShownAt, DateTimeOffset? CapacityConfirmedAt, string? Reading, DateTimeOffset? ReadAt, DateTimeOffset? PhotoAt);

/// <summary>A venue of the session.</summary>
public sealed record VenueResponse(string Id, string? ServicePoint, string Notary, IReadOnlyList<string> Participants, double LongestGapSeconds);

/// <summary>A session as its notaries see it: what was recorded and what is missing.</summary>
public sealed record NotarialSessionResponse(
    string Lead, DateTimeOffset ScheduledAt, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt, IReadOnlyList<VenueResponse> Venues, IReadOnlyList<FactsResponse> Facts,
    IReadOnlyList<string> Missing, int Aborted)
{
    public static NotarialSessionResponse Of(CaseFile file, NotarialSession session, IReadOnlyList<ParticipantSignature> signatures) => new(
        session.Lead, session.ScheduledAt, session.OpenedAt, session.ClosedAt,
        [.. session.Venues.Select(v => new VenueResponse(v.Id, v.ServicePoint, v.Notary, [.. v.Participants.Select(p => p.Value)], SessionRules.LongestGap(session, v.Id).TotalSeconds))],
        [
            .. file.Signers.Select(p => session.FactsOf(p.Id)).Select(f => new FactsResponse(
                f.Participant.Value, session.VenueOf(f.Participant)?.Id, f.PapersShownAt, f.CapacityConfirmedAt, f.Reading?.ToString(), f.ReadAt, f.PhotoAt)),
        ],
        SessionRules.Missing(session, file.Signers, signatures), file.AbortedSessions.Count);
}
