namespace RemoteVerify.Cases.Dossiers;

/// <summary>A place where people are served in person (điểm tiếp nhận): an office, a notary's venue, a village point.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name as printed on slips.</param>
/// <param name="Address">Address as printed.</param>
/// <param name="Hours">Opening hours in words, as printed.</param>
public sealed record ServicePoint(string Id, string Name, string Address, string Hours)
{
    /// <summary>Telephone as printed, or null.</summary>
    public string? Telephone { get; init; }

    /// <summary>When appointments can be had; empty where people come without one.</summary>
    public IReadOnlyList<OpeningHours> Opening { get; init; } = [];

    /// <summary>Length of one appointment.</summary>
    public int SlotMinutes { get; init; } = 15;

    /// <summary>How many people can be served at once.</summary>
    public int SlotCapacity { get; init; } = 1;
}

/// <summary>A time of day at which a service point is open on some days of the week; holidays are those of the working calendar.</summary>
/// <param name="Days">Days of the week.</param>
/// <param name="From">First minute, Vietnam time.</param>
/// <param name="Until">When it closes.</param>
public sealed record OpeningHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until);

public enum AppointmentState
{
    Booked,
    Kept,
    Missed,
    Cancelled,
}

/// <summary>A booked visit; its slip is a paper of the dossier.</summary>
/// <param name="Id"><c>a1</c>, <c>a2</c>, ...</param>
/// <param name="ServicePoint">Where.</param>
/// <param name="At">When it starts.</param>
/// <param name="Purpose">What for: a step of the procedure.</param>
/// <param name="State">How it ended, or booked.</param>
/// <param name="BookedAt">When it was booked.</param>
public sealed record Appointment(string Id, string ServicePoint, DateTimeOffset At, string Purpose, AppointmentState State, DateTimeOffset BookedAt)
{
    /// <summary>The printed slip in the dossier.</summary>
    public string? Slip { get; init; }
}
