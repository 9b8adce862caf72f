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
    public override CaseStage Stage => CaseStage.Approve;

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
    public override CaseStage Stage => CaseStage.Approve;

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
    public override CaseStage Stage => CaseStage.Return;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.DeliverResult, Act.ReadResult, Act.IssueCopy, Act.ComposeReport];

    public ResultDelivered Deliver(Delivery delivery) => new(File, Document, Identities, Result, EffectiveAt, StoredAt, delivery);
}

/// <summary>How the result came to the citizen (trả kết quả).</summary>
public enum DeliveryWay
{
    /// <summary>Into the person's own store.</summary>
    Online,

    /// <summary>Printed and handed over at a service point.</summary>
    AtServicePoint,

    /// <summary>By post.</summary>
    ByPost,
}

/// <param name="Way">How.</param>
/// <param name="By">The account or client that delivered it.</param>
/// <param name="At">When.</param>
public sealed record Delivery(DeliveryWay Way, string By, DateTimeOffset At)
{
    public override string ToString() => $"Delivery {Way}";
}

/// <summary>The citizen has the result (đã trả kết quả).</summary>
public sealed record ResultDelivered(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    PublishedId Result,
    DateTimeOffset EffectiveAt,
    DateTimeOffset StoredAt,
    Delivery Delivery)
    : CaseWithDocument(File, Document, Identities)
{
    [JsonIgnore]
    public override string State => "result-delivered";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.ResultDelivered;

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Return;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReadResult, Act.IssueCopy, Act.ComposeReport];
}
