using System.Text.Json.Serialization;
using RemoteVerify.Cases.Documents;

namespace RemoteVerify.Cases.States;

/// <summary>Opened, without a document (nháp).</summary>
public sealed record DraftCase(CaseFile File) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "draft";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.Draft;

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Receive;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Journeys.JourneyActs.Submission(File.Journey), Act.ExpireCase, Act.RefuseCase];

    /// <summary>Takes the document; from now on people are verified.</summary>
    public AwaitingIdentity Attach(DocumentVersion document, SignaturePlaces places) => new(File with { Places = places }, document, []);

    /// <summary>Hands the case in to the office; the draft waits there for the intake.</summary>
    public SubmittedCase Submit() => new(File);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, null, refusal);
}

/// <summary>Waits until every participant has proven who they are.</summary>
public sealed record AwaitingIdentity(CaseFile File, DocumentVersion Document, IReadOnlyList<IdentityProof> Identities)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "awaiting-identity";

    [JsonIgnore]
    public override CaseStatus Status => File.Session is null ? CaseStatus.Submitted : CaseStatus.InProgress;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed =>
        [Act.StartVerification, Act.SubmitChip, Act.OpenCapture, Act.BeginCapture, Act.FinishCapture, .. SessionActs.Of(File), Act.RefuseCase];

    /// <summary>Notes that a participant is proven; the last one moves the case on.</summary>
    public CaseWithDocument Prove(IdentityProof proof) => IdentityProgress.Next(File, Document, IdentityProgress.Add(Identities, proof), []);

    /// <summary>A participant goes on elsewhere and is seen again: the earlier proof counts no longer.</summary>
    public AwaitingIdentity Unprove(ParticipantId participant) => this with { Identities = [.. Identities.Where(proof => proof.Participant != participant)] };

    /// <summary>A capture could not be decided by the checks: the case waits for the officer.</summary>
    public IdentityWithOfficer SendToOfficer(VerificationId verification) => new(File, Document, Identities, [verification]);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>At least one capture waits for an officer's decision; other participants go on.</summary>
public sealed record IdentityWithOfficer(
    CaseFile File, DocumentVersion Document, IReadOnlyList<IdentityProof> Identities, IReadOnlyList<VerificationId> Waiting)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "identity-with-officer";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed =>
        [Act.ViewEvidence, Act.DecideIdentity, Act.StartVerification, Act.SubmitChip, Act.OpenCapture, Act.BeginCapture, Act.FinishCapture, .. SessionActs.Of(File), Act.RefuseCase];

    public CaseWithDocument Prove(IdentityProof proof) => IdentityProgress.Next(File, Document, IdentityProgress.Add(Identities, proof), Waiting);

    public IdentityWithOfficer SendToOfficer(VerificationId verification) => this with { Waiting = [.. Waiting, verification] };

    /// <summary>A participant goes on elsewhere and is seen again: neither an earlier proof nor what waits for the officer counts any longer.</summary>
    public CaseWithDocument Unprove(ParticipantId participant, VerificationId? waiting) => IdentityProgress.Next(
        File, Document, [.. Identities.Where(proof => proof.Participant != participant)], [.. Waiting.Where(id => id != waiting)]);

    /// <summary>The officer accepts the person after seeing the evidence.</summary>
    public CaseWithDocument Accept(IdentityProof proof) =>
        IdentityProgress.Next(File, Document, IdentityProgress.Add(Identities, proof), [.. Waiting.Where(v => v != proof.Verification)]);

    /// <summary>The officer doesn't accept the person; the participant may be verified anew.</summary>
    public CaseWithDocument Decline(VerificationId verification) =>
        IdentityProgress.Next(File, Document, Identities, [.. Waiting.Where(v => v != verification)]);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>Where a case goes after a step of identity.</summary>
internal static class IdentityProgress
{
    public static IReadOnlyList<IdentityProof> Add(IReadOnlyList<IdentityProof> proofs, IdentityProof proof) =>
        [.. proofs.Where(p => p.Participant != proof.Participant), proof];

    public static CaseWithDocument Next(
        CaseFile file, DocumentVersion document, IReadOnlyList<IdentityProof> proofs, IReadOnlyList<VerificationId> waiting)
    {
        if (waiting.Count > 0)
        {
            return new IdentityWithOfficer(file, document, proofs, waiting);
        }

        return file.Signers.All(p => proofs.Any(proof => proof.Participant == p.Id))
            ? new AwaitingConfirmation(file, document, proofs, [])
            : new AwaitingIdentity(file, document, proofs);
    }
}
