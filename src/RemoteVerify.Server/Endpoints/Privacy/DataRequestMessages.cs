using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Endpoints.Privacy;

/// <summary>What a data subject asks for.</summary>
/// <param name="Kind">Access, Correction, Restriction, Deletion or Objection.</param>
/// <param name="Text">What and why, in words; may be left out for access.</param>
/// <param name="Correction">For a correction.</param>
/// <param name="Person">Only at the counter: the person whom the officer has before them.</param>
public sealed record DataRequestBody(DataRequestKind? Kind, string? Text, CorrectionBody? Correction, PersonBody? Person)
{
    internal DataRequestOrder Order() => new(
        Kind, Text, Correction is { CaseId: { } caseId } asked ? new AskedCorrection(new CaseId(caseId), asked.Field ?? string.Empty, asked.Value ?? string.Empty) : null,
        Person is { } person ? new PersonAtCounter(person.PersonalNumber, person.FullName, person.Document, person.Compared) : null);

    public override string ToString() => nameof(DataRequestBody);
}

/// <summary>A value to be put right.</summary>
/// <param name="CaseId">In which case.</param>
/// <param name="Field">Name of the form's field.</param>
/// <param name="Value">As it is right.</param>
public sealed record CorrectionBody(Guid? CaseId, string? Field, string? Value)
{
    public override string ToString() => nameof(CorrectionBody);
}

/// <summary>A person at the counter.</summary>
/// <param name="PersonalNumber">12 digits.</param>
/// <param name="FullName">As on the document.</param>
/// <param name="Document">Kind of the document that was shown.</param>
/// <param name="Compared">True: the officer compared person and document.</param>
public sealed record PersonBody(string? PersonalNumber, string? FullName, string? Document, bool? Compared)
{
    public override string ToString() => nameof(PersonBody);
}

/// <summary>An officer's answer.</summary>
/// <param name="Granted">Yes or no; nothing is preset.</param>
/// <param name="Reason">In words that the person can read.</param>
public sealed record DataAnswerBody(bool? Granted, string? Reason)
{
    public override string ToString() => nameof(DataAnswerBody);
}

/// <summary>Why the refusal is wrong.</summary>
public sealed record DataContestBody(string? Reason)
{
    public override string ToString() => nameof(DataContestBody);
}

/// <summary>A request with its answer.</summary>
/// <param name="Proof">ChipAndFace or AtCounter.</param>
/// <param name="IsOverdue">It waits past its time.</param>
/// <param name="EscalatedAt">When somebody was told that it is late.</param>
public sealed record DataRequestResponse(
    Guid Id, DataRequestKind Kind, DataRequestState State, string PersonalNumber, string FullName, PersonProof Proof, string Text, CorrectionBody? Correction, DateTimeOffset At, DateTimeOffset DueAt,
    bool IsOverdue, DateTimeOffset? EscalatedAt, DataAnswerResponse? Answer, string? ContestReason, DateTimeOffset? ContestedAt, DataAnswerResponse? SecondAnswer, long Version)
{
    public static DataRequestResponse Of(DataRequest request, DateTimeOffset now) => new(
        request.Id, request.Kind, request.State, request.Person.PersonalNumber, request.Person.FullName, request.Proof.How, request.Text,
        request.Correction is { } asked ? new CorrectionBody(asked.Case.Value, asked.Field, asked.Value) : null, request.At, request.DueAt, request.IsOpen && now > request.DueAt, request.EscalatedAt,
        DataAnswerResponse.Of(request.Answer), request.Contest?.Reason, request.Contest?.At, DataAnswerResponse.Of(request.SecondAnswer), request.Version);

    public override string ToString() => $"DataRequestResponse {Id}";
}

/// <summary>What an officer answered.</summary>
/// <param name="Parts">Of a granted deletion: what went and what stays.</param>
/// <param name="Cases">Cases that a granted correction, restriction or objection changed.</param>
public sealed record DataAnswerResponse(bool Granted, string Reason, DateTimeOffset At, IReadOnlyList<DeletionPartResponse> Parts, IReadOnlyList<Guid> Cases)
{
    public static DataAnswerResponse? Of(DataAnswer? answer) => answer is null ? null : new(
        answer.Granted, answer.Reason, answer.At, [.. answer.Parts.Select(part => new DeletionPartResponse(part.Case.Value, part.CaseCode, part.DataClass, part.Why, part.Rule, part.Record))],
        [.. answer.Cases.Select(id => id.Value)]);

    public override string ToString() => nameof(DataAnswerResponse);
}

/// <summary>A class of data of a case.</summary>
/// <param name="Outcome">destroyed, or what keeps it: law, case-runs, held, other-people.</param>
/// <param name="Rule">Rule of retention.</param>
/// <param name="Deletion">The signed record at /v1/deletions/{id}.</param>
public sealed record DeletionPartResponse(Guid CaseId, string CaseCode, DataClass DataClass, string Outcome, string Rule, Guid? Deletion);

/// <summary>Something that was done with the data of a person.</summary>
/// <param name="Kind">look-up, view, decision, share, signature, rights or change.</param>
/// <param name="What">In words.</param>
/// <param name="LogIndex">Leaf of the audit log, for /v1/log/inclusion; null where there is none.</param>
public sealed record AccessRecordResponse(
    DateTimeOffset At, string Kind, string Act, string What, string Office, string Role, string Result, string? CaseCode, string? Purpose, long? LogIndex)
{
    public static AccessRecordResponse Of(AccessRecord record) => new(
        record.At, record.Kind, record.Act, record.What, record.Office, record.Role, record.Result, record.CaseCode, record.Purpose, record.Index);

    public override string ToString() => nameof(AccessRecordResponse);
}
