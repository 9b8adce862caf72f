using RemoteVerify.Pades.Modifications;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>Later revisions did nothing that the signature and the policy don't allow.</summary>
internal static class ModificationCheck
{
    public static CheckResult Run(ModificationVerdict verdict) => verdict.Allowed
        ? new CheckResult("document.modification", true, verdict.Level switch
        {
            ModificationLevel.None => "nothing follows the signed revision",
            ModificationLevel.LtaUpdates => "only validation data follow",
            _ => "only form values, signatures and validation data follow",
        } + Observed(verdict))
        : new CheckResult("document.modification", false,
            "changed after signing: " + string.Join("; ", verdict.Findings.Take(5)), Indication.TotalFailed, SubIndication.FormatFailure);

    private static string Observed(ModificationVerdict verdict) =>
        verdict.Observations.Count == 0 ? "" : "; worth a look: " + string.Join("; ", verdict.Observations.Take(5));
}
