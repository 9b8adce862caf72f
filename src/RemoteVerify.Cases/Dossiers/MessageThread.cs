using RemoteVerify.Cases.Procedures.WorkingTime;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>The thread of a case.</summary>
public static class MessageThread
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaximumLength = 2000;

    /// <summary>Most messages of one case.</summary>
    public const int MaximumMessages = 500;

    /// <summary>Adds what somebody asks the office, with the time by which it answers.</summary>
    internal static Outcome<Dossier> Ask(Dossier dossier, Actor actor, string text, DateTimeOffset now, AgencyProfile? agency, OfficeClock clock)
    {
        if (agency is null)
        {
            return new Refusal(RefusalCode.AgencyNotKnown, "The service has no data of this agency, so nobody would answer. Call the office, and have the operator add the agency.");
        }

        DateTimeOffset due = clock.EndOf(clock.AddDays(VietnamTime.Day(now), agency.MessageAnswerWorkingDays));
        return Add(dossier, actor, text, now, due);
    }

    /// <summary>Adds the office's line; where it answers another, that one is closed.</summary>
    internal static Outcome<Dossier> Answer(Dossier dossier, Actor actor, string text, DateTimeOffset now, string? answers)
    {
        if (answers is not null && dossier.Messages.FirstOrDefault(message => message.Id == answers) is not { FromOffice: false, AnsweredBy: null })
        {
            return new Refusal(RefusalCode.MessageNotFound, "There is no open question with this id. Use the id of a message that waits for an answer, or none.");
        }

        return Add(dossier, actor, text, now, null).TryGet(out Dossier? added, out Refusal? refusal)
            ? added with { Messages = [.. added.Messages.Select(message => message.Id == answers ? message with { AnsweredBy = added.Messages[^1].Id } : message)] }
            : refusal;
    }

    /// <summary>Questions whose time has run out and that nobody was told of yet.</summary>
    public static IReadOnlyList<Message> Overdue(Dossier dossier, DateTimeOffset now) =>
        [.. dossier.Messages.Where(message => message is { FromOffice: false, AnsweredBy: null, EscalatedAt: null } && message.AnswerDue < now)];

    /// <summary>When the first of the questions that wait is overdue; null when none waits.</summary>
    public static DateTimeOffset? NextDue(Dossier dossier) =>
        dossier.Messages.Where(message => message is { FromOffice: false, AnsweredBy: null, EscalatedAt: null }).Min(message => message.AnswerDue);

    private static Outcome<Dossier> Add(Dossier dossier, Actor actor, string text, DateTimeOffset now, DateTimeOffset? due)
    {
        string clean = FieldFaults.Clean(text);
        if (clean.Length is 0 or > MaximumLength || dossier.Messages.Count >= MaximumMessages)
        {
            return new Refusal(RefusalCode.MessageNotAccepted, $"A message has 1 to {MaximumLength} characters. Shorten it, or come to the office when the thread is full.");
        }

        return dossier with
        {
            Messages = [.. dossier.Messages, new Message($"m{dossier.Messages.Count + 1}", actor.Role == ActorRole.Officer, actor.Id, clean, now, due)],
        };
    }
}
