using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>(a) A notarised contract of two parties at two venues, each with its notary.</summary>
internal sealed class NotarisedMachine(Office office) : MachineOffice(office)
{
    private const string Lead = NotaryDesk.Lead, Second = NotaryDesk.Second;

    private readonly NotaryDesk.PreventionDouble _list = new();
    private readonly PreventionAnswer _nothing = new NotaryDesk.PreventionDouble().Answer;
    private readonly byte[] _draft = office.Contract();
    private int _texts;
    private int _films;

    public override string Procedure => "notarised-contract";

    protected override IReadOnlyList<string> Accounts => [Lead, Second, NotaryDesk.Third];

    protected override IOfficerDirectory Officers { get; } = new NotaryDesk.Notaries();

    protected override IServicePointDirectory Points { get; } = new NotaryDesk.Places();

    public override async Task<CaseId> OpenAsync()
    {
        DeclaredParticipant[] people = [Person("party-a", ParticipantKind.Party), Person("party-b", ParticipantKind.Party)];
        CaseId id = await OpenAsync(
            people, ("transaction", "land-transfer"), ("full-name", people[0].FullName), ("personal-number", people[0].PersonalNumber), ("residence", "Số 1 Đường Thử Nghiệm"), ("asset", "Thửa đất số 12"), ("value-vnd", "2500000000"));
        Office.Done(await new AddPaper(Desk, Procedures).DoAsync(Office.Portal, id, "draft", null, _draft, None));
        return id;
    }

    protected override Actor Viewer(Situation seen) => Officer(Lead);

    protected override Actor Approver(Situation seen) => Officer(Lead);

    protected override IEnumerable<Move> Own() =>
    [
        Of("lead.assign", First, a => new AssignLead(Desk, Officers).DoAsync(a.Actor, a.Reference, a.IsOdd ? "nobody" : Lead, None)) with { Weight = 2 },
        Of("prevention.check", LeadOf, a =>
        {
            _list.Answer = !a.IsOdd ? _nothing
                : a.Dice.Next(3) > 0 ? new PreventionAnswer.NotAvailable("timed-out")
                : new PreventionAnswer.Answered("Sở Tư pháp", "Cơ sở dữ liệu công chứng", "{}"u8.ToArray(), [new PreventionNotice("N1", "Cơ quan thi hành án", new DateOnly(2026, 1, 2), "Tạm dừng")]);
            return new CheckPrevention(Desk, Procedures, _list, Engines, Head).DoAsync(a.Actor, a.Reference, None);
        }) with { Weight = 3 },
        Of("draft.share", LeadOf, a => new ShareDraft(Desk, Procedures, Engines).DoAsync(a.Actor, a.Reference, Text(a), None)) with { Weight = 2 },
        Of("draft.agree", Party, a => new AgreeToDraft(Desk).DoAsync(a.Actor, a.Reference, Shown(a), None)),
        Of("session.schedule", LeadOf, a => new ScheduleSession(Desk, Procedures, Officers, Points).DoAsync(a.Actor, a.Reference, Plan(a), None)) with { Weight = 2 },
        Of("session.open", LeadOf, a => new OpenSession(Desk, Procedures, Engines, Engines, Officers, Points, Head, Office.Seals, Office.Check)
            .DoAsync(a.Actor, a.Reference, a.IsOdd ? NotaryDesk.Ids("p7") : [], None)),
        Of("session.papers-shown", VenueNotary, a => new RecordPapersShown(Desk, Procedures).DoAsync(
            a.Actor, a.Reference, a.Seen.Person, a.IsOdd ? new ConvertedPaper("no-such-paper", _draft) : null, None)),
        Of("session.capacity", VenueNotary, a => new ConfirmCapacity(Desk).DoAsync(a.Actor, a.Reference, a.Seen.Person, None)),
        Of("session.reading", VenueNotary, a => new RecordReading(Desk).DoAsync(a.Actor, a.Reference, a.Seen.Person, ReadingWay.Self, Shown(a), None)),
        Of("session.photo", PhotoNotary, a => new TakeSigningPhoto(Desk).DoAsync(
            a.Actor, a.Reference, [WithoutPhoto(a.Seen)?.Id ?? a.Seen.Person], a.IsOdd ? NotaryDesk.Photo.AsMemory(0, 900) : NotaryDesk.Photo, null, None)),
        Of("session.recording", RecordingNotary, AddAsync) with { Weight = 3 },
        Of("session.close", LeadOf, a => new CloseSession(Desk, Procedures).DoAsync(a.Actor, a.Reference, None)),
        Of("session.abort", LeadOf, a => new AbortSession(Desk).DoAsync(a.Actor, a.Reference, a.IsOdd ? " " : "Đường truyền bị ngắt", None)) with { Weight = 1 },
    ];

