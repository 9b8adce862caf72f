using System.Text.Json.Serialization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>What the statement about somebody's marital status rests on.</summary>
public enum StatusBasis
{
    /// <summary>The own register and the population database agree.</summary>
    Register,

    /// <summary>Another agency answered within three working days (Circular 04/2020).</summary>
    OtherAgency,

    /// <summary>Nobody could answer in time: the person's written pledge.</summary>
    Pledge,
}

/// <summary>The status to be certified.</summary>
/// <param name="Phrase">Id of the fixed phrase of the procedure's version.</param>
/// <param name="Values">Values of the phrase's fields.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Papers">Ids of the dossier's papers that show it.</param>
/// <param name="Officer">Who established it.</param>
/// <param name="At">When.</param>
public sealed record MaritalStatus(
    string Phrase, IReadOnlyDictionary<string, string> Values, StatusBasis Basis, IReadOnlyList<string> Papers, string Officer, DateTimeOffset At)
{
    public override string ToString() => $"MaritalStatus ({Basis})";
}

/// <summary>The registers don't answer the question; another agency was asked and the clock stands still.</summary>
/// <param name="File">The case.</param>
/// <param name="Agency">Who was asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="DueAt">After this the person's pledge may take the answer's place.</param>
public sealed record InterAgencyCheck(CaseFile File, string Agency, DateTimeOffset AskedAt, DateTimeOffset DueAt) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "inter-agency-check";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => File.Request?.Document;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.RecordAgencyAnswer, Act.TakePledge, .. WorkActs.Common];

    public static InterAgencyCheck From(Case current, string agency, DateTimeOffset at, DateTimeOffset dueAt) => new(
        current.File with { Dossier = current.File.Dossier with { Clock = current.File.Dossier.Clock.Stop(ClockStop.OtherAgency, at) } }, agency, at, dueAt);

    public StatusKnown Know(MaritalStatus status) => new(
        File with { Dossier = File.Dossier with { Clock = File.Dossier.Clock.Resume(status.At) } }, status);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, CurrentDocument, refusal);
}

/// <summary>The status is established; the certificate can be drafted.</summary>
public sealed record StatusKnown(CaseFile File, MaritalStatus Marital) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "status-known";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => File.Request?.Document;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.DraftCertificate, Act.LookUpStatus, .. WorkActs.Common];

    public CertificateDrafted Draft(DocumentVersion draft, DateTimeOffset dueAt) => new(File, Marital, draft, dueAt);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, CurrentDocument, refusal);
}

/// <summary>The applicant looks at the draft and confirms it, or says what is wrong (about one day).</summary>
public sealed record CertificateDrafted(CaseFile File, MaritalStatus Marital, DocumentVersion Draft, DateTimeOffset DueAt) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "certificate-drafted";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Draft;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ConfirmDraft, Act.ReportDraftError, Act.ExpireCase, .. WorkActs.Common];

    /// <summary>The applicant agrees to exactly this draft.</summary>
    public Outcome<DraftConfirmed> Confirm(ContentConfirmation confirmation) => confirmation.DocumentSha256 == Draft.Sha256
        ? new DraftConfirmed(File, Marital, Draft, confirmation)
        : new Refusal(
            RefusalCode.DocumentHashDiffers,
            "The confirmed hash is not the one of the draft as it is now. Show the draft again and confirm what is shown.",
            [.. Allowed.Select(a => a.Code)],
            []);

    /// <summary>Something is wrong: the status is looked at again.</summary>
    public StatusKnown Correct() => new(File, Marital);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Draft, refusal);
}

/// <summary>Confirmed by the applicant; the certificate is composed with its number.</summary>
public sealed record DraftConfirmed(CaseFile File, MaritalStatus Marital, DocumentVersion Draft, ContentConfirmation Confirmation) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "draft-confirmed";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Draft;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReserveNumber, Act.ComposePaper, .. WorkActs.Common];

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Draft, refusal);
}
