namespace RemoteVerify.Cases.States;

/// <summary>The four stages that are done on the spot (bốn tại chỗ): each is stamped when it is first reached.</summary>
public enum CaseStage
{
    /// <summary>Tiếp nhận.</summary>
    Receive = 1,

    /// <summary>Thẩm định.</summary>
    Appraise = 2,

    /// <summary>Phê duyệt.</summary>
    Approve = 3,

    /// <summary>Trả kết quả.</summary>
    Return = 4,
}

/// <summary>When a case came into a stage; a stage that a case comes back to is stamped again.</summary>
public sealed record StageStamp(CaseStage Stage, DateTimeOffset At);

/// <summary>The time that a case spent in each stage.</summary>
public static class StageTimes
{
    /// <summary>Adds a stamp when the stage is another than that of the last stamp.</summary>
    public static IReadOnlyList<StageStamp> Stamp(IReadOnlyList<StageStamp> stamps, CaseStage stage, DateTimeOffset at) =>
        stamps.Count > 0 && stamps[^1].Stage == stage ? stamps : [.. stamps, new StageStamp(stage, at)];

    /// <summary>Time per stage up to <paramref name="now"/>; stages that were never reached are absent.</summary>
    public static IReadOnlyDictionary<CaseStage, TimeSpan> Spent(IReadOnlyList<StageStamp> stamps, DateTimeOffset now) => stamps
        .Select((stamp, i) => (stamp.Stage, Time: (i + 1 < stamps.Count ? stamps[i + 1].At : now) - stamp.At))
        .GroupBy(part => part.Stage)
        .ToDictionary(stage => stage.Key, stage => stage.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Time));
}

/// <summary>When a case came into an outer status (the codes of the national portal).</summary>
public sealed record StatusStamp(CaseStatus Status, DateTimeOffset At);

/// <summary>The outer statuses that a case went through; a status that it comes back to is stamped again.</summary>
public static class StatusTimes
{
    /// <summary>Adds a stamp when the status is another than the last one; a case begins as a draft.</summary>
    public static IReadOnlyList<StatusStamp> Stamp(IReadOnlyList<StatusStamp> stamps, CaseStatus status, DateTimeOffset at) =>
        (stamps.Count > 0 ? stamps[^1].Status : CaseStatus.Draft) == status ? stamps : [.. stamps, new StatusStamp(status, at)];
}
