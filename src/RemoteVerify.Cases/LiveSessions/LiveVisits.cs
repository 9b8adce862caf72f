using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>A room as somebody in it sees it.</summary>
/// <param name="Room">The room.</param>
/// <param name="Seat">The own seat.</param>
/// <param name="Names">What the others read of each seat, by its id: the venue's name, the participant's or the officer's.</param>
public sealed record LiveView(LiveRoom Room, LiveSeat Seat, IReadOnlyDictionary<string, string> Names)
{
    public override string ToString() => $"LiveView {Seat.Id}";
}

/// <summary>Shows the open room of a case to who has a seat in it.</summary>
public sealed class ReadLive(Desk desk, Countersigning.IOfficerDirectory officers)
{
    public Task<Outcome<LiveView>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveView>(Act.ReadLive, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            Case? current = await work.Unit.Cases.FindAsync(actor.Tenant, id, ct);
            return new LiveView(own.Room, own.Seat, SeatNames.Of(own.Room, current?.File, officers));
        }, cancellationToken);
}

/// <summary>Shows every room that a case had to an officer whose case it is.</summary>
public sealed class ListLive(Desk desk, Countersigning.IOfficerDirectory officers)
{
    /// <returns>The oldest first; the seat of each is the first one, because the officer need not have been there.</returns>
    public Task<Outcome<IReadOnlyList<LiveView>>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<LiveView>>(Act.ListLive, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            return LiveRules.NotTheirs(current.File, actor) is { } notTheirs
                ? notTheirs
                : Outcome<IReadOnlyList<LiveView>>.Done(
                    [.. (await work.Unit.LiveRooms.ListAsync(actor.Tenant, id, ct)).Select(room => new LiveView(room, room.Seats[0], SeatNames.Of(room, current.File, officers)))]);
        }, cancellationToken);
}

/// <summary>What people read of a seat.</summary>
internal static class SeatNames
{
    public static IReadOnlyDictionary<string, string> Of(LiveRoom room, CaseFile? file, Countersigning.IOfficerDirectory officers) =>
        room.Seats.ToDictionary(seat => seat.Id, seat => NameOf(seat, file, officers), StringComparer.Ordinal);

    private static string NameOf(LiveSeat seat, CaseFile? file, Countersigning.IOfficerDirectory officers) => seat.Kind switch
    {
        LiveSeatKind.Participant => file?.Find(new ParticipantId(seat.Account))?.FullName ?? seat.Account,
        LiveSeatKind.Officer when file is not null && officers.Find(file.Tenant, seat.Account)?.FullName is { } name => seat.Name.Length > 0 ? $"{name}, {seat.Name}" : name,
        LiveSeatKind.Officer => seat.Account,
        _ => seat.Name,
    };
}

/// <summary>Somebody comes into the room; that they did and when is kept.</summary>
public sealed class JoinLive(Desk desk)
{
    public Task<Outcome<LiveRoom>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRoom>(Act.JoinLive, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            if (own.Room.Visits.Count >= LiveRoom.MaximumVisits)
            {
                return new Refusal(RefusalCode.LiveFull, "People came and went too often in this live session. Close it and open another one.");
            }

            work.Note("seat", own.Seat.Id);
            return await work.SaveAsync(own.Room with { Visits = [.. LeaveLive.Left(own.Room, own.Seat, work.Now), new LiveVisit(own.Seat.Id, work.Now, null)] }, ct);
        }, cancellationToken);
}

/// <summary>Somebody goes, or their line was gone for too long.</summary>
public sealed class LeaveLive(Desk desk)
{
    public Task<Outcome<LiveRoom>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRoom>(Act.LeaveLive, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            work.Note("seat", own.Seat.Id);
            return await work.SaveAsync(own.Room with { Visits = Left(own.Room, own.Seat, work.Now) }, ct);
        }, cancellationToken);

    internal static IReadOnlyList<LiveVisit> Left(LiveRoom room, LiveSeat seat, DateTimeOffset now) =>
        [.. room.Visits.Select(visit => visit.Seat == seat.Id && visit.Until is null ? visit with { Until = now } : visit)];
}

/// <summary>Ends the room for everybody. What was recorded until then stays.</summary>
public sealed class CloseLive(Desk desk)
{
    public Task<Outcome<LiveRoom>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRoom>(Act.CloseLive, actor, async (work, ct) =>
            (await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal)
                ? await work.SaveAsync(Closed(own.Room, work.Now), ct)
                : refusal, cancellationToken);

    internal static LiveRoom Closed(LiveRoom room, DateTimeOffset at) => room with
    {
        ClosedAt = at,
        Visits = [.. room.Visits.Select(visit => visit.Until is null ? visit with { Until = at } : visit)],
        Recordings = [.. room.Recordings.Select(recording => recording.Until is null ? recording with { Until = at } : recording)],
    };
}
