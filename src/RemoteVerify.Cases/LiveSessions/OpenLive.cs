using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>Opens the room of a case: a seat for the officer, for everybody who takes part in the case, and for the notaries at the venues of a notarised contract.</summary>
public sealed class OpenLive(Desk desk)
{
    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The open room: the one that is open already, for who has a seat in it.</returns>
    public Task<Outcome<LiveRoom>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRoom>(Act.OpenLive, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (LiveRules.NotTheirs(current.File, actor) is { } notTheirs)
            {
                return notTheirs;
            }

            if (await work.Unit.LiveRooms.FindOpenAsync(actor.Tenant, current.File.Id, ct) is { } open)
            {
                if (open.IsOpen(work.Now))
                {
                    return open.SeatOf(actor) is null ? LiveRules.NotInvited() : open;
                }

                await work.SaveAsync(CloseLive.Closed(open, open.OpenedAt + LiveRoom.Lifetime), ct);
            }

            var room = new LiveRoom(Guid.CreateVersion7(work.Now), actor.Tenant, current.File.Id, actor.Id, work.Now, null, Seats(current.File, actor), 1);
            if (room.Seats.Count > LiveRoom.MaximumSeats)
            {
                return new Refusal(RefusalCode.LiveFull, $"A live session has at most {LiveRoom.MaximumSeats} places. Meet at the office, or let several people sit before one camera.");
            }

            work.Note("room", room.Id.ToString("D"));
            await work.Unit.LiveRooms.AddAsync(room, ct);
            return room;
        }, cancellationToken);

    private static LiveSeat[] Seats(CaseFile file, Actor actor)
    {
        IEnumerable<(LiveSeatKind Kind, string Account, string Name)> officers = file.Session is { } session
            ? session.Venues.Select(venue => (LiveSeatKind.Officer, venue.Notary, venue.PrintedPlace)).Append((LiveSeatKind.Officer, session.Lead, ""))
            : [];
        return
        [
            .. officers.Append((LiveSeatKind.Officer, actor.Id, "")).DistinctBy(seat => seat.Item2)
                .Concat(file.Participants.Select(p => (LiveSeatKind.Participant, p.Id.Value, "")))
                .Select((seat, i) => new LiveSeat($"s{i + 1}", seat.Item1, seat.Item2, seat.Item3)),
        ];
    }
}

/// <summary>Invites a place with a camera of its own (điểm cầu): whoever has the link takes its seat.</summary>
public sealed class InviteToLive(Desk desk)
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaximumName = 80;

    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(12);

    /// <param name="actor">An officer in the room.</param>
    /// <param name="id">The case.</param>
    /// <param name="name">What the others read: <c>Điểm cầu Nhà văn hóa tổ 1</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The token of the link; it works once.</returns>
    public Task<Outcome<GivenToken>> DoAsync(Actor actor, CaseId id, string? name, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenToken>(Act.InviteToLive, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            string wanted = (name ?? "").Trim();
            if (wanted.Length is 0 or > MaximumName || wanted.Any(char.IsControl) || own.Room.Seats.Any(seat => seat.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
            {
                return new Refusal(RefusalCode.LiveNameInvalid, $"Give the venue a name of its own, of at most {MaximumName} characters.");
            }

            if (own.Room.Seats.Count >= LiveRoom.MaximumSeats)
            {
                return new Refusal(RefusalCode.LiveFull, $"A live session has at most {LiveRoom.MaximumSeats} places. Let several people sit before one camera.");
            }

            var seat = new LiveSeat($"s{own.Room.Seats.Count + 1}", LiveSeatKind.Venue, "", wanted);
            work.Note("seat", seat.Id);
            await work.SaveAsync(own.Room with { Seats = [.. own.Room.Seats, seat] }, ct);
            return await Tokens.IssueAsync(work, AccessTokenKind.LiveLink, actor.Tenant, id, new ParticipantId(seat.Id), LinkLifetime, ct);
        }, cancellationToken);
}

/// <summary>Exchanges the link of a venue for its session.</summary>
public sealed class EnterLive(Desk desk)
{
    public Task<Outcome<GivenToken>> DoAsync(string link, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenToken>(Act.EnterLive, Actor.Anyone, async (work, ct) =>
        {
            Sha256Digest hash = Tokens.Hash(link);
            if (await work.Unit.Tokens.FindAsync(hash, ct) is not { Kind: AccessTokenKind.LiveLink, UsedAt: null } found || found.ExpiresAt <= work.Now)
            {
                return Tokens.NotAccepted();
            }

            work.About(found.CaseId);
            work.Note("seat", found.Participant.Value);
            await work.Unit.Tokens.UseAsync(hash, work.Now, ct);
            return await Tokens.IssueAsync(work, AccessTokenKind.LiveSession, found.Tenant, found.CaseId, found.Participant, LiveRoom.Lifetime, ct);
        }, cancellationToken);
}

/// <summary>Tells which venue's session a token is; the host asks it for each request.</summary>
public sealed class RecogniseVenue(IUnitOfWorkFactory stores, TimeProvider clock)
{
    public async Task<Outcome<Actor>> DoAsync(string session, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Tokens.FindAsync(Tokens.Hash(session), cancellationToken) is { Kind: AccessTokenKind.LiveSession } found && found.ExpiresAt > clock.GetUtcNow()
            ? new Actor(ActorRole.Anyone, found.Participant.Value, found.Tenant, found.CaseId)
            : Tokens.NotAccepted();
    }
}
