namespace RemoteVerify.Cases.Procedures.WorkingTime;

/// <summary>Hours of work in a day, local time; the end is not part of it.</summary>
public sealed record WorkSpan(TimeOnly From, TimeOnly To);

/// <summary>A weekday and its hours; a weekday that is not listed is free.</summary>
public sealed record WorkDay(DayOfWeek Weekday, IReadOnlyList<WorkSpan> Hours);

/// <summary>Days on which the office is closed.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="NameVi">Name of the holiday.</param>
public sealed record Holiday(DateOnly From, DateOnly Until, string NameVi);

/// <summary>A holiday of every year.</summary>
public sealed record YearlyHoliday(int Month, int Day, string NameVi);

/// <summary>A day that is worked in exchange for another (làm bù).</summary>
/// <param name="Day">The day.</param>
/// <param name="LikeWeekday">Whose hours it has.</param>
/// <param name="NameVi">For which day.</param>
public sealed record MakeUpDay(DateOnly Day, DayOfWeek LikeWeekday, string NameVi);

/// <summary>When the offices work: data with a source, because the Government announces holidays and exchanged days year by year.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Version">Version of this data set.</param>
/// <param name="EffectiveFrom">First day for which this version is used.</param>
/// <param name="KnownUntil">Last day up to which holidays were announced; later dates are provisional.</param>
/// <param name="Week">Hours by weekday.</param>
/// <param name="Yearly">Holidays on the same date every year.</param>
/// <param name="Holidays">Holidays of single years.</param>
/// <param name="MakeUpDays">Days worked in exchange.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="LegalReview">Whether somebody compared it with the announcements.</param>
public sealed record WorkingCalendar(
    string Code,
    string Version,
    DateOnly EffectiveFrom,
    DateOnly KnownUntil,
    IReadOnlyList<WorkDay> Week,
    IReadOnlyList<YearlyHoliday> Yearly,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<MakeUpDay> MakeUpDays,
    IReadOnlyList<SourceNote> Source,
    LegalReview LegalReview)
{
    /// <summary>The hours of a day in order; empty when the office is closed.</summary>
    public IReadOnlyList<WorkSpan> HoursOf(DateOnly day)
    {
        if (MakeUpDays.FirstOrDefault(m => m.Day == day) is { } exchanged)
        {
            return OfWeekday(exchanged.LikeWeekday);
        }

        return Yearly.Any(h => h.Month == day.Month && h.Day == day.Day) || Holidays.Any(h => day >= h.From && day <= h.Until)
            ? []
            : OfWeekday(day.DayOfWeek);
    }

    /// <summary>True when the office works on <paramref name="day"/>.</summary>
    public bool IsWorkingDay(DateOnly day) => HoursOf(day).Count > 0;

    public override string ToString() => $"WorkingCalendar {Version}";

    private IReadOnlyList<WorkSpan> OfWeekday(DayOfWeek weekday) => Week.FirstOrDefault(w => w.Weekday == weekday)?.Hours ?? [];
}
