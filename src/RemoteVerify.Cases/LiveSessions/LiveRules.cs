using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>Who may be in a room, and what of it an act gets.</summary>
internal static class LiveRules
{
    public static Refusal NotOpen() => new(RefusalCode.LiveNotOpen, "There is no live session of this case now. The officer of the case opens one.");

    public static Refusal NotInvited() => new(RefusalCode.LiveNotInvited, "You are not invited to this live session. Ask the officer who opened it.");

    /// <summary>The refusal for an officer who may not open a room of this case: in a session with notaries it is theirs.</summary>
    public static Refusal? NotTheirs(CaseFile file, Actor officer) =>
        file.Session is not { } session || session.Lead == officer.Id || session.Venues.Any(venue => venue.Notary == officer.Id)
            ? null
            : SessionRules.NotAssigned("This is for the notary who leads and those at the venues.");

    /// <summary>The open room of the case, in which the actor has a seat.</summary>
    public static async Task<Outcome<(LiveRoom Room, LiveSeat Seat)>> SeatAsync(this Work work, CaseId id, CancellationToken cancellationToken)
    {
        if (await work.Unit.LiveRooms.FindOpenAsync(work.Actor.Tenant, id, cancellationToken) is not { } room || !room.IsOpen(work.Now))
        {
            return NotOpen();
        }

        work.About(room.Case);
        work.Note("room", room.Id.ToString("D"));
        return room.SeatOf(work.Actor) is { } seat ? (room, seat) : NotInvited();
    }

    /// <summary>Saves the next version of the room.</summary>
    public static async Task<LiveRoom> SaveAsync(this Work work, LiveRoom changed, CancellationToken cancellationToken)
    {
        LiveRoom next = changed with { Version = changed.Version + 1 };
        await work.Unit.LiveRooms.UpdateAsync(next, cancellationToken);
        return next;
    }
}
