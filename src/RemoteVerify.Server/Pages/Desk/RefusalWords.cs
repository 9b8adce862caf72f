using RemoteVerify.Cases;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>A refusal of an act as one line for an officer: what to do, in the page's language; its code is there to be told to the operator.</summary>
public static class RefusalWords
{
    public static string Of(PageTexts texts, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(refusal);
        IEnumerable<string> steps = NextSteps.Delivered.Of(refusal.Code).Where(step => step.Id != "help-at-desk").Select(step => texts.Pick(step.TextVi, step.TextEn).Value);
        return $"{texts.Plain("desk.refused")} {string.Join(' ', steps)} ({refusal.Code.Value})";
    }
}
