using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Privacy;

/// <summary>Everything that is held about one person in one agency; other people's data is not in it. Written as <c>data.json</c>, so members are only ever added.</summary>
/// <param name="Format">Name and version of this shape.</param>
/// <param name="Tenant">The agency's tenant.</param>
/// <param name="Office">The agency as it calls itself.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Person">About whom.</param>
/// <param name="Cases">Cases in which the person takes part.</param>
/// <param name="Results">Results of the repository.</param>
/// <param name="Shares">Whom the person let see them.</param>
/// <param name="Requests">Requests about personal data.</param>
/// <param name="Records">What was done with the data, and by which office.</param>
/// <param name="NotIncluded">Files that are held and too large to be put in.</param>
public sealed record PersonReport(
    string Format, string Tenant, string Office, DateTimeOffset MadeAt, ResultOwner Person, IReadOnlyList<PersonCase> Cases, IReadOnlyList<PersonResult> Results,
    IReadOnlyList<PersonShare> Shares, IReadOnlyList<PersonRequest> Requests, IReadOnlyList<AccessRecord> Records, IReadOnlyList<string> NotIncluded)
{
    public const string Shape = "remoteverify-person-data/1";

    public override string ToString() => "PersonReport";
}

/// <summary>A case, as far as it is about the person.</summary>
/// <param name="Files">Names of the files of the bundle that belong to it.</param>
public sealed record PersonCase(
    Guid Id, string Code, string Procedure, string Title, string State, CaseStatus Status, bool IsTest, DateTimeOffset OpenedAt, string Role, string Kind, string DeclaredName, string DeclaredNumber,
    IReadOnlyList<PersonField> Fields, IReadOnlyList<Consent> Consents, IReadOnlyList<PersonMessage> Messages, IReadOnlyList<PersonAppointment> Appointments, IReadOnlyList<PersonPaper> Papers,
    IReadOnlyList<PersonVerification> Verifications, IReadOnlyList<PersonRetention> Retention, IReadOnlyList<string> Files)
{
    public override string ToString() => $"PersonCase {State}";
}

/// <summary>A field of the form with where its value came from.</summary>
public sealed record PersonField(string Name, string Value, ValueSource Source, DateTimeOffset At)
{
    public override string ToString() => $"PersonField {Name}";
}

/// <summary>A line of the thread.</summary>
public sealed record PersonMessage(bool FromOffice, string Text, DateTimeOffset At)
{
    public override string ToString() => "PersonMessage";
}

/// <summary>An appointment.</summary>
public sealed record PersonAppointment(string ServicePoint, DateTimeOffset At, string State);

/// <summary>A paper of the dossier.</summary>
public sealed record PersonPaper(string Id, string Need, PaperOrigin Origin, string ContentType, long Length, string Sha256, DateTimeOffset At, string? Provider, string? Purpose, string? LegalBasis);

/// <summary>A check of the person's identity: what the chip said, how captures ended and why. Measurements are in the evidence, which officers see.</summary>
public sealed record PersonVerification(
    Guid Id, string State, DateTimeOffset StartedAt, string? ChipName, string? ChipNumber, string? BirthDate, string? Sex, string? Nationality, string? ExpiryDate, string? DocumentNumber,
    IReadOnlyList<PersonCapture> Captures, int SeenByOfficers)
{
    public override string ToString() => $"PersonVerification {Id}";
}

/// <summary>A capture.</summary>
public sealed record PersonCapture(int Number, DateTimeOffset At, string Verdict, IReadOnlyList<string> Reasons, int Pictures, string? PackageSha256);

/// <summary>How long a class of the case's data is kept.</summary>
/// <param name="Until">Null for no end, or while the case runs.</param>
/// <param name="State"><c>kept</c>, <c>held</c>, <c>case-runs</c> or <c>destroyed</c>.</param>
public sealed record PersonRetention(DataClass DataClass, string What, string Basis, string RestsOn, DateTimeOffset? Until, string State);

/// <summary>A result.</summary>
public sealed record PersonResult(Guid Id, string? Type, string Title, string? Number, string Organisation, DateTimeOffset IssuedAt, DateTimeOffset? ValidUntil, string State, bool IsTest)
{
    public override string ToString() => $"PersonResult {Id}";
}

/// <summary>A share.</summary>
public sealed record PersonShare(Guid Id, string State, string? Recipient, string Purpose, string Consent, DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, int Uses);

/// <summary>A request about personal data.</summary>
public sealed record PersonRequest(Guid Id, DataRequestKind Kind, DataRequestState State, DateTimeOffset At, DateTimeOffset DueAt, string Text, string? Answer)
{
    public override string ToString() => $"PersonRequest {Kind}";
}

/// <summary>A file of the bundle.</summary>
public sealed record PersonFile(string Name, ReadOnlyMemory<byte> Content)
{
    public override string ToString() => "PersonFile";
}

/// <summary>Composes the readable report.</summary>
public interface IPersonReportComposer
{
    ReadOnlyMemory<byte> Compose(PersonReport report);
}
