using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>Everything of one case that an officer may see. Written as <c>dossier.json</c>, so members are only ever added.</summary>
/// <param name="Format">Name and version of this shape.</param>
/// <param name="Export">Who took it out, when and what for.</param>
/// <param name="Case">The case itself.</param>
/// <param name="People">Who takes part.</param>
/// <param name="Fields">The form, each field with its source.</param>
/// <param name="Consents">Answers to questions of consent.</param>
/// <param name="Papers">Papers of the dossier, look-ups included.</param>
/// <param name="Document">The document to be signed as it is now; null before there is one.</param>
/// <param name="Signatures">Signatures on it.</param>
/// <param name="Verifications">Checks of identities with every measured value.</param>
/// <param name="Messages">The thread.</param>
/// <param name="Appointments">Booked visits.</param>
/// <param name="Payments">Fees.</param>
/// <param name="Results">What was issued.</param>
/// <param name="EarlierCases">Looks at earlier cases.</param>
/// <param name="Exports">Earlier exports.</param>
/// <param name="Trail">Every act, with the index of its leaf in the audit log.</param>
/// <param name="Files">Files beside this one, with their hashes.</param>
/// <param name="NotIncluded">What is not in the bundle, each with its reason.</param>
public sealed record DossierRecord(
    string Format, RecordedExport Export, RecordedCase Case, IReadOnlyList<RecordedPerson> People, IReadOnlyList<PersonField> Fields, IReadOnlyList<Consent> Consents, IReadOnlyList<PersonPaper> Papers,
    RecordedDocument? Document, IReadOnlyList<RecordedSignature> Signatures, IReadOnlyList<RecordedVerification> Verifications, IReadOnlyList<PersonMessage> Messages,
    IReadOnlyList<PersonAppointment> Appointments, IReadOnlyList<PaymentClaim> Payments, IReadOnlyList<PersonResult> Results, IReadOnlyList<EarlierCaseLook> EarlierCases,
    IReadOnlyList<DossierExport> Exports, IReadOnlyList<DossierAct> Trail, IReadOnlyList<RecordedFile> Files, IReadOnlyList<string> NotIncluded)
{
    public const string Shape = "remoteverify-dossier/1";

    public override string ToString() => "DossierRecord";
}

/// <summary>The export itself.</summary>
public sealed record RecordedExport(string Id, string Tenant, string Office, string Officer, DateTimeOffset At, string Reason)
{
    public override string ToString() => $"RecordedExport {Id}";
}

/// <summary>The case.</summary>
public sealed record RecordedCase(
    Guid Id, string Code, string Procedure, string ProcedureTitle, string Title, string State, CaseStatus Status, bool IsTest, DateTimeOffset OpenedAt, string OpenedBy, string? Number,
    IReadOnlyList<StatusStamp> Statuses, IReadOnlyList<Assignment> Assignments)
{
    public override string ToString() => $"RecordedCase {State}";
}

/// <summary>A participant.</summary>
public sealed record RecordedPerson(string Id, string FullName, string PersonalNumber, string Role, ParticipantKind Kind)
{
    public override string ToString() => $"RecordedPerson {Id}";
}

/// <summary>The document.</summary>
public sealed record RecordedDocument(string Sha256, long Length, DocumentOrigin Origin);

/// <summary>A signature on the document.</summary>
/// <param name="By">Participant's id or officer's account.</param>
/// <param name="Name">Name as printed, or null.</param>
/// <param name="Kind"><c>participant</c> or <c>officer</c>.</param>
/// <param name="CertificateSerial">Hexadecimal.</param>
/// <param name="SignedSha256">Of the document before a participant's signature; null for officers.</param>
/// <param name="Provider">Whose key it was; null for a key of this service or the officer's own.</param>
/// <param name="At">When.</param>
public sealed record RecordedSignature(string By, string? Name, string Kind, string CertificateSerial, string? SignedSha256, string? Provider, DateTimeOffset At)
{
    public override string ToString() => $"RecordedSignature {Kind}";
}

/// <summary>The check of one person's identity.</summary>
public sealed record RecordedVerification(
    Guid Id, string Participant, string State, DateTimeOffset StartedAt, ChipHolder? Holder, string? ChipVerdict, string? ChipAssurance, IReadOnlyList<string> ChipWarnings, string? SodSha256, string? Dg2Sha256,
    string? DecidedBy, string? DecisionReason, DateTimeOffset? DecidedAt, IReadOnlyList<RecordedCapture> Captures, IReadOnlyList<EvidenceView> Views)
{
    public override string ToString() => $"RecordedVerification {Id}";
}

/// <summary>One try before the camera, with every check and what it measured.</summary>
public sealed record RecordedCapture(
    int Number, DateTimeOffset OpenedAt, DateTimeOffset EndedAt, CaptureVerdict Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<CaptureCheck> Checks, IReadOnlyList<CaptureStep> Steps,
    ModelSetUsed? ModelSet, IReadOnlyList<ModelUsed> Models, string? PackageSha256, string? ChainSha256, IReadOnlyList<RecordedFile> Pictures)
{
    public override string ToString() => $"RecordedCapture {Number}";
}

/// <summary>One act of the trail.</summary>
public sealed record DossierAct(long Index, DateTimeOffset At, string Act, string Role, string Actor, string Result, IReadOnlyDictionary<string, string> Details)
{
    public override string ToString() => $"DossierAct {Act}";
}

/// <summary>A file with its hash.</summary>
/// <param name="Name">Path inside the bundle, or the label of a picture.</param>
/// <param name="Sha256">Of the bytes as kept.</param>
/// <param name="Length">Bytes; null where the bytes are not looked at.</param>
public sealed record RecordedFile(string Name, string Sha256, long? Length);

/// <summary>Composes the readable copy of a dossier.</summary>
public interface IDossierComposer
{
    /// <param name="record">What it says.</param>
    /// <param name="caseAddress">Address of the case on the desk, for the QR code.</param>
    ReadOnlyMemory<byte> Compose(DossierRecord record, string caseAddress);
}
