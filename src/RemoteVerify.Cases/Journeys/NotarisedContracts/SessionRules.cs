using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>What must be there before a notarised contract may be approved and take effect (Law 46/2024/QH15 articles 50, 64, 65).</summary>
public static class SessionRules
{
    /// <summary>How far a signing photo may lie from the signature. No rule of law gives a figure; this one is ours.</summary>
    public static readonly TimeSpan PhotoTolerance = TimeSpan.FromMinutes(10);

    /// <summary>Everything that is missing, as codes with the participant's or venue's id; empty for a complete session.</summary>
    public static IReadOnlyList<string> Missing(NotarialSession session, IEnumerable<Participant> signers, IReadOnlyList<ParticipantSignature> signatures)
    {
        List<string> missing = [.. MissingOfPeople(session, signers, signatures)];
        AddIf(missing, !IsOfTheDay(session.Prevention, session.OpenedAt), "prevention-check", "day-of-session");
        AddIf(missing, session.ClosedAt is null, "session", "not-closed");
        foreach (Venue venue in session.Venues)
        {
            AddIf(missing, LongestGap(session, venue.Id) > session.MaximumGap, "recording-gap", venue.Id);
        }

        return missing;
    }

    /// <summary>What is missing of the people; a session closes when nothing is. Recordings are handed in afterwards.</summary>
    public static IReadOnlyList<string> MissingOfPeople(NotarialSession session, IEnumerable<Participant> signers, IReadOnlyList<ParticipantSignature> signatures)
    {
        var missing = new List<string>();
        foreach (Participant signer in signers)
        {
            ParticipantFacts facts = session.FactsOf(signer.Id);
            ParticipantSignature? signature = signatures.FirstOrDefault(s => s.Participant == signer.Id);
            missing.AddRange(MissingBeforeSigning(session, signer.Id, signature?.SignedSha256));
            AddIf(missing, signature is null, "signature", signer.Id.Value);
            AddIf(missing, facts.Photo is null, "signing-photo", signer.Id.Value);
            AddIf(missing, signature is not null && facts.PhotoAt is { } taken && !IsOfTheSigning(taken, signature.SignedAt), "signing-photo-time", signer.Id.Value);
        }

        return missing;
    }

    /// <summary>The refusal for a session that is not complete; null when nothing is missing or the journey has no session.</summary>
    public static Refusal? NotComplete(CaseFile file, IReadOnlyList<ParticipantSignature> signatures)
    {
        IReadOnlyList<string> missing = file.Session is { } session ? Missing(session, file.Signers, signatures) : [];
        return missing.Count == 0
            ? null
            : new Refusal(RefusalCode.SessionNotComplete, "The session lacks what the reasons name. Record it, or end the session and hold another.", [], missing);
    }

    /// <summary>
    /// The refusal while a participant in a session may not confirm or sign this document: papers shown, capacity confirmed and a reading of
    /// exactly these bytes come first. Null when all is there or the case has no session.
    /// </summary>
    public static Refusal? NotReadyToSign(CaseFile file, ParticipantId participant, Sha256Digest document)
    {
        if (file.Session is not { } session)
        {
            return null;
        }

        List<string> missing = [.. MissingBeforeSigning(session, participant, document)];
        AddIf(missing, session.OpenedAt is null || session.ClosedAt is not null, "session", "not-open");
        return missing.Count == 0
            ? null
            : new Refusal(RefusalCode.SessionNotComplete, "The notary at the venue records first what the reasons name. Then confirm and sign.", [], missing);
    }

    /// <summary>True when the prevention list was asked on the day of the session, in Vietnam's calendar.</summary>
    public static bool IsOfTheDay(PreventionCheck check, DateTimeOffset? opened) => opened is { } at && VietnamTime.Day(check.At) == VietnamTime.Day(at);

    /// <summary>True when the photo shows the moment of this signature.</summary>
    public static bool IsOfTheSigning(DateTimeOffset taken, DateTimeOffset signed) => (taken - signed).Duration() <= PhotoTolerance;

    /// <summary>The refusal for an officer whose act it is not.</summary>
    public static Refusal NotAssigned(string whoseItIs) => new(RefusalCode.ActorNotAssigned, $"{whoseItIs} Ask them to do it in an own session.");

    private static List<string> MissingBeforeSigning(NotarialSession session, ParticipantId participant, Sha256Digest? document)
    {
        var missing = new List<string>();
        ParticipantFacts facts = session.FactsOf(participant);
        AddIf(missing, session.VenueOf(participant) is null, "venue", participant.Value);
        AddIf(missing, facts.PapersShownAt is null, "papers-shown", participant.Value);
        AddIf(missing, facts.CapacityConfirmedAt is null, "capacity", participant.Value);
        AddIf(missing, facts.ReadAt is null || (document is { } bytes && facts.ReadSha256 != bytes), "reading", participant.Value);
        return missing;
    }

    /// <summary>The longest stretch between opening and closing (or the last recorded moment) that no recording of the venue covers.</summary>
    public static TimeSpan LongestGap(NotarialSession session, string venue)
    {
        if (session.OpenedAt is not { } from || session.ClosedAt is not { } until)
        {
            return TimeSpan.Zero;
        }

        TimeSpan longest = TimeSpan.Zero;
        DateTimeOffset covered = from;
        foreach (RecordedSpan span in session.Recordings.Where(r => r.Venue == venue).OrderBy(r => r.From))
        {
            longest = Max(longest, span.From - covered);
            covered = span.Until > covered ? span.Until : covered;
        }

        return Max(longest, until - covered);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static void AddIf(List<string> missing, bool isMissing, string what, string whose)
    {
        if (isMissing)
        {
            missing.Add($"{what}:{whose}");
        }
    }
}
