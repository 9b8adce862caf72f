namespace RemoteVerify.Pades.Validation;

/// <summary>The verdict that a list of checks leads to.</summary>
internal static class Verdict
{
    /// <summary>The first check that refutes, else the first that leaves doubt, else passed.</summary>
    public static (Indication Indication, SubIndication? SubIndication) Of(IReadOnlyList<CheckResult> checks)
    {
        var worst = checks.FirstOrDefault(c => !c.Ok && c.Indication == Indication.TotalFailed)
            ?? checks.FirstOrDefault(c => !c.Ok && c.Indication == Indication.Indeterminate);
        return (worst?.Indication ?? Indication.TotalPassed, worst?.SubIndication);
    }

    /// <summary>The worst of several verdicts; indeterminate when there is none.</summary>
    public static (Indication Indication, SubIndication? SubIndication) Worst(
        IReadOnlyList<(Indication Indication, SubIndication? SubIndication)> verdicts) =>
        verdicts.Count == 0 ? (Indication.Indeterminate, null) : verdicts.MaxBy(v => v.Indication);
}
