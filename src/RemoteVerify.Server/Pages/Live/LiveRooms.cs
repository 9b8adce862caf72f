using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Server.Live;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>What the page of a room shows and hands to its script.</summary>
/// <param name="View">The room as its visitor sees it.</param>
/// <param name="Ticket">For the line.</param>
/// <param name="Desk">Where to ring when the line is too weak; null where the agency named none.</param>
/// <param name="Leave">Where the page leads when somebody leaves.</param>
public sealed record LiveRoomPage(LiveView View, string Ticket, ServicePoint? Desk, string Leave)
{
    /// <summary>Photos are taken: the camera gives as much as the print of 13 x 18 cm wants.</summary>
    public bool TakesPhotos { get; init; }

    public bool IsOfficer => View.Seat.Kind == LiveSeatKind.Officer;

    /// <summary>The name that the others read.</summary>
    public string Name => View.Names[View.Seat.Id];

    /// <summary>Participants by id, for who signs on a photo.</summary>
    public IReadOnlyList<(string Id, string Name)> Participants => [.. View.Room.Seats.Where(seat => seat.Kind == LiveSeatKind.Participant).Select(seat => (seat.Account, View.Names[seat.Id]))];

    /// <summary>Least sides of a signing photo in pixels.</summary>
    public static (int Short, int Long) PhotoSides => (TakeSigningPhoto.MinimumShortSide, TakeSigningPhoto.MinimumLongSide);

    public override string ToString() => nameof(LiveRoomPage);
}

/// <summary>Finds the open room of a case for a page.</summary>
public sealed class LiveRooms(ReadLive read, LiveTickets tickets, IServicePointDirectory places)
{
    /// <summary>The room with a ticket for its line; the refusal for who has no seat, or when none is open.</summary>
    public async Task<Outcome<LiveRoomPage>> FindAsync(Actor actor, CaseId id, string leave, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Outcome<LiveView> view = await read.DoAsync(actor, id, cancellationToken);
        return view.TryGet(out LiveView? seen, out Refusal? refusal) ? new LiveRoomPage(seen, tickets.Issue(actor, id), DeskOf(actor.Tenant), leave) : refusal;
    }

    /// <summary>Where people of the tenant ring.</summary>
    public ServicePoint? DeskOf(TenantId tenant) => (places.Agency(tenant) is { } agency ? places.Find(tenant, agency.Desk) : places.List(tenant).FirstOrDefault()) is { Telephone: not null } desk ? desk : null;
}
