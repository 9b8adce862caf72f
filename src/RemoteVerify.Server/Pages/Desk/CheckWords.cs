using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Names of checks and reasons as an officer reads them. What has no text of its own is shown by its code.</summary>
public static class CheckWords
{
    private const string Beginning = "desk.check.";

    public static string Name(PageTexts texts, string check)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Find(Beginning + check)?.Value ?? check;
    }

    /// <summary>A reason why a capture was not decided by the checks: the name of a check, or a code of its own.</summary>
    public static string Reason(PageTexts texts, string code)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Find("desk.reason." + code)?.Value ?? (texts.Find(Beginning + code) is { } name ? texts.Format("desk.person.not-passed", name.Value).Value : code);
    }

    /// <summary>Why a check was not passed, as an officer reads it: never who somebody is not. Null for a check that was not failed.</summary>
    public static PageText? Reason(PageTexts texts, CaptureCheck check)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(check);
        return check.Verdict == CheckVerdict.Failed ? texts.Find("desk.failed." + check.Name) : null;
    }

    public static string Verdict(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => "passed",
        CheckVerdict.Failed => "failed",
        CheckVerdict.NotApplicable => "not-applicable",
        CheckVerdict.Advice => "advice",
        _ => "switched-off",
    };

    public static string Tag(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => "govuk-tag--green",
        CheckVerdict.Failed => "govuk-tag--red",
        CheckVerdict.SwitchedOff => "govuk-tag--yellow",
        _ => "govuk-tag--grey",
    };
}
