using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>Reads a working calendar.</summary>
public static class CalendarReader
{
    private static readonly Lazy<WorkingCalendar> Embedded = new(() => DataReader.Trusted<WorkingCalendar>(DeliveredData.Files.First(f => f.Kind == ImportedKind.Calendar).Canonical.Span));

    /// <summary>The calendar delivered with the service.</summary>
    public static WorkingCalendar Delivered => Embedded.Value;

    /// <summary>The calendar with everything that is wrong with it.</summary>
    /// <param name="utf8">The file, with or without a byte order mark.</param>
    public static DataReading<WorkingCalendar> Read(ReadOnlySpan<byte> utf8) => DataReader.Read<WorkingCalendar>(utf8, DataSchema.Calendar, (calendar, _) => [.. Of(calendar)]);

    private static IEnumerable<DataFault> Of(WorkingCalendar c)
    {
        for (int i = 0; i < c.Week.Count; i++)
        {
            if (c.Week.Take(i).Any(w => w.Weekday == c.Week[i].Weekday))
            {
                yield return new DataFault($"/week/{i}/weekday", "calendar.weekday", "This weekday is listed twice. Put its hours together.");
            }

            for (int j = 0; j < c.Week[i].Hours.Count; j++)
            {
                WorkSpan span = c.Week[i].Hours[j];
                if (span.To <= span.From || (j > 0 && span.From < c.Week[i].Hours[j - 1].To))
                {
                    yield return new DataFault($"/week/{i}/hours/{j}", "calendar.hours", "Hours end after they begin, and begin after the ones before them end.");
                }
            }
        }

        for (int i = 0; i < c.Yearly.Count; i++)
        {
            if (c.Yearly[i].Day > DateTime.DaysInMonth(2024, c.Yearly[i].Month))
            {
                yield return new DataFault($"/yearly/{i}/day", "calendar.day", "This month has no such day.");
            }
        }

        for (int i = 0; i < c.Holidays.Count; i++)
        {
            if (c.Holidays[i].Until < c.Holidays[i].From || c.Holidays[i].Until > c.Holidays[i].From.AddDays(31))
            {
                yield return new DataFault($"/holidays/{i}/until", "calendar.holiday", "A holiday ends on or after its first day, and lasts a month at most.");
            }
        }

        for (int i = 0; i < c.MakeUpDays.Count; i++)
        {
            MakeUpDay day = c.MakeUpDays[i];
            if (c.Week.All(w => w.Weekday != day.LikeWeekday) || c.MakeUpDays.Take(i).Any(m => m.Day == day.Day))
            {
                yield return new DataFault($"/makeUpDays/{i}", "calendar.make-up", "A day worked in exchange is listed once and has the hours of a working weekday.");
            }
        }

        if (c.KnownUntil < c.EffectiveFrom)
        {
            yield return new DataFault("/knownUntil", "calendar.known", "The calendar is known until a day after its first.");
        }
    }
}
