using System.Text.Json.Serialization;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.Retaining;

namespace RemoteVerify.Cases.States;

/// <summary>What a case keeps in every state.</summary>
/// <param name="Id">The case.</param>
/// <param name="Tenant">Whose case it is.</param>
/// <param name="Code">Mã hồ sơ: what people read out; carries no personal data.</param>
/// <param name="ProcedureCode">Code of the procedure.</param>
/// <param name="ProcedureVersion">The version in force when the case was opened.</param>
/// <param name="IsTest">True when the papers must be marked as a trial.</param>
/// <param name="Title">Title of the case.</param>
/// <param name="OpenedBy">The portal's client id, or the account of who opened it at an office or a service point.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Participants">Everybody who must prove who they are and sign.</param>
/// <param name="Version">Grows by one with every saved change.</param>
public sealed record CaseFile(
    CaseId Id,
    TenantId Tenant,
    string Code,
    string ProcedureCode,
    string ProcedureVersion,
    bool IsTest,
    string Title,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    IReadOnlyList<Participant> Participants,
    long Version)
{
    /// <summary>Where the signatures are to be seen; known once the document is attached.</summary>
    public SignaturePlaces Places { get; init; } = SignaturePlaces.None;

    /// <summary>The journey that the procedure's version prescribes.</summary>
    public JourneyKind Journey { get; init; } = JourneyKind.RemoteContract;

    /// <summary>Fields, papers, consents, messages, appointments, payments and the clock.</summary>
    public Dossier Dossier { get; init; } = Dossier.Empty;

    /// <summary>Purposes that a participant must have agreed to before an identity is verified online; from the procedure's version.</summary>
    public IReadOnlyList<string> ConsentsNeeded { get; init; } = [];

    /// <summary>When the case came into each stage.</summary>
    public IReadOnlyList<StageStamp> Stages { get; init; } = [];

    /// <summary>The outer statuses since it was opened, in order; empty while it is a draft.</summary>
    public IReadOnlyList<StatusStamp> Statuses { get; init; } = [];

    /// <summary>Officers with a function in this case.</summary>
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    /// <summary>The request that the applicant signed, where the journey begins with one.</summary>
    public SignedRequest? Request { get; init; }

    /// <summary>The number in the register book, reserved or used; null before one is reserved.</summary>
    public CaseNumber? Number { get; init; }

    /// <summary>
    /// The verification code that the composed paper carries, without separators; null before a paper is composed. Whoever has it may see the
    /// result, so it is nowhere else in clear.
    /// </summary>
    public string? ResultCode { get; init; }

    /// <summary>The stored result that the paper of the case is a copy of; null for every other paper.</summary>
    public PublishedId? CopyOf { get; init; }

    /// <summary>What the paper of the case does to a stored result; null for every case that is no related act.</summary>
    public RelatedActPlan? RelatedAct { get; init; }

    /// <summary>How the copy of <see cref="CopyOf"/> is made; null for every other paper.</summary>
    public CopyPlan? Copy { get; init; }

    /// <summary>That a true original is issued although a stored result would serve; null where nobody stated it.</summary>
    public StatedTrueOriginal? TrueOriginal { get; init; }

    /// <summary>How many of the result may be given out, copies included; null without a limit.</summary>
    public int? MaximumCopies { get; init; }

    /// <summary>Reserved for linked procedures (nhóm thủ tục liên thông); always null until they are built.</summary>
    public string? CaseGroup { get; init; }

    /// <summary>Months that the composed paper is valid from its day of issue; null when it has no end.</summary>
    public int? ResultValidityMonths { get; init; }

    /// <summary>The session of a notarised contract from its scheduling on; null in other journeys.</summary>
    public NotarialSession? Session { get; init; }

    /// <summary>Sessions that were opened and ended without a document, the oldest first.</summary>
    public IReadOnlyList<AbortedSession> AbortedSessions { get; init; } = [];

    /// <summary>The officers who must sign, in this order; empty when only the approving officer does.</summary>
    public IReadOnlyList<OfficerSlot> OfficerSlots { get; init; } = [];

    /// <summary>Holds, restrictions and deletions of the case's data.</summary>
    public CaseRetention Retention { get; init; } = CaseRetention.None;

    /// <summary>Looks of officers at earlier cases of the people of this one.</summary>
    public IReadOnlyList<EarlierCaseLook> EarlierCaseLooks { get; init; } = [];

    /// <summary>What officers took out of the case as one file.</summary>
    public IReadOnlyList<Dossiers.Exporting.DossierExport> Exports { get; init; } = [];

    /// <summary>Officers' signatures on the document so far.</summary>
    public IReadOnlyList<OfficerSignature> OfficerSignatures { get; init; } = [];

    /// <summary>What people said about being told; nothing is sent to who said nothing.</summary>
    public IReadOnlyList<Notifications.NotificationWish> NotificationWishes { get; init; } = [];

    /// <summary>What this person said, or null.</summary>
    public Notifications.NotificationWish? WishOf(ParticipantId participant) => NotificationWishes.FirstOrDefault(wish => wish.Participant == participant);

    /// <summary>Those who must prove who they are, confirm and sign.</summary>
    [JsonIgnore]
    public IEnumerable<Participant> Signers => Participants.Where(participant => participant.Signs);

    /// <summary>True when the account has this function in the case.</summary>
    public bool Has(string officer, OfficerFunction function) => Assignments.Any(a => a.Officer == officer && a.Function == function);

    /// <summary>The participant with this id, or null.</summary>
    public Participant? Find(ParticipantId id) => Participants.FirstOrDefault(p => p.Id == id);

    public override string ToString() => $"CaseFile {Code}";
}
