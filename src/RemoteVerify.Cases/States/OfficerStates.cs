using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.States;

/// <summary>All participants signed; the officer looks at the evidence and decides.</summary>
public sealed record ParticipantsSigned(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    IReadOnlyList<EvidenceView> Views)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "participants-signed";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ViewEvidence, Act.ApproveCase, Act.RefuseCase];

    /// <summary>Notes that an officer saw the evidence of one verification.</summary>
    public ParticipantsSigned View(EvidenceView view) => this with { Views = [.. Views, view] };

    /// <summary>Approves; only an officer who saw the evidence of every participant may.</summary>
    public Outcome<Approved> Approve(Approval approval)
    {
        string[] unseen =
        [
            .. Identities
                .Where(i => !Views.Any(v => v.Officer == approval.Officer && v.Verification == i.Verification))
                .Select(i => i.Verification.ToString()),
        ];
        return unseen.Length == 0
            ? new Approved(File, Document, Identities, Signatures, approval)
            : new Refusal(
                RefusalCode.EvidenceNotViewed,
                "You have not looked at the evidence of every participant. View it, then approve.",
                [.. Allowed.Select(a => a.Code)],
                unseen);
    }

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>Approved; waits for the officer's countersignature.</summary>
public sealed record Approved(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    Approval Approval)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "approved";

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
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "countersignature-prepared";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.FinaliseCountersignature, Act.PrepareCountersignature, Act.RefuseCase];

    /// <summary>Prepares anew (another certificate, or the first one ran out).</summary>
    public CountersignaturePrepared Prepare(PendingCountersignature pending) => this with { Pending = pending };

    public Countersigned Finalise(OfficerSignature signature, DocumentVersion signed) =>
        new(File, signed, Identities, Signatures, Approval, signature);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>Countersigned; waits for the organisation's seal.</summary>
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
    public override IReadOnlyList<Act> Allowed => [Act.SealDocument];

    public OrganisationSealed Seal(DateTimeOffset at, DocumentVersion signed) =>
        new(File, signed, Identities, Signatures, Countersignature, at);
}
