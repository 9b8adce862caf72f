using FsCheck;
using FsCheck.Fluent;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Reading;
using RemoteVerify.Cases.Procedures.WorkingTime;

namespace RemoteVerify.Cases.Tests.Procedures.WorkingTime;

/// <summary>What holds at every instant of two years, holidays and exchanged days included.</summary>
public sealed class WorkingTimeProperties
{
    private static readonly OfficeClock Clock = new(CalendarReader.Delivered);
    private static readonly DueDates Due = new(Clock);
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, 2 * 365 * 24 * 60).Select(minutes => Start.AddMinutes(minutes));
    private static readonly Gen<TimeSpan> Spans = Gen.Choose(0, 60 * 24 * 30).Select(minutes => TimeSpan.FromMinutes(minutes));
    private static readonly Gen<TimeLimit> Limits =
        from days in Gen.Choose(0, 15)
        from cutOff in Gen.Elements<TimeOnly?>(null, new TimeOnly(15, 0), new TimeOnly(9, 0))
        select new TimeLimit("x", 8, days, days == 0 ? cutOff ?? new TimeOnly(15, 0) : cutOff, []);

    [Fact]
    public void Between_IsNeverNegativeAndAddsUp() => Holds(
        from a in Instants
        from b in Spans
        from c in Spans
        select (a, b, c),
        x =>
        {
            TimeSpan first = Clock.Between(x.a, x.a + x.b);
            TimeSpan second = Clock.Between(x.a + x.b, x.a + x.b + x.c);
            return first >= TimeSpan.Zero && first <= x.b && first + second == Clock.Between(x.a, x.a + x.b + x.c) && Clock.Between(x.a + x.b, x.a) <= TimeSpan.Zero;
        });

    [Fact]
    public void Add_IsTheInverseOfBetweenAndEarliest() => Holds(
        from a in Instants
        from minutes in Gen.Choose(1, 60 * 60)
        select (a, Working: TimeSpan.FromMinutes(minutes)),
        x =>
        {
            DateTimeOffset end = Clock.Add(x.a, x.Working);
            return Clock.Between(x.a, end) == x.Working && Clock.Between(x.a, end.AddSeconds(-1)) < x.Working;
        });

    [Fact]
    public void Due_LiesAfterReceiptAndInOfficeHours() => Holds(
        from limit in Limits
        from at in Instants
        select (limit, at),
        x =>
        {
            DueDate intake = Due.Intake(x.limit, x.at, [], x.at);
            DueDate result = Due.Processing(x.limit, x.at, [], x.at);
            return new[] { intake, result }.All(due => due.At > x.at && Clock.Calendar.IsWorkingDay(VietnamTime.Day(due.At)) && due.CountsFrom >= VietnamTime.Day(x.at));
        });

    [Fact]
    public void Due_OfALaterReceipt_IsNotEarlier() => Holds(
        from limit in Limits
        from at in Instants
        from later in Spans
        select (limit, at, later),
        x => Due.Processing(x.limit, x.at, [], x.at).At <= Due.Processing(x.limit, x.at + x.later, [], x.at).At
            && Due.Intake(x.limit, x.at, [], x.at).At <= Due.Intake(x.limit, x.at + x.later, [], x.at).At);

    /// <summary>Stands that follow each other before the due date add exactly the working time in which the clock stood.</summary>
    [Fact]
    public void Due_WithStands_MovesByExactlyTheirWorkingTime() => Holds(
        from limit in Limits
        from at in Instants
        from parts in Gen.ListOf(from gap in Gen.Choose(0, 600) from length in Gen.Choose(0, 6000) select (gap, length), 3)
        select (limit, at, parts),
        x =>
        {
            var stands = new List<ClockStand>();
            DateTimeOffset cursor = x.at;
            TimeSpan stood = TimeSpan.Zero;
            DateTimeOffset without = Due.Processing(x.limit, x.at, [], x.at).At;
            foreach ((int gap, int length) in x.parts)
            {
                DateTimeOffset from = cursor.AddMinutes(gap);
                DateTimeOffset dueSoFar = Clock.Add(without, stood);
                cursor = from.AddMinutes(length);
                stands.Add(new ClockStand(from, cursor));
                stood += from < dueSoFar ? Clock.Between(from, cursor) : TimeSpan.Zero;
            }

            DateTimeOffset due = Due.Processing(x.limit, x.at, stands, cursor).At;
            return due >= without && Clock.Between(without, due) == stood;
        });

    /// <summary>Two stands that overlap count once, in whatever order they are told.</summary>
    [Fact]
    public void Due_WithOverlappingStands_CountsThemOnce() => Holds(
        from limit in Limits
        from at in Instants
        from length in Gen.Choose(1, 6000)
        select (limit, at, length),
        x =>
        {
            DateTimeOffset end = x.at.AddMinutes(x.length);
            DateTimeOffset middle = x.at.AddMinutes(x.length / 2);
            ClockStand whole = new(x.at, end);
            DateTimeOffset once = Due.Processing(x.limit, x.at, [whole], end).At;
            return once == Due.Processing(x.limit, x.at, [new ClockStand(middle, end), whole], end).At
                && once == Due.Processing(x.limit, x.at, [new ClockStand(x.at, middle), new ClockStand(middle, end)], end).At;
        });

    private static void Holds<T>(Gen<T> values, Func<T, bool> property) =>
        Prop.ForAll(values.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
