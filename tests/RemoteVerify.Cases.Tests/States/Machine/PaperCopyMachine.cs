using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Tests.Journeys.PaperCopies;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>(b) A certified copy from a paper original.</summary>
internal sealed class PaperCopyMachine(Office office) : MachineOffice(office)
{
    private static readonly byte[] Scan = ScanFile.Good();

    public override string Procedure => "certified-copy-paper";

    protected override IReadOnlyList<string> Accounts => ["officer-1", "officer-2"];

    protected override IOfficerDirectory Officers => Office.Officers;

    protected override IServicePointDirectory Points => Office.Points;

    public override Task<CaseId> OpenAsync()
    {
        DeclaredParticipant person = Person("applicant", ParticipantKind.Applicant);
        return OpenAsync([person], ("full-name", person.FullName), ("personal-number", person.PersonalNumber), ("document-name", "Bằng tốt nghiệp"), ("copies", "1"));
    }

    protected override IEnumerable<Move> Own() =>
    [
        Of("original.present", seen => seen.Case is AcceptedCase ? First : Holder(seen), a => new PresentOriginal(Desk, Points).DoAsync(
            a.Actor, a.Reference, new PresentedOriginal(a.IsOdd ? "nowhere" : "desk", "Bằng tốt nghiệp đại học", null), None)) with { Weight = 3 },
        Of("original.scan", Holder, a => new TakeScan(Desk, Procedures).DoAsync(a.Actor, a.Reference, a.IsOdd ? Scan.AsMemory(0, 200) : Scan, None)),
        Of("original.compare", Holder, a => new CompareOriginal(Desk, Procedures).DoAsync(
            a.Actor, a.Reference, a.IsOdd ? new Dictionary<string, bool>(Office.AllTicked) { ["altered"] = false } : Office.AllTicked, None)),
        Of("paper.compose", First, a => new ComposePaperCopy(Desk, Procedures, Engines, Engines, Officers, Head, Office.Check)
            .DoAsync(a.Actor, a.Reference, a.IsOdd ? "officer-9" : Accounts[0], None)),
    ];

    protected override string? NextOwn(Situation seen) => seen.Case switch
    {
        AcceptedCase => "original.present",
        OriginalPresented => "original.scan",
        OriginalScanned => "original.compare",
        OriginalCompared => NumberThen("paper.compose", seen),
        _ => null,
    };

    /// <summary>The officer who has the original in hand.</summary>
    private Actor Holder(Situation seen) => seen.Case switch
    {
        OriginalPresented c => Officer(c.Presentation.Officer),
        OriginalScanned c => Officer(c.Presentation.Officer),
        _ => First,
    };
}
