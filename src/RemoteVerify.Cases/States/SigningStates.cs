using System.Text.Json.Serialization;
using RemoteVerify.Cases.Signing;

namespace RemoteVerify.Cases.States;

/// <summary>What is allowed besides while a notarial session is open; after its closing the recordings are still handed in.</summary>
internal static class SessionActs
{
    public static IReadOnlyList<Act> Of(CaseFile file) => file.Session switch
    {
        { OpenedAt: not null, ClosedAt: null } =>
            [Act.RecordPapersShown, Act.ConfirmCapacity, Act.RecordReading, Act.TakeSigningPhoto, Act.AddRecording, Act.CloseSession, Act.AbortSession],
        { OpenedAt: not null } => [Act.AddRecording, Act.AbortSession],
        _ => [],
    };
}

/// <summary>Everybody is proven; the next signer must see the document and agree (dự thảo đã cho xem).</summary>
public sealed record AwaitingConfirmation(
    CaseFile File, DocumentVersion Document, IReadOnlyList<IdentityProof> Identities, IReadOnlyList<ParticipantSignature> Signatures)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "awaiting-confirmation";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ConfirmContent, .. SigningProgress.ProveAnew, .. SessionActs.Of(File), Act.RefuseCase];

    /// <summary>Takes the proof of a participant whose earlier one ran out.</summary>
    public AwaitingConfirmation Prove(IdentityProof proof) => this with { Identities = IdentityProgress.Add(Identities, proof) };

    /// <summary>A participant goes on elsewhere and is seen again before anything is signed.</summary>
    public AwaitingConfirmation Unprove(ParticipantId participant) => this with { Identities = [.. Identities.Where(proof => proof.Participant != participant)] };

    /// <summary>Notes the agreement; the confirmed hash must be the one of the document as it is.</summary>
    public Outcome<ContentConfirmed> Confirm(ContentConfirmation confirmation) =>
        SigningProgress.Check(this, Signatures, confirmation) is { } refusal
            ? refusal
            : new ContentConfirmed(File, Document, Identities, Signatures, [confirmation]);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

/// <summary>At least one participant agreed to exactly this document and may sign it.</summary>
public sealed record ContentConfirmed(
    CaseFile File,
    DocumentVersion Document,
    IReadOnlyList<IdentityProof> Identities,
    IReadOnlyList<ParticipantSignature> Signatures,
    IReadOnlyList<ContentConfirmation> Confirmations)
    : CaseWithDocument(File, Document, Identities), IRefusable
{
    [JsonIgnore]
    public override string State => "content-confirmed";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.SignDocument, Act.PrepareRemoteSignature, Act.FinaliseRemoteSignature, Act.ConfirmContent, .. SigningProgress.ProveAnew, .. SessionActs.Of(File), Act.RefuseCase];

    public Outcome<ContentConfirmed> Confirm(ContentConfirmation confirmation) =>
        SigningProgress.Check(this, Signatures, confirmation) is { } refusal
            ? refusal
            : this with { Confirmations = [.. Confirmations.Where(c => c.Participant != confirmation.Participant), confirmation] };

    /// <summary>Takes the proof of a participant whose earlier one ran out; what the participant agreed to before counts no longer.</summary>
    public ContentConfirmed Prove(IdentityProof proof) => this with
    {
        Identities = IdentityProgress.Add(Identities, proof),
        Confirmations = [.. Confirmations.Where(c => c.Participant != proof.Participant)],
        Remote = [.. Remote.Where(r => r.Participant != proof.Participant)],
    };

    /// <summary>A participant goes on elsewhere and is seen again; what they agreed to before counts no longer either.</summary>
    public ContentConfirmed Unprove(ParticipantId participant) => this with
    {
        Identities = [.. Identities.Where(proof => proof.Participant != participant)],
        Confirmations = [.. Confirmations.Where(c => c.Participant != participant)],
        Remote = [.. Remote.Where(r => r.Participant != participant)],
    };

    /// <summary>Signatures that wait for the key of an external provider, at most one of each participant.</summary>
    public IReadOnlyList<PendingRemoteSignature> Remote { get; init; } = [];

    /// <summary>The digest is with the participant's provider; takes the place of an earlier one of the participant.</summary>
    public ContentConfirmed Prepare(PendingRemoteSignature pending) =>
        this with { Remote = [.. Remote.Where(r => r.Participant != pending.Participant), pending] };

    /// <summary>The agreement that lets this participant sign; a refusal when there is none.</summary>
    public Outcome<ContentConfirmation> ConfirmationOf(ParticipantId participant) =>
        Confirmations.FirstOrDefault(c => c.Participant == participant && c.DocumentSha256 == Document.Sha256) is { } found
            ? found
            : new Refusal(
                RefusalCode.ContentNotConfirmed,
                "This participant has not confirmed the document as it is now. Show it and confirm its hash, then sign.",
                [.. Allowed.Select(a => a.Code)],
                []);

    /// <summary>
    /// Takes the signed document. It has another hash than the one the others confirmed, so they must look again;
    /// after the last signature the case goes to the officer.
    /// </summary>
    public CaseWithDocument Sign(ParticipantSignature signature, DocumentVersion signed)
    {
        IReadOnlyList<ParticipantSignature> signatures = [.. Signatures, signature];
        return File.Signers.All(p => signatures.Any(s => s.Participant == p.Id))
            ? new ParticipantsSigned(File, signed, Identities, signatures, [])
            : new AwaitingConfirmation(File, signed, Identities, signatures);
    }

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Document, refusal);
}

internal static class SigningProgress
{
    /// <summary>A verification that ran out before the signature is made anew here.</summary>
    public static readonly IReadOnlyList<Act> ProveAnew =
        [Act.StartVerification, Act.SubmitChip, Act.OpenCapture, Act.BeginCapture, Act.FinishCapture, Act.ViewEvidence, Act.DecideIdentity];

    public static Refusal? Check(CaseWithDocument current, IReadOnlyList<ParticipantSignature> signatures, ContentConfirmation confirmation)
    {
        if (signatures.Any(s => s.Participant == confirmation.Participant))
        {
            return current.NotAllowed(Act.ConfirmContent) with { Message = "This participant has signed already. The next participant confirms and signs." };
        }

        return confirmation.DocumentSha256 == current.Document.Sha256
            ? null
            : new Refusal(
                RefusalCode.DocumentHashDiffers,
                "The confirmed hash is not the one of the document as it is now. Show the document again and confirm what is shown.",
                [.. current.Allowed.Select(a => a.Code)],
                []);
    }
}
