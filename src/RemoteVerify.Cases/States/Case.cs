using System.Text.Json.Serialization;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Results.RelatedActs;

namespace RemoteVerify.Cases.States;

/// <summary>The outer status, with the codes of the national portal (EGOV 5.2).</summary>
public enum CaseStatus
{
    Draft = 0,
    Submitted = 1,
    Accepted = 2,
    NotAccepted = 3,
    InProgress = 4,
    SupplementRequested = 5,
    PaymentRequested = 6,
    WithdrawalRequested = 7,
    Stopped = 8,
    Completed = 9,
    ResultDelivered = 10,
}

/// <summary>
/// A case (hồ sơ) in one of a closed set of states. A transition is a method of the state that allows it, so what is
/// not allowed can't be written down; <see cref="Allowed"/> names the same acts for people.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(DraftCase), "draft")]
[JsonDerivedType(typeof(SubmittedCase), "submitted")]
[JsonDerivedType(typeof(SupplementRequested), "supplement-requested")]
[JsonDerivedType(typeof(PaymentRequested), "payment-requested")]
[JsonDerivedType(typeof(WithdrawalRequested), "withdrawal-requested")]
[JsonDerivedType(typeof(AcceptedCase), "accepted")]
[JsonDerivedType(typeof(LeadAssigned), "lead-assigned")]
[JsonDerivedType(typeof(PreventionCleared), "prevention-cleared")]
[JsonDerivedType(typeof(DraftShared), "draft-shared")]
[JsonDerivedType(typeof(SessionScheduled), "session-scheduled")]
[JsonDerivedType(typeof(OriginalPresented), "original-presented")]
[JsonDerivedType(typeof(OriginalScanned), "original-scanned")]
[JsonDerivedType(typeof(OriginalCompared), "original-compared")]
[JsonDerivedType(typeof(CopyPlanned), "copy-planned")]
[JsonDerivedType(typeof(InterAgencyCheck), "inter-agency-check")]
[JsonDerivedType(typeof(StatusKnown), "status-known")]
[JsonDerivedType(typeof(CertificateDrafted), "certificate-drafted")]
[JsonDerivedType(typeof(DraftConfirmed), "draft-confirmed")]
[JsonDerivedType(typeof(RelatedActBegun), "related-act-begun")]
[JsonDerivedType(typeof(PaperPrepared), "paper-prepared")]
[JsonDerivedType(typeof(AwaitingIdentity), "awaiting-identity")]
[JsonDerivedType(typeof(IdentityWithOfficer), "identity-with-officer")]
[JsonDerivedType(typeof(AwaitingConfirmation), "awaiting-confirmation")]
[JsonDerivedType(typeof(ContentConfirmed), "content-confirmed")]
[JsonDerivedType(typeof(ParticipantsSigned), "participants-signed")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(CountersignaturePrepared), "countersignature-prepared")]
[JsonDerivedType(typeof(Countersigned), "countersigned")]
[JsonDerivedType(typeof(OrganisationSealed), "organisation-sealed")]
[JsonDerivedType(typeof(Effective), "effective")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(ResultDelivered), "result-delivered")]
[JsonDerivedType(typeof(RefusedCase), "refused")]
[JsonDerivedType(typeof(ContestedCase), "contested")]
[JsonDerivedType(typeof(StoppedCase), "stopped")]
[JsonDerivedType(typeof(ExpiredCase), "expired")]
public abstract record Case(CaseFile File)
{
    /// <summary>The stable name of the state, as stored and as shown over HTTP.</summary>
    [JsonIgnore]
    public abstract string State { get; }

    /// <summary>The outer status for portals.</summary>
    [JsonIgnore]
    public virtual CaseStatus Status => CaseStatus.InProgress;

    /// <summary>Which of the four stages the state belongs to.</summary>
    [JsonIgnore]
    public virtual CaseStage Stage => CaseStage.Appraise;

    /// <summary>The acts that change the case from here.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<Act> Allowed { get; }

    /// <summary>The document as it is now; null before one is attached.</summary>
    [JsonIgnore]
    public virtual DocumentVersion? CurrentDocument => null;

    /// <summary>The refusal for an act that this state doesn't know.</summary>
    public Refusal NotAllowed(Act act) => new(
        RefusalCode.CaseActionNotAllowed,
        $"The case is in state '{State}', which doesn't allow '{act.Code}'. Do one of the allowed actions first.",
        [.. Allowed.Select(a => a.Code)],
        []);

    public sealed override string ToString() => $"Case {File.Code} ({State})";
}

/// <summary>A state that an officer may end by a refusal in writing.</summary>
public interface IRefusable
{
    /// <summary>Ends the case with a written reason.</summary>
    RefusedCase Refuse(CaseRefusal refusal);
}

/// <summary>A case that has a document.</summary>
public abstract record CaseWithDocument(CaseFile File, DocumentVersion Document, IReadOnlyList<IdentityProof> Identities) : Case(File)
{
    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Document;

    /// <summary>True when this participant has signed the document.</summary>
    public bool HasSigned(ParticipantId participant) => this switch
    {
        AwaitingConfirmation c => c.Signatures.Any(s => s.Participant == participant),
        ContentConfirmed c => c.Signatures.Any(s => s.Participant == participant),
        AwaitingIdentity or IdentityWithOfficer => false,
        _ => true,
    };

    /// <summary>The proof of this participant's identity, or null.</summary>
    public IdentityProof? IdentityOf(ParticipantId participant) => Identities.FirstOrDefault(p => p.Participant == participant);
}
