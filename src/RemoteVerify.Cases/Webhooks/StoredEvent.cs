using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>An event as it stands in the list of events.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Grows in the order in which events became visible, so that who reads on from a position misses none.</param>
/// <param name="Event">What happened.</param>
public sealed record StoredEvent(Guid Id, long Position, DomainEvent Event);

/// <summary>A place in the list of events.</summary>
/// <param name="Position">Position of the last one seen.</param>
/// <param name="Id">Its id.</param>
public readonly record struct EventCursor(long Position, Guid Id)
{
    /// <summary>As clients hand it back.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Position}-{Id:N}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out EventCursor cursor)
    {
        string[] parts = text.Split('-');
        cursor = default;
        if (parts.Length != 2 || !long.TryParse(parts[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long position)
            || !Guid.TryParseExact(parts[1], "N", out Guid id))
        {
            return false;
        }

        cursor = new EventCursor(position, id);
        return true;
    }
}

/// <summary>Which events are asked for.</summary>
/// <param name="OpenedBy">Only those of cases that this client opened; null for all of the tenant.</param>
/// <param name="Type">Only this type.</param>
/// <param name="Case">Only this case.</param>
/// <param name="After">Behind this place.</param>
/// <param name="Since">Not before.</param>
/// <param name="Until">Before this.</param>
/// <param name="Limit">At most so many.</param>
public sealed record EventQuery(string? OpenedBy, string? Type, CaseId? Case, EventCursor? After, DateTimeOffset? Since, DateTimeOffset? Until, int Limit);
