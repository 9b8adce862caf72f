using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>What must be there before a notarised contract may be approved and take effect (Law 46/2024/QH15 articles 50, 64, 65).</summary>
public static class SessionRules
{
    /// <summary>Everything that is missing, as codes with the participant's or venue's id; empty for a complete session.</summary>
    public static IReadOnlyList<string> Missing(NotarialSession session, IEnumerable<Participant> signers)
    {
        var missing = new List<string>();
        foreach (Participant signer in signers)
        {
            ParticipantFacts facts = session.FactsOf(signer.Id);
            AddIf(missing, session.VenueOf(signer.Id) is null, "venue", signer.Id.Value);
            AddIf(missing, facts.PapersShownAt is null, "papers-shown", signer.Id.Value);
            AddIf(missing, facts.CapacityConfirmedAt is null, "capacity", signer.Id.Value);
            AddIf(missing, facts.ReadAt is null, "reading", signer.Id.Value);
            AddIf(missing, facts.Photo is null, "signing-photo", signer.Id.Value);
        }

        AddIf(missing, session.OpenedAt is not { } opened || VietnamTime.Day(session.Prevention.At) != VietnamTime.Day(opened), "prevention-check", "day-of-session");
        AddIf(missing, session.ClosedAt is null, "session", "not-closed");
        foreach (Venue venue in session.Venues)
        {
            AddIf(missing, LongestGap(session, venue.Id) > session.MaximumGap, "recording-gap", venue.Id);
        }

        return missing;
    }

    /// <summary>The refusal for a session that is not complete; null when nothing is missing or the journey has no session.</summary>
    public static Refusal? NotComplete(CaseFile file)
    {
        IReadOnlyList<string> missing = file.Session is { } session ? Missing(session, file.Signers) : [];
        return missing.Count == 0
            ? null
            : new Refusal(RefusalCode.SessionNotComplete, "The session lacks what the reasons name. Record it, or end the session and hold another.", [], missing);
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
