using System.Text.RegularExpressions;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>A refusal of an act as one line for an officer: what to do, in the page's language; its code is there to be told to the operator.</summary>
public static partial class RefusalWords
{
    /// <summary>Where the form stands that a fault of a plan is about.</summary>
    private const string TimeOfSession = "session-day";

    public static string Of(PageTexts texts, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(refusal);

        // Steps are written for citizens too; where an officer does something else, the desk says it.
        string what = texts.Find($"desk.refusal.{refusal.Code.Value}")?.Value
            ?? string.Join(' ', NextSteps.Delivered.Of(refusal.Code).Where(step => step.Id != "help-at-desk").Select(step => texts.Pick(step.TextVi, step.TextEn).Value));
        return $"{texts.Plain("desk.refused")} {what} ({refusal.Code.Value})";
    }

    /// <summary>The refusal, and under it each of its reasons that the desk has words for: which page of a scan, who is missing in a session.</summary>
    public static IReadOnlyList<FieldError> Errors(PageTexts texts, Refusal refusal, CaseFile file) =>
        [new(string.Empty, Of(texts, refusal)), .. refusal.Reasons.Select(reason => Reason(texts, refusal.Code == RefusalCode.DraftNotAgreed ? $"agrees:{reason}" : reason, file)).OfType<FieldError>().Distinct()];

    /// <summary>One reason in words (<c>dpi-too-low:page-1:120</c>, <c>papers-shown:p1</c>, <c>venues[0].notary</c>); null where the desk has none for it.</summary>
    public static FieldError? Reason(PageTexts texts, string reason, CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(reason);
        string[] parts = Place().Replace(reason, string.Empty).Split(':');
        if (texts.Find($"desk.fact.{parts[0]}") is { } fact)
        {
            return new FieldError(string.Empty, texts.Format("desk.lacks.fact", fact.Value));
        }

        return texts.Find($"desk.lacks.{parts[0]}") is null
            ? null
            : new FieldError(parts[0] == "at" ? TimeOfSession : string.Empty, texts.Format($"desk.lacks.{parts[0]}", Whose(file, parts.ElementAtOrDefault(1)), parts.ElementAtOrDefault(2)));
    }

    /// <summary>The name of a participant, the place of a venue, the number of a page; else the word as it is.</summary>
    private static string Whose(CaseFile file, string? id)
    {
        ArgumentNullException.ThrowIfNull(file);
        return id is null ? string.Empty
            : file.Find(new ParticipantId(id)) is { } person ? person.FullName
            : file.Session?.FindVenue(id) is { } venue ? venue.PrintedPlace
            : id.StartsWith("page-", StringComparison.Ordinal) ? id[5..]
            : id;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Place();
}
