using System.Text;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Opening;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>(c) A copy from a stored result.</summary>
internal sealed class StoredCopyMachine(Office office) : MachineOffice(office)
{
    private const string Kind = "marital-certificate";

    private readonly byte[] _result = office.Contract();

    public override string Procedure => "certified-copy-stored";

    protected override IReadOnlyList<string> Accounts => ["officer-1", "officer-2"];

    protected override IOfficerDirectory Officers => Office.Officers;

    protected override IServicePointDirectory Points => Office.Points;

    /// <summary>A draft of a person for whom a result is stored.</summary>
    public override async Task<CaseId> OpenAsync()
    {
        DeclaredParticipant person = Person("applicant", ParticipantKind.Applicant);
        await AddResultAsync(person);
        return await OpenAsync([person], ("full-name", person.FullName), ("personal-number", person.PersonalNumber), ("result-type", "Giấy xác nhận"), ("output", "electronic"));
    }

    protected override IEnumerable<Move> Own() =>
    [
        Of("request.compose", Office.Portal, a => new Cases.Journeys.Requests.ComposeRequest(Desk, Procedures, Engines, Engines, Head).DoAsync(a.Actor, a.Reference, None)),
        Of("copy.plan", First, a => new PlanCopy(Desk, Procedures, Engines, Snapshots, Head)
            .DoAsync(a.Actor, a.Reference, new CopyRequest(null, null, a.IsOdd ? "no-such-kind" : Kind, CopyRoad.SaoY, [], null), None)) with { Weight = 4 },
        Of("paper.compose", First, a => new ComposeStoredCopy(Desk, Procedures, Engines, Engines, Engines, Officers, Head, Office.Check)
            .DoAsync(a.Actor, a.Reference, a.IsOdd ? "officer-9" : Accounts[0], None)),
    ];

    protected override string? NextOwn(Situation seen) => seen.Case switch
    {
        AcceptedCase => "copy.plan",
        CopyPlanned => NumberThen("paper.compose", seen),
        _ => null,
    };

    private async Task AddResultAsync(DeclaredParticipant person)
    {
        DateTimeOffset now = Office.Clock.GetUtcNow();
        OrganisationSealKey seal = Office.Seals.For(Office.Tenant);
        byte[] text = [.. _result, .. Encoding.UTF8.GetBytes($"\n% result of {person.PersonalNumber}\n")];
        ReadOnlyMemory<byte> pdf = Office.Done(await Engines.SignAsync(text, new SignatureOrder(SlotNames.Seal, seal.Organisation, "Kết quả", null, now, []), seal.Key, None));
        CaseId scope = CaseId.New(now);
        VerificationCode code = VerificationCode.New();
        await using IUnitOfWork unit = await Office.Storage.BeginAsync(None);
        BlobId blob = await unit.Blobs.PutAsync(Office.Tenant, scope, DataClass.Published, pdf, None);
        var document = new PublishedDocument(
            PublishedId.New(now), Office.Tenant, scope, PublishedKind.Result, code.Sha256, code.Plain, Sha256Digest.Of(pdf.Span), blob, "Giấy xác nhận", Office.SealName, true, null, now, null)
        {
            Type = Kind, Number = "12/UBND-XNTTHN", Owners = [new ResultOwner(person.PersonalNumber, person.FullName)], Provenance = ResultProvenance.Digitised,
        };
        await unit.Published.AddAsync(document, None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }
}
