using System.Globalization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Acts of a notarial session that the screen has forms for.</summary>
public sealed record SessionWork(
    ShareDraft Share, ReadPaper Read, ScheduleSession Schedule, OpenSession Open, RecordPapersShown Papers, ConfirmCapacity Capacity, RecordReading Reading, TakeSigningPhoto Photo, CloseSession Close,
    AbortSession Abort);

/// <summary>
/// The plan of a session as the form asks for it: where each person is and with which notary. Who shares a place and a notary shares a venue; the venue of the notary who leads is the first, also when nobody
/// else is there.
/// </summary>
public static class PlannedVenues
{
    private static readonly string[] Hours = ["H:m", "H.m", "H'h'm", "H'h'"];

    /// <summary>The instant of a day (<c>30/11/2026</c>) and an hour (<c>14:30</c>, <c>14h30</c>) of Vietnam; null for what can't be read. Fields of the browser would ask in the order of its own language.</summary>
    public static DateTimeOffset? Time(string? day, string? hour) =>
        ShownValues.TypedDay(day) is { } date && TimeOnly.TryParseExact(hour?.Trim(), Hours, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? VietnamTime.At(date, time) : null;

    /// <summary>The hour of an instant in Vietnam: 14:30.</summary>
    public static string Hour(DateTimeOffset at) => VietnamTime.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The half hour after the next one: what a session that is planned now may begin with.</summary>
    public static DateTimeOffset NextHalfHour(DateTimeOffset now)
    {
        DateTimeOffset local = VietnamTime.Local(now);
        return local.AddTicks(-(local.Ticks % TimeSpan.FromMinutes(30).Ticks)).AddHours(1);
    }

    /// <param name="people">Each signer with place and notary, in the order of the case.</param>
    /// <param name="lead">The account of the notary who leads.</param>
    /// <param name="place">Where the lead is when no signer is with them.</param>
    public static IReadOnlyList<VenuePlan> Of(IEnumerable<(ParticipantId Person, string Place, string Notary)> people, string lead, string place)
    {
        List<VenuePlan> venues = [.. people.GroupBy(one => (one.Place, one.Notary)).Select(group => new VenuePlan(group.Key.Place, null, group.Key.Notary, [.. group.Select(one => one.Person)]))];
        if (venues.TrueForAll(venue => venue.Notary != lead))
        {
            venues.Insert(0, new VenuePlan(place, null, lead, []));
        }

        return [.. venues.OrderBy(venue => venue.Notary == lead ? 0 : 1)];
    }

    /// <summary>Who leads the transaction of a case; null before somebody was named and in other journeys.</summary>
    public static string? LeadOf(Case one) => one switch
    {
        LeadAssigned c => c.Lead,
        PreventionCleared c => c.Lead,
        DraftShared c => c.Lead,
        _ => one is SessionScheduled scheduled ? scheduled.Lead : one.File.Session?.Lead,
    };

    /// <summary>The last answer of the prevention list; null before one.</summary>
    public static PreventionCheck? PreventionOf(Case one) => one switch
    {
        PreventionCleared c => c.Prevention,
        DraftShared c => c.Prevention,
        SessionScheduled c => c.Prevention,
        _ => one.File.Session?.Prevention,
    };
}
