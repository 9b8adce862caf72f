using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Reading;
using RemoteVerify.Cases.Procedures.WorkingTime;

namespace RemoteVerify.Cases.Tests.Procedures.WorkingTime;

/// <summary>Office hours 7:30-11:30 and 13:30-17:00, Monday to Friday.</summary>
public sealed class WorkingTimeTests
{
    private static readonly OfficeClock Clock = new(CalendarReader.Delivered);
    private static readonly DueDates Due = new(Clock);
    private static readonly TimeLimit SameDay = DeliveredFiles.Of("certified-copy-paper").TimeLimit!;
    private static readonly TimeLimit TwoDays = DeliveredFiles.Of("notarised-contract").TimeLimit!;

    [Theory]
    [InlineData("2026-11-30 07:30", 8, "2026-12-01 08:00")] // Monday morning: 7.5 hours today, half an hour tomorrow
    [InlineData("2026-11-30 16:00", 8, "2026-12-01 16:30")]
    [InlineData("2026-11-30 12:00", 1, "2026-11-30 14:30")] // at noon
    [InlineData("2026-11-28 10:00", 8, "2026-12-01 08:00")] // Saturday
    [InlineData("2026-02-13 16:30", 8, "2026-02-23 17:00")] // the last half hour before Tết, and the first day after it
    [InlineData("2026-11-30 03:00", 0, "2026-11-30 03:00")]
    public void Add_WorkingHours_CountsOfficeHoursOnly(string from, int hours, string expected) =>
        Assert.Equal(Local(expected), Clock.Add(Local(from), TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("2026-11-30 09:00", "2026-11-30 17:00")]
    [InlineData("2026-11-30 15:00", "2026-11-30 17:00")] // on the stroke of three it is still today
    [InlineData("2026-11-30 15:01", "2026-12-01 17:00")]
    [InlineData("2026-11-27 15:30", "2026-11-30 17:00")] // Friday afternoon
    [InlineData("2026-11-28 09:00", "2026-11-30 17:00")] // Saturday
    [InlineData("2026-04-29 15:30", "2026-05-04 17:00")] // 30 April, 1 May, weekend
    [InlineData("2026-02-13 15:30", "2026-02-23 17:00")] // Tết
    [InlineData("2026-01-09 15:30", "2026-01-10 17:00")] // Saturday 10 January is worked in exchange
    [InlineData("2026-11-30 00:30", "2026-11-30 17:00")] // night, before work
    public void Processing_SameDay_FollowsTheRuleOfThreeOClock(string received, string expected) =>
        Assert.Equal(Local(expected), Due.Processing(SameDay, Local(received), [], Local(received)).At);

    [Theory]
    [InlineData("2026-11-30 16:59", "2026-12-02 17:00")]
    [InlineData("2026-11-30 17:01", "2026-12-03 17:00")] // after work it counts as the next day
    [InlineData("2026-12-03 09:00", "2026-12-07 17:00")]
    public void Processing_WorkingDays_CountsFromTheDayOfReceipt(string received, string expected) =>
        Assert.Equal(Local(expected), Due.Processing(TwoDays, Local(received), [], Local(received)).At);

    [Fact]
    public void Processing_WithAStand_MovesByExactlyItsWorkingTime()
    {
        // Asked for a supplement at 16:00, it came at 10:00 the next morning: one hour and two and a half hours of work.
        DueDate due = Due.Processing(SameDay, Local("2026-11-30 09:00"), [new ClockStand(Local("2026-11-30 16:00"), Local("2026-12-01 10:00"))], Local("2026-12-05 09:00"));

        Assert.Equal(Local("2026-12-01 11:00"), due.At);
        Assert.False(due.IsStanding);
        Assert.Equal(new DateOnly(2026, 11, 30), due.CountsFrom);
    }

    [Fact]
    public void Processing_WithAnOpenStand_MovesWithTime()
    {
        ClockStand[] open = [new(Local("2026-11-30 10:00"), null)];
        DueDate early = Due.Processing(TwoDays, Local("2026-11-30 09:00"), open, Local("2026-11-30 10:30"));
        DueDate later = Due.Processing(TwoDays, Local("2026-11-30 09:00"), open, Local("2026-12-08 10:30"));

        Assert.True(early.IsStanding);
        Assert.True(later.At > early.At);
    }

    [Fact]
    public void Processing_WithAStandAfterTheDueDate_DoesNotHelp()
    {
        DueDate due = Due.Processing(SameDay, Local("2026-11-30 09:00"), [new ClockStand(Local("2026-12-01 08:00"), Local("2026-12-03 08:00"))], Local("2026-12-05 09:00"));

        Assert.Equal(Local("2026-11-30 17:00"), due.At);
    }

    [Fact]
    public void Due_BeyondTheAnnouncedHolidays_IsProvisional()
    {
        Assert.False(Due.Processing(TwoDays, Local("2026-12-01 09:00"), [], Local("2026-12-01 09:00")).IsProvisional);
        Assert.True(Due.Processing(TwoDays, Local("2027-02-04 09:00"), [], Local("2027-02-04 09:00")).IsProvisional);
    }

    /// <summary>An instant of another zone is the same instant.</summary>
    [Fact]
    public void Intake_AskedInUtc_IsTheSame() => Assert.Equal(
        Due.Intake(TwoDays, Local("2026-11-30 16:00"), [], Local("2026-11-30 16:00")),
        Due.Intake(TwoDays, Local("2026-11-30 16:00").ToUniversalTime(), [], Local("2026-11-30 16:00")));

    [Fact]
    public void Add_WithACalendarThatIsAlwaysClosed_Throws()
    {
        WorkingCalendar closed = CalendarReader.Delivered with { Holidays = [new Holiday(new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), "x")] };

        Assert.Throws<InvalidOperationException>(() => new OfficeClock(closed).Add(Local("2026-11-30 09:00"), TimeSpan.FromHours(1)));
    }

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7));
}
