using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>One place of a session (điểm cầu) with its own notary.</summary>
/// <param name="Id"><c>v1</c>, <c>v2</c>, ...</param>
/// <param name="ServicePoint">Where it is; null only for a home under a pilot decision.</param>
/// <param name="Notary">The account of the notary at this venue.</param>
/// <param name="Participants">Who is there.</param>
public sealed record Venue(string Id, string? ServicePoint, string Notary, IReadOnlyList<ParticipantId> Participants)
{
    /// <summary>Name and address as printed in the statement.</summary>
    public string PrintedPlace { get; init; } = "";

    /// <summary>The home under a pilot decision; null for a service point.</summary>
    public HomePlace? Home { get; init; }

    public override string ToString() => $"Venue {Id}";
}

/// <summary>A home from which somebody takes part under a pilot.</summary>
/// <param name="Address">Where.</param>
/// <param name="Area">The area of the pilot that it lies in.</param>
/// <param name="Decision">The decision that allows it.</param>
public sealed record HomePlace(string Address, string Area, string Decision)
{
    public override string ToString() => "HomePlace";
}

/// <summary>How somebody took notice of the text.</summary>
public enum ReadingWay
{
    Self,
    ReadAloud,
}

/// <summary>What the venue's notary recorded of one participant in an open session.</summary>
/// <param name="Participant">Whom.</param>
/// <param name="PapersShownAt">When papers were shown and compared, or null.</param>
/// <param name="CapacityConfirmedAt">When capacity and free will were confirmed, or null.</param>
/// <param name="Reading">How the text was read.</param>
/// <param name="ReadAt">When, or null.</param>
/// <param name="ReadSha256">Hash of what was read.</param>
/// <param name="Photo">Id of the signing photo in the dossier, or null.</param>
/// <param name="PhotoAt">When it was taken.</param>
public sealed record ParticipantFacts(
    ParticipantId Participant,
    DateTimeOffset? PapersShownAt,
    DateTimeOffset? CapacityConfirmedAt,
    ReadingWay? Reading,
    DateTimeOffset? ReadAt,
    Sha256Digest? ReadSha256,
    string? Photo,
    DateTimeOffset? PhotoAt)
{
    public static ParticipantFacts Of(ParticipantId participant) => new(participant, null, null, null, null, null, null, null);
}

/// <summary>A recorded stretch of a venue's picture and sound.</summary>
/// <param name="Venue">Venue.</param>
/// <param name="From">Start.</param>
/// <param name="Until">End.</param>
/// <param name="Paper">The recording in the dossier.</param>
public sealed record RecordedSpan(string Venue, DateTimeOffset From, DateTimeOffset Until, string Paper)
{
    /// <summary>Hash of the recording itself.</summary>
    public Sha256Digest? MediaSha256 { get; init; }

    /// <summary>Where the recording lies when the dossier holds its reference only; otherwise null.</summary>
    public string? MediaReference { get; init; }
}

/// <summary>The draft that everybody agreed to, from which the document of the session is made.</summary>
public sealed record AgreedDraft(DocumentVersion Draft, IReadOnlyList<DraftAgreement> Agreements);

/// <summary>A session that ended without a document (bỏ phiên): nothing of it counts again.</summary>
/// <param name="Officer">Who ended it.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="At">When it ended.</param>
/// <param name="Number">The number that was voided with it, as printed; null when none was reserved.</param>
public sealed record AbortedSession(string Officer, string Reason, DateTimeOffset OpenedAt, DateTimeOffset At, string? Number)
{
    public override string ToString() => "AbortedSession";
}

/// <summary>A session of a notarised contract with parties in different places (phiên công chứng).</summary>
/// <param name="Lead">The account of the notary who leads.</param>
/// <param name="Venues">At least one.</param>
/// <param name="ScheduledAt">When it shall begin.</param>
/// <param name="OpenedAt">When it was opened, or null.</param>
/// <param name="ClosedAt">When it was closed, or null.</param>
/// <param name="Prevention">The last answer of the prevention list.</param>
/// <param name="Facts">What was recorded, a line per participant.</param>
/// <param name="Recordings">Recorded spans.</param>
/// <param name="MaximumGap">Longest stretch that a venue may be without recording.</param>
public sealed record NotarialSession(
    string Lead,
    IReadOnlyList<Venue> Venues,
    DateTimeOffset ScheduledAt,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    PreventionCheck Prevention,
    IReadOnlyList<ParticipantFacts> Facts,
    IReadOnlyList<RecordedSpan> Recordings,
    TimeSpan MaximumGap)
{
    /// <summary>The agreed draft, from the opening on.</summary>
    public AgreedDraft? Agreed { get; init; }

    /// <summary>To whom the notary reads the text aloud; the statement in the document says the same.</summary>
    public IReadOnlyList<ParticipantId> ReadAloudTo { get; init; } = [];

    /// <summary>How this participant takes notice of the text, as the statement says.</summary>
    public ReadingWay WayOf(ParticipantId participant) => ReadAloudTo.Contains(participant) ? ReadingWay.ReadAloud : ReadingWay.Self;

    /// <summary>The venue with this id, or null.</summary>
    public Venue? FindVenue(string id) => Venues.FirstOrDefault(venue => venue.Id == id);

    /// <summary>The venue where this participant is, or null.</summary>
    public Venue? VenueOf(ParticipantId participant) => Venues.FirstOrDefault(venue => venue.Participants.Contains(participant));

    /// <summary>What is recorded of this participant.</summary>
    public ParticipantFacts FactsOf(ParticipantId participant) => Facts.FirstOrDefault(facts => facts.Participant == participant) ?? ParticipantFacts.Of(participant);

    /// <summary>Replaces the line of one participant.</summary>
    public NotarialSession With(ParticipantFacts facts) => this with { Facts = [.. Facts.Where(old => old.Participant != facts.Participant), facts] };

    public override string ToString() => $"NotarialSession with {Venues.Count} venues";
}
