using RemoteVerify.Cases.Signing;

namespace RemoteVerify.Cases.States;

/// <summary>The request as the applicant signed it, with the proof of who they are.</summary>
public sealed record SignedRequest(DocumentVersion Document, IReadOnlyList<IdentityProof> Identities, IReadOnlyList<ParticipantSignature> Signatures);

/// <summary>A stated exception from the rule that a stored result is used again.</summary>
/// <param name="Ground">Id of the ground in the procedure's data.</param>
/// <param name="Reason">In the officer's words.</param>
/// <param name="Officer">Who stated it.</param>
/// <param name="At">When.</param>
public sealed record StatedTrueOriginal(string Ground, string Reason, string Officer, DateTimeOffset At)
{
    public override string ToString() => $"StatedTrueOriginal {Ground}";
}

/// <summary>A number of a register book that belongs to the case.</summary>
/// <param name="Book">Series of the book, e.g. <c>SCT/BS</c>.</param>
/// <param name="Year">Year of the book in Vietnam time.</param>
/// <param name="Number">From 1.</param>
/// <param name="Printed">As it stands on the paper.</param>
public sealed record CaseNumber(string Book, int Year, long Number, string Printed);

/// <summary>A signature field that one officer must fill.</summary>
/// <param name="Slot">Name of the field.</param>
/// <param name="Officer">The account that may sign it.</param>
/// <param name="Function">What the officer does in the case.</param>
public sealed record OfficerSlot(string Slot, string Officer, OfficerFunction Function)
{
    public override string ToString() => $"OfficerSlot {Slot}";
}

/// <summary>How a version of the document came to be.</summary>
public enum DocumentOrigin
{
    Attached,

    /// <summary>Composed by the service from templates and the dossier.</summary>
    Composed,
    SignedByParticipant,
    Countersigned,
    Sealed,
    Timestamped,

    /// <summary>Scanned by an officer from a presented original.</summary>
    Scanned,
}

/// <summary>One version of the document: each signature makes the next.</summary>
/// <param name="Blob">Where the bytes are.</param>
/// <param name="Sha256">SHA-256 of the bytes: what is shown, confirmed and signed.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Origin">What made this version.</param>
public sealed record DocumentVersion(BlobId Blob, Sha256Digest Sha256, long Length, DocumentOrigin Origin);

/// <summary>That a participant's identity was proven.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Verification">The verification with the evidence.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="ByOfficer">The deciding officer's account, or null when the checks alone passed.</param>
public sealed record IdentityProof(ParticipantId Participant, VerificationId Verification, DateTimeOffset At, string? ByOfficer)
{
    /// <summary>True when it is too long ago to let the participant sign.</summary>
    public bool HasRunOut(Verifying.VerificationPolicy policy, DateTimeOffset now) => At + policy.SigningWindow < now;

    public override string ToString() => $"IdentityProof {Participant}";
}

/// <summary>That a participant saw the document with this hash and agrees to it.</summary>
public sealed record ContentConfirmation(ParticipantId Participant, Sha256Digest DocumentSha256, DateTimeOffset At);

/// <summary>A participant's signature, made with a key that existed for it alone.</summary>
/// <param name="Participant">Who signed.</param>
/// <param name="SignedSha256">Hash of the document before the signature, equal to the confirmed one.</param>
/// <param name="CertificateSerial">Hexadecimal serial number of the one-time certificate.</param>
/// <param name="SubjectKeySha256">SHA-256 of the public key.</param>
/// <param name="SignedAt">When.</param>
/// <param name="KeyDestroyedAt">When the private key of a one-time certificate was zeroed; it was never stored. Of a provider's key: the time of signing, when the permission ended.</param>
public sealed record ParticipantSignature(
    ParticipantId Participant,
    Sha256Digest SignedSha256,
    string CertificateSerial,
    Sha256Digest SubjectKeySha256,
    DateTimeOffset SignedAt,
    DateTimeOffset KeyDestroyedAt)
{
    /// <summary>The external provider whose key signed, or null for a one-time key; the provider keeps its key.</summary>
    public string? Provider { get; init; }

    public override string ToString() => $"ParticipantSignature {Participant}";
}

/// <summary>That an officer looked at the evidence of a verification.</summary>
public sealed record EvidenceView(string Officer, VerificationId Verification, DateTimeOffset At)
{
    public override string ToString() => $"EvidenceView of {Verification}";
}

/// <summary>The officer's approval.</summary>
public sealed record Approval(string Officer, DateTimeOffset At)
{
    public override string ToString() => "Approval";
}

/// <summary>An officer's signature.</summary>
/// <param name="Officer">Account.</param>
/// <param name="CertificateSerial">Hexadecimal serial number of the officer's certificate.</param>
/// <param name="At">When it was finalised.</param>
public sealed record OfficerSignature(string Officer, string CertificateSerial, DateTimeOffset At)
{
    /// <summary>The field it fills.</summary>
    public string Slot { get; init; } = SlotNames.Countersignature;

    /// <summary>What the signature says about the officer; null for those made before this was recorded.</summary>
    public Countersigning.OfficerStatement? Statement { get; init; }

    public override string ToString() => "OfficerSignature";
}

/// <summary>A countersignature that waits for the officer's key.</summary>
/// <param name="Officer">Only this officer may finalise.</param>
/// <param name="Prepared">The prepared signature's bytes.</param>
/// <param name="HashToSign">What the officer's client signs, hexadecimal.</param>
/// <param name="CertificateSerial">Serial number of the announced certificate, hexadecimal.</param>
/// <param name="ExpiresAt">After this it must be prepared again.</param>
public sealed record PendingCountersignature(
    string Officer, BlobId Prepared, string HashToSign, string CertificateSerial, DateTimeOffset ExpiresAt)
{
    /// <summary>The field it is for.</summary>
    public string Slot { get; init; } = SlotNames.Countersignature;

    /// <summary>What the signature will say about the officer.</summary>
    public Countersigning.OfficerStatement? Statement { get; init; }

    public override string ToString() => "PendingCountersignature";
}
