using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Tests;

/// <summary>What the journeys of copies need of the office.</summary>
public sealed partial class Office
{
    private static readonly string[] Grounds = ["altered", "damaged", "secret", "unlawful", "not-legalised", "self-made"];

    /// <summary>Every item of the checklist ticked.</summary>
    public static Dictionary<string, bool> AllTicked => Grounds.ToDictionary(id => id, _ => true);

    public static DocumentFonts LoadFonts() =>
        new(new FontFamily(Font("Serif-Regular"), Font("Serif-Bold"), Font("Serif-Italic")), new FontFamily(Font("Sans-Regular"), Font("Sans-Bold")));

    /// <summary>A case of (b) that the office has taken in.</summary>
    public async Task<CaseId> AcceptPaperCopyAsync()
    {
        Outcome<DraftCase> opened = await new OpenCase(Desk, Procedures).DoAsync(
            Portal, new OpenCaseRequest("certified-copy-paper", null, [new DeclaredParticipant(Name, Number, "applicant") { Kind = ParticipantKind.Applicant }]), CancellationToken.None);
        CaseId id = opened.Value.File.Id;
        FieldInput[] fields = [new("full-name", Name), new("personal-number", Number), new("document-name", "Bằng tốt nghiệp"), new("copies", "2")];
        Done(await new SetFields(Desk, Procedures).DoAsync(Portal, id, fields, CancellationToken.None));
        Done(await new SubmitCase(Desk, Procedures).DoAsync(Portal, id, CancellationToken.None));
        Done(await new AcceptCase(Desk, Procedures).DoAsync(Officer, id, CancellationToken.None));
        return id;
    }

    public Task<Outcome<OriginalPresented>> PresentAsync(CaseId id, Actor? officer = null) => new PresentOriginal(Desk, Points).DoAsync(
        officer ?? Officer, id, new PresentedOriginal("desk", "Bằng tốt nghiệp đại học", null), CancellationToken.None);

    public Task<Outcome<OriginalScanned>> ScanAsync(CaseId id, ReadOnlyMemory<byte> pdf, Actor? actor = null) =>
        new TakeScan(Desk, Procedures).DoAsync(actor ?? Officer, id, pdf, CancellationToken.None);

    public Task<Outcome<Case>> CompareAsync(CaseId id, IReadOnlyDictionary<string, bool> answers) =>
        new CompareOriginal(Desk, Procedures).DoAsync(Officer, id, answers, CancellationToken.None);

    public Task<Outcome<PaperPrepared>> ComposePaperCopyAsync(CaseId id, string decidedBy = "officer-1") =>
        new ComposePaperCopy(Desk, Procedures, DossierComposer, Signer, Officers, DossierHead, Check).DoAsync(Officer, id, decidedBy, CancellationToken.None);

    /// <summary>Asks for the fee of the procedure's table and confirms its payment.</summary>
    public async Task<PaymentClaim> PayAsync(CaseId id)
    {
        var asked = Assert.IsType<PaymentRequested>(Done(await new RequestFee(Desk, Procedures).DoAsync(Officer, id, [], CancellationToken.None)));
        PaymentClaim claim = asked.File.Dossier.Payments.Single(p => p.Id == asked.Claim);
        Done(await new ConfirmPayment(Desk).DoAsync(Service, id, claim.Id, claim.AmountVnd, $"BL-{claim.Id}", CancellationToken.None));
        return claim;
    }

    public async Task ReserveAsync(CaseId id) => Done(await new ReserveNumber(Desk, Procedures).DoAsync(Officer, id, CancellationToken.None));

    /// <summary>From the prepared paper to the stored result.</summary>
    public async Task<PublishedBytes> FinishPaperAsync(CaseId id)
    {
        Done(await new ReadDocument(Desk).DoAsync(Officer, id, CancellationToken.None));
        Done(await new ApproveCase(Desk).DoAsync(Officer, id, CancellationToken.None));
        Done(await CountersignAsync(id));
        Done(await Sealing().DoAsync(Seal, id, CancellationToken.None));
        Done(await Timestamping().DoAsync(Seal, id, CancellationToken.None));
        return Done(await new StoreResult(Desk, Seals, Validator).DoAsync(Seal, id, CancellationToken.None));
    }

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.IsDone, outcome.ToString());
        return outcome.Value;
    }

    /// <summary>A case of (c) whose request the applicant signed and the office took in.</summary>
    public async Task<CaseId> AcceptStoredCopyAsync(string output = "electronic")
    {
        Outcome<DraftCase> opened = await new OpenCase(Desk, Procedures).DoAsync(
            Portal, new OpenCaseRequest("certified-copy-stored", null, [new DeclaredParticipant(Name, Number, "applicant") { Kind = ParticipantKind.Applicant }]), CancellationToken.None);
        CaseId id = Done(opened).File.Id;
        Done(await SetAsync(Portal, id, ("full-name", Name), ("personal-number", Number), ("result-type", "Giấy xác nhận"), ("output", output)));
        await SignRequestAsync(id);
        Done(await new AcceptCase(Desk, Procedures).DoAsync(Officer, id, CancellationToken.None));
        return id;
    }

    public Task<Outcome<CopyPlanned>> PlanAsync(CaseId id, CopyRequest request) =>
        new PlanCopy(Desk, Procedures, Validator, Snapshots, DossierHead).DoAsync(Officer, id, request, CancellationToken.None);

    public Task<Outcome<PaperPrepared>> ComposeStoredCopyAsync(CaseId id) =>
        new ComposeStoredCopy(Desk, Procedures, DossierComposer, Signer, Validator, Officers, DossierHead, Check).DoAsync(Officer, id, "officer-1", CancellationToken.None);
}
