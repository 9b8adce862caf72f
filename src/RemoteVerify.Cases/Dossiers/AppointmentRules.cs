using RemoteVerify.Cases.Procedures.WorkingTime;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>When a service point can be visited.</summary>
public static class AppointmentRules
{
    /// <summary>How far ahead an appointment can be booked.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(60);

    /// <summary>Why this time can't be booked: <c>past</c>, <c>too-far</c>, <c>closed</c>, <c>not-a-slot</c>; null when it can.</summary>
    public static string? Fault(ServicePoint point, DateTimeOffset at, DateTimeOffset now, WorkingCalendar calendar)
    {
        if (at <= now)
        {
            return "past";
        }

        if (at > now + Horizon)
        {
            return "too-far";
        }

        DateOnly day = VietnamTime.Day(at);
        TimeOnly time = TimeOnly.FromTimeSpan(VietnamTime.Local(at).TimeOfDay);
        OpeningHours? hours = calendar.IsWorkingDay(day)
            ? point.Opening.FirstOrDefault(open => open.Days.Contains(day.DayOfWeek) && time >= open.From && time.Add(TimeSpan.FromMinutes(point.SlotMinutes)) <= open.Until)
            : null;
        return hours is null ? "closed"
            : (time - hours.From).Ticks % TimeSpan.FromMinutes(point.SlotMinutes).Ticks != 0 ? "not-a-slot"
            : null;
    }

    /// <summary>Every slot of a day that lies ahead, in order.</summary>
    public static IReadOnlyList<DateTimeOffset> Slots(ServicePoint point, DateOnly day, DateTimeOffset now, WorkingCalendar calendar) =>
    [
        .. from open in point.Opening
           where open.Days.Contains(day.DayOfWeek)
           from i in Enumerable.Range(0, (int)((open.Until - open.From).TotalMinutes / point.SlotMinutes))
           let at = VietnamTime.At(day, open.From.AddMinutes(i * point.SlotMinutes))
           where Fault(point, at, now, calendar) is null
           orderby at
           select at,
    ];
}
