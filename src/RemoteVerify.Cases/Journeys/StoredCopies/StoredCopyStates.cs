using System.Text.Json.Serialization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>What is copied and how.</summary>
/// <param name="Result">The stored result, checked valid, not replaced, not revoked, and the requester's.</param>
/// <param name="Road">Legal road.</param>
/// <param name="Pages">1-based pages of an extract; empty for all.</param>
/// <param name="Officer">Who checked.</param>
/// <param name="At">When.</param>
public sealed record CopyPlan(PublishedId Result, CopyRoad Road, IReadOnlyList<int> Pages, string Officer, DateTimeOffset At)
{
    /// <summary>Pages that the copy shows; 0 for a plan made before they were counted.</summary>
    public int PageCount { get; init; }

    public override string ToString() => $"CopyPlan {Road}";
}

/// <summary>The result is found and checked and the road chosen; the copy is composed next.</summary>
public sealed record CopyPlanned(CaseFile File, CopyPlan Plan) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "copy-planned";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => File.Request?.Document;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReserveNumber, Act.ComposePaper, Act.PlanCopy, .. WorkActs.Common];

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, CurrentDocument, refusal);
}
