using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.States;

/// <summary>Sealed by the organisation; waits for the document timestamp.</summary>
public sealed record OrganisationSealed(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    OfficerSignature Countersignature,
    DateTimeOffset SealedAt)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "organisation-sealed";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.TimestampDocument];

    public Effective Timestamp(DateTimeOffset at, DocumentVersion stamped) =>
        new(File, stamped, Identities, Signatures, Countersignature, SealedAt, at);
}

/// <summary>Signed, countersigned, sealed and timestamped: the document has its effect from <see cref="EffectiveAt"/>.</summary>
public sealed record Effective(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    OfficerSignature Countersignature,
    DateTimeOffset SealedAt,
    DateTimeOffset EffectiveAt)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "effective";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.StoreResult];

    public Completed Store(PublishedId result, DateTimeOffset at) => new(File, Document, Identities, result, EffectiveAt, at);
}

/// <summary>The result is in the repository (kho kết quả) and can be copied and checked.</summary>
public sealed record Completed(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    PublishedId Result,
    DateTimeOffset EffectiveAt,
    DateTimeOffset StoredAt)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "completed";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.Completed;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReadResult, Act.IssueCopy, Act.ComposeReport];
}

/// <summary>The officer's refusal in writing (từ chối, nêu rõ lý do).</summary>
/// <param name="Officer">Account.</param>
/// <param name="Code">Reason code of the agency's list.</param>
/// <param name="Reason">The written reason.</param>
/// <param name="At">When.</param>
public sealed record CaseRefusal(string Officer, string Code, string Reason, DateTimeOffset At)
{
    public override string ToString() => $"CaseRefusal {Code}";
}

/// <summary>Ended by the officer's refusal.</summary>
public sealed record RefusedCase(CaseFile File, DocumentVersion? Document, CaseRefusal Refusal) : Case(File)
{
    [JsonIgnore]
    public override string State => "refused";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.NotAccepted;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [];

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Document;
}
