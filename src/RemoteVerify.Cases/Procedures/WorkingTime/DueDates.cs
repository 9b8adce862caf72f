namespace RemoteVerify.Cases.Procedures.WorkingTime;

/// <summary>An interval in which the clock of a time limit stands still; open while <see cref="Until"/> is null.</summary>
public sealed record ClockStand(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>When something must be done.</summary>
/// <param name="At">The last instant, in Vietnam time.</param>
/// <param name="CountsFrom">The working day on which the dossier counts as received.</param>
/// <param name="IsStanding">The clock stands still now, so the instant still moves.</param>
/// <param name="IsProvisional">It lies after the days for which holidays were announced.</param>
public sealed record DueDate(DateTimeOffset At, DateOnly CountsFrom, bool IsStanding, bool IsProvisional);

/// <summary>Due dates of a time limit: working hours for the intake, working days for the result, and the clock that stops.</summary>
public sealed class DueDates(OfficeClock clock)
{
    /// <summary>By when the office answers a dossier that was handed in (Decree 45/2020: 8 working hours).</summary>
    /// <param name="limit">The procedure's limit.</param>
    /// <param name="submittedAt">When it was handed in.</param>
    /// <param name="stands">When the clock stood still.</param>
    /// <param name="now">The end of a stand that is still open.</param>
    public DueDate Intake(TimeLimit limit, DateTimeOffset submittedAt, IReadOnlyList<ClockStand> stands, DateTimeOffset now) => Due(
        clock.Add(submittedAt, TimeSpan.FromHours(limit.IntakeWorkingHours)), submittedAt, clock.ReceivedOn(submittedAt, null), stands, now);

    /// <summary>By when the result is due, counted from the moment the system recorded a complete valid dossier.</summary>
    /// <param name="limit">The procedure's limit.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="stands">When the clock stood still.</param>
    /// <param name="now">The end of a stand that is still open.</param>
    public DueDate Processing(TimeLimit limit, DateTimeOffset receivedAt, IReadOnlyList<ClockStand> stands, DateTimeOffset now)
    {
        DateOnly received = clock.ReceivedOn(receivedAt, limit.CutOff);
        return Due(clock.EndOf(clock.AddDays(received, limit.ProcessingWorkingDays)), receivedAt, received, stands, now);
    }

    /// <summary>Moves the date on by exactly the working time of the stands before it; one that begins after it is too late to help.</summary>
    private DueDate Due(DateTimeOffset due, DateTimeOffset from, DateOnly countsFrom, IReadOnlyList<ClockStand> stands, DateTimeOffset now)
    {
        DateTimeOffset counted = from;
        foreach (ClockStand stand in stands.OrderBy(s => s.From))
        {
            DateTimeOffset start = stand.From > counted ? stand.From : counted;
            DateTimeOffset end = stand.Until ?? now;
            if (start < due && end > start)
            {
                due = clock.Add(due, clock.Between(start, end));
                counted = end;
            }
        }

        bool standing = stands.Any(s => s.Until is null);
        return new DueDate(VietnamTime.Local(due), countsFrom, standing, VietnamTime.Day(due) > clock.Calendar.KnownUntil);
    }
}
