using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Retaining;

/// <summary>When a case ended and how: from here its retention counts.</summary>
/// <param name="At">When.</param>
/// <param name="Outcome">How.</param>
public readonly record struct CaseEnd(DateTimeOffset At, CaseOutcome Outcome)
{
    /// <summary>Null while the case runs, contested refusals included.</summary>
    public static CaseEnd? Of(Case current) => current switch
    {
        Completed done => new CaseEnd(done.StoredAt, CaseOutcome.Completed),
        ResultDelivered done => new CaseEnd(done.StoredAt, CaseOutcome.Completed),
        RefusedCase refused => new CaseEnd(refused.Refusal.Upheld?.At ?? refused.Refusal.At, CaseOutcome.Ended),
        StoppedCase stopped => new CaseEnd(stopped.Stop.At, CaseOutcome.Ended),
        ExpiredCase expired => new CaseEnd(expired.At, CaseOutcome.Ended),
        _ => null,
    };
}
