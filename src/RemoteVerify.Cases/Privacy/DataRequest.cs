using System.Text.Json.Serialization;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Privacy;

/// <summary>What a data subject asks for (quyền của chủ thể dữ liệu).</summary>
public enum DataRequestKind
{
    /// <summary>To see and take along everything that is held.</summary>
    Access,

    /// <summary>To have a value put right.</summary>
    Correction,

    /// <summary>To have data kept and not used beyond their case.</summary>
    Restriction,

    /// <summary>To have data destroyed where no law keeps them.</summary>
    Deletion,

    /// <summary>To object to a use.</summary>
    Objection,
}

/// <summary>How a request stands.</summary>
public enum DataRequestState
{
    /// <summary>Waits for the office.</summary>
    Open,

    /// <summary>Done as asked, as far as the law allows.</summary>
    Granted,

    /// <summary>Refused with a reason; may be contested once.</summary>
    Refused,

    /// <summary>Waits for another officer.</summary>
    Contested,

    /// <summary>Refused by another officer too.</summary>
    Upheld,
}

/// <summary>How it was found out that the request is this person's.</summary>
public enum PersonProof
{
    /// <summary>Chip and live face, in the person's own session.</summary>
    ChipAndFace,

    /// <summary>By an officer at the counter, who saw the person and the document.</summary>
    AtCounter,
}

/// <summary>What makes a request this person's.</summary>
/// <param name="How">How.</param>
/// <param name="Verification">The verification, online.</param>
/// <param name="Officer">Account of the officer, at the counter.</param>
/// <param name="Document">Kind of the document that was shown at the counter.</param>
public sealed record RequestProof(PersonProof How, VerificationId? Verification, string? Officer, string? Document)
{
    public override string ToString() => $"RequestProof {How}";
}

/// <summary>A value to be put right.</summary>
/// <param name="Case">In which case.</param>
/// <param name="Field">Name of the form's field.</param>
/// <param name="Value">As it is right.</param>
public sealed record AskedCorrection(CaseId Case, string Field, string Value)
{
    public override string ToString() => $"AskedCorrection {Field}";
}

/// <summary>A class of data of a case that a granted deletion did or did not reach.</summary>
/// <param name="Case">The case.</param>
/// <param name="CaseCode">Its code.</param>
/// <param name="DataClass">The class.</param>
/// <param name="Why"><c>destroyed</c>, or what keeps it: <c>law</c>, <c>case-runs</c>, <c>held</c>, <c>other-people</c>.</param>
/// <param name="Rule">The rule of retention.</param>
/// <param name="Record">The signed record, where it was destroyed.</param>
public sealed record DeletionPart(CaseId Case, string CaseCode, DataClass DataClass, string Why, string Rule, Guid? Record)
{
    public const string Destroyed = "destroyed";
    public const string ByLaw = "law";
    public const string CaseRuns = "case-runs";
    public const string Held = "held";
    public const string OtherPeople = "other-people";

    public override string ToString() => $"DeletionPart {DataClass} {Why}";
}

/// <summary>What an officer answered.</summary>
/// <param name="Officer">Account.</param>
/// <param name="Granted">Yes or no.</param>
/// <param name="Reason">In words; always there.</param>
/// <param name="At">When.</param>
public sealed record DataAnswer(string Officer, bool Granted, string Reason, DateTimeOffset At)
{
    /// <summary>Of a granted deletion: what went and what stays, each with its reason.</summary>
    public IReadOnlyList<DeletionPart> Parts { get; init; } = [];

    /// <summary>Of a granted correction, restriction or objection: the cases that it changed.</summary>
    public IReadOnlyList<CaseId> Cases { get; init; } = [];

    public override string ToString() => $"DataAnswer {Granted}";
}

/// <summary>Why a refusal is contested.</summary>
public sealed record DataContest(string Reason, DateTimeOffset At)
{
    public override string ToString() => "DataContest";
}

/// <summary>A request of a data subject.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Whom it is addressed to.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Person">Who asks.</param>
/// <param name="Proof">How that is known.</param>
/// <param name="Session">The case in whose session it was made; null at the counter.</param>
/// <param name="Text">In the person's words; may be empty for access.</param>
/// <param name="At">When.</param>
/// <param name="DueAt">Until when the office answers.</param>
/// <param name="Version">Grows by one with every change.</param>
public sealed record DataRequest(
    Guid Id, TenantId Tenant, DataRequestKind Kind, ResultOwner Person, RequestProof Proof, CaseId? Session, string Text, DateTimeOffset At, DateTimeOffset DueAt, long Version)
{
    /// <summary>For a correction.</summary>
    public AskedCorrection? Correction { get; init; }

    public DataAnswer? Answer { get; init; }

    public DataContest? Contest { get; init; }

    /// <summary>What another officer answered after the contest.</summary>
    public DataAnswer? SecondAnswer { get; init; }

    /// <summary>When it was told that nobody answered in time; null while it is not late.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    [JsonIgnore]
    public DataRequestState State => this switch
    {
        { SecondAnswer: { } second } => second.Granted ? DataRequestState.Granted : DataRequestState.Upheld,
        { Contest: not null } => DataRequestState.Contested,
        { Answer: { } first } => first.Granted ? DataRequestState.Granted : DataRequestState.Refused,
        _ => DataRequestState.Open,
    };

    /// <summary>Waits for an answer.</summary>
    [JsonIgnore]
    public bool IsOpen => State is DataRequestState.Open or DataRequestState.Contested;

    /// <summary>The answer that counts; null while it waits for the first.</summary>
    [JsonIgnore]
    public DataAnswer? LastAnswer => SecondAnswer ?? Answer;

    public override string ToString() => $"DataRequest {Kind} {Id}";
}
