using System.Text.Json.Serialization;
using RemoteVerify.Cases.Journeys;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Signing;

namespace RemoteVerify.Cases.States;

/// <summary>All participants signed; the officer looks at the evidence and decides.</summary>
public sealed record ParticipantsSigned(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    IReadOnlyList<EvidenceView> Views)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "participants-signed";

    [JsonIgnore]
    public override CaseStatus Status => IsRequest ? CaseStatus.Submitted : CaseStatus.InProgress;

    [JsonIgnore]
    public override CaseStage Stage => IsRequest ? CaseStage.Receive : CaseStage.Approve;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => IsRequest
        ? [Act.ViewEvidence, Act.AcceptCase, Act.RequestSupplement, Act.RequestWithdrawal, Act.RefuseCase]
        : [Act.ViewEvidence, Act.ApproveCase, .. SessionActs.Of(File), Act.RefuseCase];

    /// <summary>True when what was signed is a request, which the office takes in, and not the document itself.</summary>
    [JsonIgnore]
    public bool IsRequest => JourneyActs.BeginsWithRequest(File.Journey);

    /// <summary>Notes that an officer saw the evidence of one verification.</summary>
    public ParticipantsSigned View(EvidenceView view) => this with { Views = [.. Views, view] };

    /// <summary>Approves; only an officer who saw the evidence of every participant may, and of a session only when nothing of it is missing.</summary>
    public Outcome<Approved> Approve(Approval approval)
    {
        if (File.Session is { } session && session.Lead != approval.Officer)
        {
            return SessionRules.NotAssigned("The notary who leads the session approves.");
        }

        if (Unseen(approval.Officer) is { } unseen)
        {
            return unseen;
        }

        return SessionRules.NotComplete(File, Signatures) is { } missing
            ? missing
            : new Approved(File, Document, Identities, Signatures, approval);
    }

    /// <summary>Takes the request in: the time limit runs from here.</summary>
    public Outcome<AcceptedCase> Accept(string officer, DateTimeOffset at) => Unseen(officer) is { } unseen
        ? unseen
        : new AcceptedCase(File with
        {
            Request = new SignedRequest(Document, Identities, Signatures),
            Dossier = File.Dossier with { Clock = File.Dossier.Clock.Start(at) },
        });

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);

    private Refusal? Unseen(string officer)
    {
        string[] unseen =
        [
            .. Identities
                .Where(i => !Views.Any(v => v.Officer == officer && v.Verification == i.Verification))
                .Select(i => i.Verification.ToString()),
        ];
        return unseen.Length == 0
            ? null
            : new Refusal(
                RefusalCode.EvidenceNotViewed,
                "You have not looked at the evidence of every participant. View it, then go on.",
                [.. Allowed.Select(a => a.Code)],
                unseen);
    }
}

/// <summary>The paper is composed, with its number; whoever decides looks at it and approves.</summary>
/// <param name="File">The case.</param>
/// <param name="Document">The composed paper with empty signature fields.</param>
/// <param name="Identities">Proofs of the request, if any.</param>
/// <param name="PreparedBy">The officer who prepared it.</param>
/// <param name="SeenBy">Officers who read exactly this paper.</param>
public sealed record PaperPrepared(
    CaseFile File, DocumentVersion Document, IReadOnlyList<IdentityProof> Identities, string PreparedBy, IReadOnlyList<string> SeenBy)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "paper-prepared";

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Approve;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReadDocument, Act.ApproveCase, Act.RefuseCase];

    /// <summary>Notes that an officer read the paper.</summary>
    public PaperPrepared See(string officer) => SeenBy.Contains(officer) ? this : this with { SeenBy = [.. SeenBy, officer] };

    /// <summary>Approves; only an officer who read the paper may, and where the paper names who signs, only one of those.</summary>
    public Outcome<Approved> Approve(Approval approval)
    {
        if (File.OfficerSlots.Count > 0 && File.OfficerSlots.All(slot => slot.Officer != approval.Officer))
        {
            return new Refusal(
                RefusalCode.ActorNotAssigned, "The paper names another officer, who decides and signs. Ask them, or refuse the case.", [.. Allowed.Select(a => a.Code)], []);
        }

        return SeenBy.Contains(approval.Officer)
            ? new Approved(File, Document, Identities, File.Request?.Signatures ?? [], approval)
            : new Refusal(RefusalCode.PaperNotRead, "You have not read the prepared paper. Read the document of the case, then approve.", [.. Allowed.Select(a => a.Code)], []);
    }

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>Approved; waits for the signature of the officer, or of the next of several officers.</summary>
public sealed record Approved(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    Approval Approval)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "approved";

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Approve;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.PrepareCountersignature, Act.RefuseCase];

    public CountersignaturePrepared Prepare(PendingCountersignature pending) =>
        new(File, Document, Identities, Signatures, Approval, pending);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>The hash to sign is with the officer's client.</summary>
public sealed record CountersignaturePrepared(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    Approval Approval,
    PendingCountersignature Pending)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "countersignature-prepared";

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Approve;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.FinaliseCountersignature, Act.PrepareCountersignature, Act.RefuseCase];

    /// <summary>Prepares anew (another certificate, or the first one ran out).</summary>
    public CountersignaturePrepared Prepare(PendingCountersignature pending) => this with { Pending = pending };

    /// <summary>Takes the signature; the case waits for the next officer, or after the last for the seal.</summary>
    public CaseWithDocument Finalise(OfficerSignature signature, DocumentVersion signed)
    {
        CaseFile file = File with { OfficerSignatures = [.. File.OfficerSignatures, signature] };
        return OfficerOrder.Next(file, Approval) is null
            ? new Countersigned(file, signed, Identities, Signatures, Approval, signature)
            : new Approved(file, signed, Identities, Signatures, Approval);
    }

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>Which officer signs next.</summary>
public static class OfficerOrder
{
    /// <summary>The next slot, or null when every officer signed. Without named slots the approving officer signs the one there is.</summary>
    public static OfficerSlot? Next(CaseFile file, Approval approval)
    {
        IReadOnlyList<OfficerSlot> slots = file.OfficerSlots.Count > 0
            ? file.OfficerSlots
            : [new OfficerSlot(SlotNames.Countersignature, approval.Officer, OfficerFunction.Decides)];
        return slots.FirstOrDefault(slot => !file.OfficerSignatures.Any(signature => signature.Slot == slot.Slot));
    }
}

/// <summary>Signed by every officer; waits for the organisation's seal.</summary>
public sealed record Countersigned(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    Approval Approval,
    OfficerSignature Countersignature)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "countersigned";

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Approve;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.SealDocument];

    public OrganisationSealed Seal(DateTimeOffset at, DocumentVersion signed) =>
        new(File, signed, Identities, Signatures, Countersignature, at);
}
