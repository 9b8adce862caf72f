using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Opening;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>(d) A certificate of marital status; the registers answer, disagree, know nothing or are silent by chance.</summary>
internal sealed class MaritalMachine(Office office) : MachineOffice(office)
{
    private static readonly Dictionary<string, string> NeverMarried = new() { [MaritalFacts.Status] = "never-married" };

    private readonly byte[] _paper = office.Contract();

    public override string Procedure => Office.Marital;

    protected override IReadOnlyList<string> Accounts => ["officer-1", "officer-2"];

    protected override IOfficerDirectory Officers => Office.Officers;

    protected override IServicePointDirectory Points => Office.Points;

    public override Task<CaseId> OpenAsync()
    {
        DeclaredParticipant person = Person("applicant", ParticipantKind.Applicant);
        return OpenAsync(
            [person], ("full-name", person.FullName), ("birth-date", "1999-01-02"), ("sex", "female"), ("ethnicity", "Kinh"), ("nationality", "Việt Nam"),
            ("personal-number", person.PersonalNumber), ("residence", "Số 1 phố Thử Nghiệm"), ("residence-from", "2017-01-02"), ("purpose", "loan"));
    }

    protected override IEnumerable<Move> Own() =>
    [
        Of("request.compose", Office.Portal, a => new Cases.Journeys.Requests.ComposeRequest(Desk, Procedures, Engines, Engines, Head).DoAsync(a.Actor, a.Reference, None)),
        Of("dossier.look-up", First, a =>
        {
            Answer(a);
            return new LookUp(Desk, Procedures, Office.Population, Snapshots).DoAsync(a.Actor, a.Reference, a.Seen.Person, [], None);
        }) with { Weight = 1 },
        Of("status.look-up", First, a =>
        {
            Answer(a);
            return new LookUpStatus(Desk, Procedures, Office.Population, Office.Register, Snapshots).DoAsync(a.Actor, a.Reference, Office.OtherAgency, None);
        }) with { Weight = 4 },
        Of("dossier.add-paper", First, a => new AddPaper(Desk, Procedures).DoAsync(
            a.Actor, a.Reference, a.IsOdd ? "marriage-record" : a.Dice.Next(2) == 0 ? MaritalPapers.AgencyAnswer : MaritalPapers.Pledge, null, _paper, None)) with { Weight = 2 },
        Of("status.record-answer", First, a => new RecordAgencyAnswer(Desk, Procedures).DoAsync(a.Actor, a.Reference, Stated(a, MaritalPapers.AgencyAnswer), None)),
        Of("status.take-pledge", First, a => new TakePledge(Desk, Procedures).DoAsync(a.Actor, a.Reference, Stated(a, MaritalPapers.Pledge), None)),
        Of("certificate.draft", First, a => new DraftCertificate(Desk, Procedures, Engines, Head).DoAsync(a.Actor, a.Reference, a.IsOdd ? "officer-9" : Accounts[0], None)),
        Of("draft.confirm", CitizenOf, a => new ConfirmDraft(Desk).DoAsync(a.Actor, a.Reference, Shown(a), None)),
        Of("draft.report-error", CitizenOf, a => new ReportDraftError(Desk, Points, Procedures).DoAsync(a.Actor, a.Reference, a.IsOdd ? " " : "Sai nơi cư trú.", None)) with { Weight = 2 },
        Of("paper.compose", First, a => new ComposeCertificate(Desk, Procedures, Engines, Engines, Head, Office.Check).DoAsync(a.Actor, a.Reference, Accounts[0], None)),
    ];

    protected override string? NextOwn(Situation seen) => seen.Case switch
    {
        AcceptedCase => "status.look-up",
        InterAgencyCheck c when Has(c, MaritalPapers.AgencyAnswer) => "status.record-answer",
        InterAgencyCheck c when c.DueAt <= seen.Now && Has(c, MaritalPapers.Pledge) => "status.take-pledge",
        InterAgencyCheck => "dossier.add-paper",
        StatusKnown => "certificate.draft",
        CertificateDrafted => "draft.confirm",
        DraftConfirmed => NumberThen("paper.compose", seen),
        _ => null,
    };

    private static Actor CitizenOf(Situation seen) => Office.Citizen(seen.File.Id);

    private static bool Has(InterAgencyCheck current, string need) => current.File.Dossier.Papers.Any(p => p.Need == need && p.At >= current.AskedAt);

    private static StatedStatus Stated(Attempt attempt, string need) => new(
        attempt.Case.File.Dossier.Papers.LastOrDefault(p => p.Need == need)?.Id ?? "d99", attempt.IsOdd ? "divorced" : "never-married", new Dictionary<string, string>());

    /// <summary>What the registers say this time. In half of all cases both know; an odd look-up finds one silent.</summary>
    private void Answer(Attempt attempt)
    {
        int drawn = attempt.Dice.Next(8);
        Office.Population.Next = attempt.IsOdd ? new UnavailableAnswer("timed-out") : drawn == 0 ? new UnknownAnswer("{}"u8.ToArray()) : null;
        Office.Register.Next = drawn switch
        {
            1 => new UnknownAnswer("{}"u8.ToArray()),
            2 => new UnavailableAnswer("unreachable"),
            3 => new FoundAnswer(new Dictionary<string, string>(NeverMarried) { [MaritalFacts.Status] = "married" }, "{}"u8.ToArray()),
            _ => null,
        };
    }
}
