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

    /// <summary>Which indication a sub-indication belongs to (clause 5.1.3, tables 5 and 6).</summary>
    public static Indication IndicationOf(SubIndication sub) => sub is SubIndication.FormatFailure or SubIndication.HashFailure
        or SubIndication.SigCryptoFailure or SubIndication.Revoked or SubIndication.Expired or SubIndication.NotYetValid
        ? Indication.TotalFailed
        : Indication.Indeterminate;

    /// <summary>The worst of several verdicts; indeterminate when there is none.</summary>
    public static (Indication Indication, SubIndication? SubIndication) Worst(
        IReadOnlyList<(Indication Indication, SubIndication? SubIndication)> verdicts) =>
        verdicts.Count == 0 ? (Indication.Indeterminate, null) : verdicts.MaxBy(v => v.Indication);
}
