using System.Globalization;

namespace RemoteVerify.Cases;

/// <summary>Civil time of Vietnam, UTC+7 without summer time, as printed on documents (Decree 30/2020).</summary>
public static class VietnamTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The calendar day in Vietnam.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>The same instant with the offset of Vietnam.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(Offset);

    /// <summary>The instant of a time of day in Vietnam.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    /// <summary>The first instant of a calendar day in Vietnam.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>Day, time and offset: <c>dd/MM/yyyy HH:mm:ss +07:00</c>.</summary>
    public static string Print(DateTimeOffset at) =>
        at.ToOffset(Offset).ToString("dd/MM/yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
