using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.States;

/// <summary>Handed in (mới đăng ký); the office looks at it within the hours of the intake.</summary>
public sealed record SubmittedCase(CaseFile File) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "submitted";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.Submitted;

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Receive;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.AcceptCase, Act.RequestSupplement, Act.RequestWithdrawal, Act.RefuseCase];

    /// <summary>Takes the complete dossier in (được tiếp nhận): the time limit runs from here.</summary>
    public AcceptedCase Accept(DateTimeOffset at) => new(File with { Dossier = File.Dossier with { Clock = File.Dossier.Clock.Start(at) } });

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, null, refusal);
}

/// <summary>Taken in: the work of the journey begins.</summary>
public sealed record AcceptedCase(CaseFile File) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "accepted";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.Accepted;

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Receive;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [.. Journeys.JourneyActs.First(File.Journey), .. WorkActs.Common];

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => File.Request?.Document;

    public AcceptedCase AssignedTo(string officer, OfficerFunction function, DateTimeOffset at) =>
        this with { File = File with { Assignments = [.. File.Assignments, new Assignment(officer, function, at)] } };

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, File.Request?.Document, refusal);
}

/// <summary>What is allowed in every state in which the office works.</summary>
public static class WorkActs
{
    public static IReadOnlyList<Act> Common { get; } = [Act.RequestSupplement, Act.RequestPayment, Act.RequestWithdrawal, Act.StopCase, Act.RefuseCase];
}
