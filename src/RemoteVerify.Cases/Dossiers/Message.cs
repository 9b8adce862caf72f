namespace RemoteVerify.Cases.Dossiers;

/// <summary>A line of the thread between the people of a case and the office (R33).</summary>
/// <param name="Id"><c>m1</c>, <c>m2</c>, ...</param>
/// <param name="FromOffice">True when the office wrote it.</param>
/// <param name="By">Participant's id, client id or officer's account.</param>
/// <param name="Text">At most 2000 characters; may name people.</param>
/// <param name="At">When.</param>
/// <param name="AnswerDue">Until when the office must answer; null for the office's own lines.</param>
public sealed record Message(string Id, bool FromOffice, string By, string Text, DateTimeOffset At, DateTimeOffset? AnswerDue)
{
    /// <summary>The line that answered this one, or null.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When it went to the next higher person because nobody answered in time, or null.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    public override string ToString() => $"Message {Id}";
}
