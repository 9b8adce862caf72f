using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>A session that is open, with the case that it belongs to.</summary>
/// <param name="Case">The case in its state.</param>
/// <param name="Session">Its session.</param>
/// <param name="OpenedAt">When it was opened.</param>
internal sealed record OpenedSession(CaseWithDocument Case, NotarialSession Session, DateTimeOffset OpenedAt)
{
    /// <summary>Signatures of participants so far.</summary>
    public IReadOnlyList<ParticipantSignature> Signatures => Case switch
    {
        AwaitingConfirmation c => c.Signatures,
        ContentConfirmed c => c.Signatures,
        ParticipantsSigned c => c.Signatures,
        _ => [],
    };

    /// <summary>The case with this session in its place.</summary>
    public CaseWithDocument With(NotarialSession session) => Case with { File = Case.File with { Session = session } };

    public override string ToString() => $"OpenedSession of {Case.File.Code}";
}

/// <summary>Who may act in a notarised contract: the lead for the whole, the notary at a venue for those who are there.</summary>
internal static class SessionActors
{
    /// <summary>The opened session of a case that allows the act now.</summary>
    public static async Task<Outcome<OpenedSession>> OpenedAsync(this Work work, CaseReference reference, CancellationToken cancellationToken)
    {
        if (!(await work.CaseAsync(reference, cancellationToken)).TryGet(out Case? found, out Refusal? refusal))
        {
            return refusal;
        }

        return found is CaseWithDocument { File.Session: { OpenedAt: { } opened } session } current && found.Allowed.Contains(work.Act)
            ? new OpenedSession(current, session, opened)
            : found.NotAllowed(work.Act);
    }

    /// <summary>The refusal for anybody but the lead.</summary>
    public static Refusal? NotLead(this Work work, string lead) =>
        lead == work.Actor.Id ? null : SessionRules.NotAssigned("This is for the notary who leads the transaction.");

    /// <summary>The venue of the participant, whose notary the actor must be.</summary>
    public static Outcome<Venue> OwnVenueOf(this Work work, OpenedSession opened, ParticipantId participant)
    {
        if (opened.Case.File.Find(participant) is not { Signs: true } || opened.Session.VenueOf(participant) is not { } venue)
        {
            return new Refusal(RefusalCode.ParticipantUnknown, "No such participant takes part in the session. Use an id from its plan.");
        }

        return venue.Notary == work.Actor.Id
            ? venue
            : SessionRules.NotAssigned("This is for the notary at the venue where the participant is.");
    }
}
