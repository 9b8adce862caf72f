namespace RemoteVerify.Cases.Notifications;

/// <summary>How a person is told. None of them needs e-mail, and the last two need no telephone either.</summary>
public enum NotificationChannel
{
    /// <summary>Push by VNeID, addressed by the personal number.</summary>
    VNeID,

    /// <summary>Short message to a number that the person gave for this.</summary>
    Sms,

    /// <summary>The person asks with the code of a printed slip.</summary>
    PrintedCode,

    /// <summary>Somebody at the counter tells the person.</summary>
    Counter,
}

/// <summary>How far a notification is.</summary>
public enum NotificationState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting,

    /// <summary>The gateway has taken it for good. That the person read it is not known.</summary>
    Sent,

    /// <summary>No gateway is to send it, or none did: the person must be told in person.</summary>
    ToBeTold,

    /// <summary>The person was told, or asked and got the answer.</summary>
    Told,
}

/// <summary>What a person said about being told. Without it nothing is sent anywhere, and the person is told in person.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Channels">In the order of the wish; what is not in it is not used.</param>
/// <param name="Phone">For short messages: the number in international form; null without.</param>
/// <param name="At">When it was said.</param>
public sealed record NotificationWish(ParticipantId Participant, IReadOnlyList<NotificationChannel> Channels, string? Phone, DateTimeOffset At)
{
    public override string ToString() => $"NotificationWish {Participant}";
}

/// <summary>That one person has to learn of one event. It holds nothing of the person; text and address are made when it is sent.</summary>
/// <param name="Id">Its id; the gateway knows a repetition by it.</param>
/// <param name="EventId">The event.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Case">Case.</param>
/// <param name="Participant">Whom.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="Channel">How.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">Tries by the present channel.</param>
/// <param name="NextTryAt">Not before.</param>
/// <param name="QueuedAt">When it was made.</param>
/// <param name="DoneAt">When it was sent or told.</param>
/// <param name="Outcome">Code of how the last try ended; null before one.</param>
public sealed record Notification(
    Guid Id, Guid EventId, TenantId Tenant, CaseId Case, ParticipantId Participant, string Type, NotificationChannel Channel, NotificationState State, int Attempts,
    DateTimeOffset NextTryAt, DateTimeOffset QueuedAt, DateTimeOffset? DoneAt, string? Outcome)
{
    public override string ToString() => $"Notification {Id:D} of {Type}";
}
