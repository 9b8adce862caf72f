namespace RemoteVerify.Cases.Procedures.WorkingTime;

/// <summary>Counts time in which the office works, in Vietnam time. Pure: it is told every instant.</summary>
public sealed class OfficeClock(WorkingCalendar calendar)
{
    /// <summary>No office is closed longer than this; a calendar that says so is broken.</summary>
    private const int MaximumClosedDays = 60;

    /// <summary>The calendar that is counted by.</summary>
    public WorkingCalendar Calendar { get; } = calendar;

    /// <summary>Working time from <paramref name="from"/> up to <paramref name="until"/>; zero when it is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset until)
    {
        TimeSpan sum = TimeSpan.Zero;
        for (DateOnly day = VietnamTime.Day(from); until > from && day <= VietnamTime.Day(until); day = day.AddDays(1))
        {
            foreach ((DateTimeOffset start, DateTimeOffset end) in Spans(day))
            {
                DateTimeOffset first = start > from ? start : from;
                DateTimeOffset last = end < until ? end : until;
                sum += last > first ? last - first : TimeSpan.Zero;
            }
        }

        return sum;
    }

    /// <summary>The earliest instant by which <paramref name="working"/> of working time has passed since <paramref name="from"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="working"/> is negative.</exception>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan working)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, TimeSpan.Zero);
        TimeSpan rest = working;
        DateTimeOffset at = from;
        for (DateOnly day = VietnamTime.Day(from); rest > TimeSpan.Zero; day = NextWorkingDay(day))
        {
            foreach ((DateTimeOffset start, DateTimeOffset end) in Spans(day).Where(span => span.End > from))
            {
                DateTimeOffset first = start > from ? start : from;
                if (end - first >= rest)
                {
                    return first + rest;
                }

                rest -= end - first;
                at = end;
            }
        }

        return at;
    }

    /// <summary>The day itself, moved on by <paramref name="workingDays"/> working days; 0 of a closed day is the next working day.</summary>
    public DateOnly AddDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        DateOnly at = Calendar.IsWorkingDay(day) ? day : NextWorkingDay(day);
        for (int i = 0; i < workingDays; i++)
        {
            at = NextWorkingDay(at);
        }

        return at;
    }

    /// <summary>The working day on which something that came at <paramref name="at"/> counts as received.</summary>
    /// <param name="at">When it came.</param>
    /// <param name="cutOff">What comes after this time of day counts on the next working day; the end of work where it is earlier or null.</param>
    public DateOnly ReceivedOn(DateTimeOffset at, TimeOnly? cutOff)
    {
        DateOnly day = VietnamTime.Day(at);
        if (Calendar.HoursOf(day) is not { Count: > 0 } hours)
        {
            return NextWorkingDay(day);
        }

        TimeOnly last = cutOff is { } rule && rule < hours[^1].To ? rule : hours[^1].To;
        return at <= VietnamTime.At(day, last) ? day : NextWorkingDay(day);
    }

    /// <summary>The end of work of a working day.</summary>
    public DateTimeOffset EndOf(DateOnly workingDay) => VietnamTime.At(workingDay, Calendar.HoursOf(workingDay)[^1].To);

    private DateOnly NextWorkingDay(DateOnly day)
    {
        for (int i = 1; i <= MaximumClosedDays; i++)
        {
            if (Calendar.IsWorkingDay(day.AddDays(i)))
            {
                return day.AddDays(i);
            }
        }

        throw new InvalidOperationException($"The calendar {Calendar.Version} has no working day within {MaximumClosedDays} days.");
    }

    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Spans(DateOnly day) => Calendar.HoursOf(day).Select(span => (VietnamTime.At(day, span.From), VietnamTime.At(day, span.To)));
}
