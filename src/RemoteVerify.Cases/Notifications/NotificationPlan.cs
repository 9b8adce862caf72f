using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Notifications;

/// <summary>By what a person is told next.</summary>
public static class NotificationPlan
{
    /// <summary>Waits before the second try of a gateway, the third, and so on; after the last the next channel of the wish is taken.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    /// <summary>The first channel of the wish that can be used, after the given one; at the end of the wish the counter.</summary>
    /// <param name="file">The case.</param>
    /// <param name="participant">Whom.</param>
    /// <param name="available">Gateways of this service.</param>
    /// <param name="after">The channel that failed; null for the first.</param>
    public static NotificationChannel Next(CaseFile file, ParticipantId participant, IReadOnlyCollection<NotificationChannel> available, NotificationChannel? after)
    {
        ArgumentNullException.ThrowIfNull(file);
        NotificationWish? wish = file.WishOf(participant);
        IEnumerable<NotificationChannel> left = wish?.Channels ?? [];
        if (after is { } failed)
        {
            left = left.SkipWhile(channel => channel != failed).Skip(1);
        }

        foreach (NotificationChannel channel in left)
        {
            if (channel is NotificationChannel.PrintedCode or NotificationChannel.Counter || (available.Contains(channel) && AddressOf(file, participant, channel) is not null))
            {
                return channel;
            }
        }

        return NotificationChannel.Counter;
    }

    /// <summary>Where a gateway sends to; null without an address.</summary>
    public static string? AddressOf(CaseFile file, ParticipantId participant, NotificationChannel channel)
    {
        ArgumentNullException.ThrowIfNull(file);
        return channel switch
        {
            NotificationChannel.VNeID => file.Find(participant)?.PersonalNumber,
            NotificationChannel.Sms => file.WishOf(participant)?.Phone,
            _ => null,
        };
    }

    /// <summary>Those who are told of events of a case.</summary>
    public static IEnumerable<Participant> People(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Participants.Where(participant => participant.Kind != ParticipantKind.Helper);
    }
}
