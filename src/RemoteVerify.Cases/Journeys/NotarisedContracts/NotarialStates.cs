using System.Text.Json.Serialization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>The answer of the prevention list (thông tin ngăn chặn).</summary>
/// <param name="Paper">The look-up's paper in the dossier.</param>
/// <param name="Officer">Who asked.</param>
/// <param name="At">When: it counts on that day only.</param>
public sealed record PreventionCheck(string Paper, string Officer, DateTimeOffset At)
{
    public override string ToString() => $"PreventionCheck {Paper}";
}

/// <summary>A notary leads the transaction (công chứng viên chủ trì).</summary>
public sealed record LeadAssigned(CaseFile File, string Lead) : Case(File), IRefusable
{
    /// <summary>Nothing stands against it.</summary>
    public PreventionCleared Clear(PreventionCheck check) => new(File, Lead, check);

    [JsonIgnore]
    public override string State => "lead-assigned";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.CheckPrevention, Act.AssignLead, .. WorkActs.Common];

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, null, refusal);
}

/// <summary>Nothing on the prevention list stands against it.</summary>
public sealed record PreventionCleared(CaseFile File, string Lead, PreventionCheck Prevention) : Case(File), IRefusable
{
    /// <summary>Gives the draft to the parties.</summary>
    public DraftShared Share(DocumentVersion draft) => new(File, Lead, Prevention, draft, []);

    [JsonIgnore]
    public override string State => "prevention-cleared";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ShareDraft, Act.AssignLead, Act.CheckPrevention, .. WorkActs.Common];

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, null, refusal);
}

/// <summary>That somebody agrees to exactly this draft.</summary>
public sealed record DraftAgreement(ParticipantId Participant, Sha256Digest DraftSha256, DateTimeOffset At);

/// <summary>The draft (dự thảo) is with the parties; an edit takes every agreement back.</summary>
public sealed record DraftShared(
    CaseFile File, string Lead, PreventionCheck Prevention, DocumentVersion Draft, IReadOnlyList<DraftAgreement> Agreements) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "draft-shared";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Draft;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.AgreeToDraft, Act.ShareDraft, Act.ScheduleSession, Act.CheckPrevention, .. WorkActs.Common];

    /// <summary>Notes the agreement of one participant; the hash must be the draft's.</summary>
    public Outcome<DraftShared> Agree(DraftAgreement agreement) => agreement.DraftSha256 == Draft.Sha256
        ? this with { Agreements = [.. Agreements.Where(a => a.Participant != agreement.Participant), agreement] }
        : new Refusal(
            RefusalCode.DocumentHashDiffers,
            "The hash is not the one of the draft as it is now. Show the draft again and agree to what is shown.",
            [.. Allowed.Select(a => a.Code)],
            []);

    /// <summary>Another text: nobody has agreed to it yet. The same text again changes nothing.</summary>
    public DraftShared Edit(DocumentVersion draft) => draft.Sha256 == Draft.Sha256 ? this : this with { Draft = draft, Agreements = [] };

    /// <summary>Sets time, venues and notaries; a refusal while an agreement is missing.</summary>
    public Outcome<SessionScheduled> Schedule(NotarialSession session)
    {
        string[] missing = [.. File.Signers.Where(p => Agreements.All(a => a.Participant != p.Id)).Select(p => p.Id.Value)];
        return missing.Length == 0
            ? new SessionScheduled(File with { Session = session }, Lead, Prevention, Draft, Agreements)
            : new Refusal(RefusalCode.DraftNotAgreed, "Not everybody has agreed to the draft. Wait for them, or talk to them and share another draft.", [.. Allowed.Select(a => a.Code)], missing);
    }

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Draft, refusal);
}

/// <summary>Time, venues and notaries are set.</summary>
public sealed record SessionScheduled(
    CaseFile File, string Lead, PreventionCheck Prevention, DocumentVersion Draft, IReadOnlyList<DraftAgreement> Agreements) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "session-scheduled";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Draft;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReserveNumber, Act.OpenSession, Act.ScheduleSession, Act.ShareDraft, Act.CheckPrevention, .. WorkActs.Common];

    /// <summary>Another text: the session waits for agreements again.</summary>
    public DraftShared Edit(DocumentVersion draft) => new(File with { Session = null }, Lead, Prevention, draft, []);

    /// <summary>Sets time, venues and notaries anew.</summary>
    public SessionScheduled Reschedule(NotarialSession session) => this with { File = File with { Session = session } };

    /// <summary>Opens the session on the final text with number and statement; everybody proves who they are next.</summary>
    public AwaitingIdentity Open(NotarialSession opened, DocumentVersion document, IReadOnlyList<OfficerSlot> slots) => new(
        File with { Session = opened with { Agreed = new AgreedDraft(Draft, Agreements) }, OfficerSlots = slots, OfficerSignatures = [] }, document, []);

    /// <summary>Back from an opened session that ended without a document: plan and agreements stay, everything that happened in it counts no more.</summary>
    public static SessionScheduled Again(CaseFile file, NotarialSession ended, AgreedDraft agreed, AbortedSession aborted) => new(
        file with
        {
            Session = ended with { OpenedAt = null, ClosedAt = null, Facts = [], Recordings = [], Agreed = null, ReadAloudTo = [] },
            AbortedSessions = [.. file.AbortedSessions, aborted],
            Number = null, ResultCode = null, OfficerSlots = [], OfficerSignatures = [], Places = Documents.SignaturePlaces.None,
        },
        ended.Lead, ended.Prevention, agreed.Draft, agreed.Agreements);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Draft, refusal);
}
