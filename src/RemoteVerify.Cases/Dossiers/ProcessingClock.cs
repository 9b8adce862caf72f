namespace RemoteVerify.Cases.Dossiers;

/// <summary>Why the clock of the time limit stands still.</summary>
public enum ClockStop
{
    /// <summary>Outer status 5.</summary>
    Supplement,

    /// <summary>Outer status 6.</summary>
    Payment,

    /// <summary>Another agency was asked (Circular 04/2020: three working days).</summary>
    OtherAgency,
}

/// <summary>An interval in which the clock stood still; open while <see cref="Until"/> is null.</summary>
public sealed record ClockPause(ClockStop Reason, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>When the time limit of a case began and when it stood still; the working calendar turns this into a due date.</summary>
/// <param name="ReceivedAt">When the system recorded a complete valid dossier; null before.</param>
/// <param name="Pauses">In order; at most the last is open.</param>
public sealed record ProcessingClock(DateTimeOffset? ReceivedAt, IReadOnlyList<ClockPause> Pauses)
{
    public static ProcessingClock NotStarted { get; } = new(null, []);

    /// <summary>True while the clock stands still.</summary>
    public bool IsPaused => Pauses.Count > 0 && Pauses[^1].Until is null;

    /// <summary>Starts it, once.</summary>
    public ProcessingClock Start(DateTimeOffset at) => ReceivedAt is null ? this with { ReceivedAt = at } : this;

    /// <summary>Stops it; a clock that stands still stands on.</summary>
    public ProcessingClock Stop(ClockStop reason, DateTimeOffset at) => IsPaused ? this : this with { Pauses = [.. Pauses, new ClockPause(reason, at, null)] };

    /// <summary>Lets it run on.</summary>
    public ProcessingClock Resume(DateTimeOffset at) => IsPaused ? this with { Pauses = [.. Pauses.SkipLast(1), Pauses[^1] with { Until = at }] } : this;
}
