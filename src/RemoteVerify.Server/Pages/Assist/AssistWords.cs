using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>Keys of what is said.</summary>
public static class AssistWords
{
    /// <summary>Key of the sentence for a refusal.</summary>
    public static string Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        string code = refusal.Code.Value;
        return refusal.Code.Kind == RefusalKind.Outdated ? "assist.refused.changed"
            : refusal.Code == RefusalCode.VerificationExpired ? "assist.refused.expired"
            : code.StartsWith("assistance.", StringComparison.Ordinal) ? "assist.refused." + code["assistance.".Length..]
            : refusal.Code == RefusalCode.CaseWithOffice ? "assist.refused.with-office"
            : "assist.refused.other";
    }

    /// <summary>Name of a step in keys.</summary>
    public static string Of(AssistedStep step) => step switch
    {
        AssistedStep.Fill => "fill",
        AssistedStep.Pay => "pay",
        AssistedStep.Consent => "consent",
        AssistedStep.Chip => "chip",
        AssistedStep.Camera => "camera",
        AssistedStep.ReadAndConfirm => "read",
        AssistedStep.Office => "office",
        AssistedStep.Result => "result",
        _ => "over",
    };
}