    protected override string? NextOwn(Situation seen) => seen.Case switch
    {
        AcceptedCase => "lead.assign",
        LeadAssigned => "prevention.check",
        PreventionCleared => "draft.share",
        DraftShared c => c.Agreements.Count == 2 ? "session.schedule" : "draft.agree",
        SessionScheduled c => !SessionRules.IsOfTheDay(c.Prevention, seen.Now) ? "prevention.check" : NumberThen("session.open", seen),
        AwaitingConfirmation or ContentConfirmed or ParticipantsSigned => NextOfSession(seen, seen.File.Session!),
        _ => null,
    };

    /// <summary>What is recorded in the session before the next signature; null while the people themselves are next.</summary>
    private static string? NextOfSession(Situation seen, NotarialSession session)
    {
        IReadOnlyList<ParticipantSignature> signatures = Signatures(seen.Case);
        if (session.ClosedAt is null && WithoutPhoto(seen) is { } signed)
        {
            return SessionRules.IsOfTheSigning(seen.Now, signatures.First(s => s.Participant == signed.Id).SignedAt) ? "session.photo" : "session.abort";
        }

        if (seen.Case is ParticipantsSigned)
        {
            return session.ClosedAt is null ? "session.close"
                : session.Venues.Any(v => SessionRules.LongestGap(session, v.Id) > session.MaximumGap) ? "session.recording"
                : null;
        }

        ParticipantFacts facts = session.FactsOf(seen.Person);
        return ((CaseWithDocument)seen.Case).IdentityOf(seen.Person) is { } proof && proof.HasRunOut(new Cases.Verifying.VerificationPolicy(), seen.Now) ? null
            : facts.PapersShownAt is null ? "session.papers-shown"
            : facts.CapacityConfirmedAt is null ? "session.capacity"
            : facts.ReadSha256 != seen.Case.CurrentDocument!.Sha256 ? "session.reading"
            : null;
    }

    private static IReadOnlyList<ParticipantSignature> Signatures(Case current) => current switch
    {
        AwaitingConfirmation c => c.Signatures,
        ContentConfirmed c => c.Signatures,
        ParticipantsSigned c => c.Signatures,
        _ => [],
    };

    /// <summary>Somebody who signed and was not photographed yet.</summary>
    private static Participant? WithoutPhoto(Situation seen) => seen.File.Session is { } session
        ? seen.File.Signers.FirstOrDefault(p => Signatures(seen.Case).Any(s => s.Participant == p.Id) && session.FactsOf(p.Id).Photo is null)
        : null;

    private static Actor Party(Situation seen) => Office.Citizen(seen.File.Id, seen.Person.Value);

    private static Actor LeadOf(Situation seen) => Officer(Lead);

    private static Actor NotaryOf(Situation seen, ParticipantId person) => Officer(seen.File.Session?.VenueOf(person)?.Notary ?? Lead);

    private static Actor VenueNotary(Situation seen) => NotaryOf(seen, seen.Person);

    private static Actor PhotoNotary(Situation seen) => NotaryOf(seen, WithoutPhoto(seen)?.Id ?? seen.Person);

    private static Actor RecordingNotary(Situation seen) => Officer(VenueWithGap(seen)?.Notary ?? Lead);

    private static Venue? VenueWithGap(Situation seen) =>
        seen.File.Session is { } session ? session.Venues.FirstOrDefault(v => SessionRules.LongestGap(session, v.Id) > session.MaximumGap) ?? session.Venues[0] : null;

    /// <summary>An edited text takes agreements back; an odd one is the same text again.</summary>
    private byte[] Text(Attempt attempt) => System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 draft {(attempt.IsOdd ? _texts : ++_texts)}");

    private static SessionPlan Plan(Attempt attempt) => new(
        attempt.Seen.Now.AddHours(1),
        [new("room-1", null, Lead, NotaryDesk.Ids("p1")), new(attempt.IsOdd ? "nowhere" : "room-2", null, Second, NotaryDesk.Ids("p2"))]);

    /// <summary>The whole session of one venue, or while it is open the part so far.</summary>
    private Task<Outcome<RecordedSpan>> AddAsync(Attempt attempt)
    {
        NotarialSession? session = attempt.Case.File.Session;
        DateTimeOffset until = session?.ClosedAt ?? attempt.Seen.Now;
        DateTimeOffset from = session?.Recordings.Where(r => r.Venue == VenueWithGap(attempt.Seen)?.Id).Select(r => (DateTimeOffset?)r.Until).Max() ?? session?.OpenedAt ?? until;
        byte[] film = System.Text.Encoding.UTF8.GetBytes($"film {(attempt.IsOdd ? 0 : ++_films)}");
        return new AddRecording(Desk).DoAsync(attempt.Actor, attempt.Reference, VenueWithGap(attempt.Seen)?.Id ?? "v1", from, until, SessionMedia.Of(film, "video/webm"), None);
    }
}
