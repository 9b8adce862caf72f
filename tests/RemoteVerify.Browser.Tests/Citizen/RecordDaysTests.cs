using RemoteVerify.Cases.Privacy;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>A long record made short without leaving anything out.</summary>
public class RecordDaysTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Lines_OfRepetitions_AreOne_AndKeepEveryNumber()
    {
        IReadOnlyList<RecordLine> lines = RecordDays.Lines([Record(0, "document.read", 9), Record(2, "document.read", 8), Record(5, "document.read", 6), Record(6, "case.open", 5), Record(7, "document.read", 4)]);
        Assert.Equal([3, 1, 1], lines.Select(line => line.Times));
        Assert.Equal([6L, 8L, 9L], lines[0].Indexes);
        Assert.Equal((Noon, Noon.AddMinutes(-5)), (lines[0].Newest.At, lines[0].Oldest));
    }

    [Fact]
    public void Lines_OfAnotherOfficeResultOrDay_StandApart()
    {
        AccessRecord own = Record(0, "document.read", 9);
        Assert.Equal(4, RecordDays.Lines([own, own with { Office = "UBND Xã Hai" }, own with { Result = "case.changed" }, Record(60 * 13, "document.read", 2)]).Count);
    }

    [Fact]
    public void Days_AreThoseOfVietnam_NewestFirst()
    {
        // 16:30 and 17:30 UTC are half past eleven at night and half past midnight.
        DateTimeOffset evening = new(2026, 11, 29, 16, 30, 0, TimeSpan.Zero);
        IReadOnlyList<RecordDay> days = RecordDays.Of(RecordDays.Lines([Record(0, "a", 2) with { At = evening.AddHours(1) }, Record(0, "a", 1) with { At = evening }]));
        Assert.Equal([new DateOnly(2026, 11, 30), new DateOnly(2026, 11, 29)], days.Select(day => day.Day));
    }

    private static AccessRecord Record(int minutesAgo, string act, long index) => new(Noon.AddMinutes(-minutesAgo), "view", act, "Xem", "UBND Xã Một", "Cán bộ", "done", "HS-1", null, index);
}
