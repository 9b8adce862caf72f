using System.Globalization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Papers;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Values of a case as officers read them: days as they are written here, the words of a choice, numbers in groups of three.</summary>
public static class ShownValues
{
    private const string Kept = "yyyy-MM-dd", Written = "d/M/yyyy";

    /// <summary>A day that is kept as <c>2026-11-30</c>; anything else stays as it is.</summary>
    public static string Day(string value) =>
        DateOnly.TryParseExact(value, Kept, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? PageTexts.Day(day) : value;

    /// <summary>A day that was typed as <c>30/11/2026</c>, in the form that is kept; anything else stays as it is, and the act names it.</summary>
    public static string KeptDay(string typed) => TypedDay(typed)?.ToString(Kept, CultureInfo.InvariantCulture) ?? typed;

    /// <summary>A day that was typed as <c>30/11/2026</c>; null for anything else.</summary>
    public static DateOnly? TypedDay(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>The marital status that was established; null before and in other journeys.</summary>
    public static MaritalStatus? Marital(Case one) => one switch
    {
        StatusKnown c => c.Marital,
        CertificateDrafted c => c.Marital,
        DraftConfirmed c => c.Marital,
        _ => null,
    };

    /// <summary>The sentence that the certificate will say, with its values; null where the procedure knows no such phrase.</summary>
    public static string? Sentence(MaritalOptions? options, MaritalStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return options?.Phrases.FirstOrDefault(phrase => phrase.Id == status.Phrase) is { } phrase
            ? status.Values.Aggregate(phrase.TextVi, (text, value) => text.Replace($"[{value.Key}]", Day(value.Value), StringComparison.Ordinal))
            : null;
    }

    /// <summary>What the case still needs, a line for a paper and its state; whose it is stands with it where each person gives an own one and not all are in the same state.</summary>
    public static IEnumerable<(RequiredPaper Paper, PaperDemand Demand, string Of)> Needs(DossierView dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        foreach (IGrouping<string, PaperNeed> paper in dossier.Needs.GroupBy(need => need.Paper.Id))
        {
            IGrouping<PaperDemand, PaperNeed>[] states = [.. paper.GroupBy(need => need.Demand)];
            foreach (IGrouping<PaperDemand, PaperNeed> state in states)
            {
                string[] names = [.. state.Select(need => need.Participant).OfType<string>().Select(id => dossier.Case.File.Find(new ParticipantId(id))?.FullName ?? id)];
                yield return (state.First().Paper, state.Key, states.Length > 1 ? string.Join(", ", names) : string.Empty);
            }
        }
    }

    /// <summary>What was done, in the words that the person whose case it is reads too, else in the desk's own; the code of the act where there are none.</summary>
    public static string Done(PageTexts texts, string act)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return RecordWords.Delivered.Acts.TryGetValue(act, out RecordedAct? known) ? texts.Pick(known.Vi, known.En).Value : texts.Find($"desk.done.{act}")?.Value ?? act;
    }

    /// <summary>Who did it: a participant by name, the service, the holder of a link; an account as it is registered.</summary>
    public static string Who(PageTexts texts, CaseFile file, string actor, Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(nameOf);
        return file.Find(new ParticipantId(actor))?.FullName ?? actor switch
        {
            "service" => texts.Plain("desk.who.service"),
            "anyone" or "ticket" => texts.Plain("desk.who.link"),
            _ => nameOf(actor),
        };
    }
}
