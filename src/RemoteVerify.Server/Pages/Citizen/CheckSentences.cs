using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Cases;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// One plain sentence for the code of every check. Checks against attacks share one sentence, so that nobody learns from it which of them to get around; the honest person is told what
/// helps in all of these cases.
/// </summary>
public static class CheckSentences
{
    private static readonly Dictionary<string, string> OfCaptureCodes = new(StringComparer.Ordinal)
    {
        [CheckIds.SingleFace] = "one-face",
        [CheckIds.FacePresent] = "picture",
        [CheckIds.ProofQuality] = "picture",
        [CheckIds.ProofEyes] = "picture",
        [CheckIds.StepAnswers] = "steps",
        [CheckIds.StepTiming] = "steps",
        [CheckIds.FlatTurn] = "steps",
        [EndCode.FramingTime] = "time",
        [EndCode.SessionTime] = "time",
        [EndCode.LineLost] = "line",
        [EndCode.NotConnected] = "line",
        [EndCode.ProofNotReceived] = "line",
        [EndCode.Cancelled] = "stopped",
        [EndCode.CameraEnded] = "stopped",
        [RefusalCode.CaptureExpired.Value] = "time",
        ["capture.abandoned"] = "stopped",
        [RefusalCode.CaptureTriesUsedUp.Value] = "tries",
        [RefusalCode.ChipCloneable.Value] = "card-copy",
        [RefusalCode.EvidenceWithoutPictures.Value] = "picture",
    };

    private static readonly Dictionary<string, string> OfChipCodes = new(StringComparer.Ordinal)
    {
        [RefusalCode.ChipOfAnotherPerson.Value] = "another-person",
        [RefusalCode.ChipUnreadable.Value] = "unreadable",
        ["document-expired"] = "expired",
        ["possession-not-shown"] = "hold-longer",
        ["chip-authentication-incomplete"] = "hold-longer",
        ["required-dg-missing"] = "hold-longer",
        ["dg-not-read"] = "hold-longer",
        ["cloneable"] = "no-key",
        ["no-country-signer"] = "not-known-here",
        ["untrusted-no-anchor"] = "not-known-here",
        ["revocation-unknown"] = "not-known-here",
        ["signer-untrusted"] = "not-known-here",
        [RefusalCode.ChipNotGenuine.Value] = "not-genuine",
        [RefusalCode.ChipNotAccepted.Value] = "not-accepted",
    };

    /// <summary>The sentence about a capture's first reason.</summary>
    public static string OfCapture(IReadOnlyList<string> reasons, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        ArgumentNullException.ThrowIfNull(texts);
        string kind = reasons.Count > 0 ? KindOfCapture(reasons[0]) : "again";
        return texts["citizen.check." + kind].Value;
    }

    /// <summary>The sentence about why a chip was not accepted: the most telling reason first, the general one when none says more.</summary>
    public static string OfChip(IReadOnlyList<string> reasons, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        ArgumentNullException.ThrowIfNull(texts);
        string kind = OfChipCodes.Where(known => reasons.Contains(known.Key)).Select(known => known.Value).FirstOrDefault("unreadable");
        return texts["citizen.chip." + kind].Value;
    }

    /// <summary>Last part of the text's key for the code of a check of the camera.</summary>
    public static string KindOfCapture(string code) => OfCaptureCodes.GetValueOrDefault(code, "again");
}
