using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>Whose place in a room it is.</summary>
public enum LiveSeatKind
{
    /// <summary>An officer's account.</summary>
    Officer,

    /// <summary>A participant of the case.</summary>
    Participant,

    /// <summary>A place with several people before one camera (điểm cầu), by an invitation of its own.</summary>
    Venue,
}

/// <summary>What somebody answered to being recorded; no answer is preset.</summary>
/// <param name="Given">Yes or no.</param>
/// <param name="TextVersion">Version of the text that was shown.</param>
/// <param name="At">When.</param>
public sealed record LiveConsent(bool Given, string TextVersion, DateTimeOffset At);

/// <summary>A place in a room that somebody may take.</summary>
/// <param name="Id"><c>s1</c>, <c>s2</c>, ...</param>
/// <param name="Kind">Whose.</param>
/// <param name="Account">The officer's account or the participant's id; empty for a venue.</param>
/// <param name="Name">Name of a venue; empty where account or case say it.</param>
public sealed record LiveSeat(string Id, LiveSeatKind Kind, string Account, string Name)
{
    /// <summary>The last answer to being recorded, or null.</summary>
    public LiveConsent? Consent { get; init; }

    public override string ToString() => $"LiveSeat {Id} {Kind}";
}

/// <summary>A stretch of time that a seat was taken.</summary>
/// <param name="Seat">Which.</param>
/// <param name="From">When they came.</param>
/// <param name="Until">When they went, or null while they are there.</param>
public sealed record LiveVisit(string Seat, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A photo of the moment of signing, from the stream. Its hash was told at the moment it was taken, its bytes came after.</summary>
/// <param name="Id"><c>f1</c>, <c>f2</c>, ...</param>
/// <param name="Officer">Whose browser took it.</param>
/// <param name="Signers">Who signs on it.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="WidthPixels">Width of the stream's picture.</param>
/// <param name="HeightPixels">Its height.</param>
/// <param name="TakenAt">When the hash came, by the clock of the service.</param>
/// <param name="Paper">The paper of the dossier that has the bytes; null until they came.</param>
public sealed record LivePhoto(
    string Id, string Officer, IReadOnlyList<ParticipantId> Signers, Sha256Digest Sha256, int WidthPixels, int HeightPixels, DateTimeOffset TakenAt, string? Paper)
{
    /// <summary>Neither people nor paper.</summary>
    public override string ToString() => nameof(LivePhoto);
}

/// <summary>A recording of the room by an officer's browser, kept in pieces.</summary>
/// <param name="Id"><c>r1</c>, <c>r2</c>, ...</param>
/// <param name="Officer">Whose browser records.</param>
/// <param name="ContentType">Media type of the pieces put together.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended, or null while it runs.</param>
/// <param name="Pieces">How many came.</param>
/// <param name="Bytes">How long they are together.</param>
/// <param name="Chain">Hash over the pieces so far; <see cref="RecordingChain"/> says how.</param>
public sealed record LiveRecording(string Id, string Officer, string ContentType, DateTimeOffset From, DateTimeOffset? Until, int Pieces, long Bytes, Sha256Digest Chain)
{
    /// <summary>Not whose browser records.</summary>
    public override string ToString() => nameof(LiveRecording);
}

/// <summary>
/// The room of a live session (phiên làm việc trực tuyến): who may be in it, who was and when, who agreed to being recorded, photos and recordings. One open
/// room a case. The call itself goes from browser to browser; the room is what is kept of it. It says nothing about who somebody is: that is the identity check's.
/// </summary>
public sealed record LiveRoom(
    Guid Id, TenantId Tenant, CaseId Case, string OpenedBy, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, IReadOnlyList<LiveSeat> Seats, long Version)
{
    /// <summary>A room that nobody closed is over after this.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Most seats: each browser sends its picture to every other one.</summary>
    public const int MaximumSeats = 8;

    /// <summary>Most visits that are kept one by one.</summary>
    public const int MaximumVisits = 500;

    /// <summary>Who was there and when.</summary>
    public IReadOnlyList<LiveVisit> Visits { get; init; } = [];

    /// <summary>Photos of the moment of signing.</summary>
    public IReadOnlyList<LivePhoto> Photos { get; init; } = [];

    /// <summary>Recordings.</summary>
    public IReadOnlyList<LiveRecording> Recordings { get; init; } = [];

    /// <summary>Whether people may be in it.</summary>
    public bool IsOpen(DateTimeOffset now) => ClosedAt is null && now < OpenedAt + Lifetime;

    /// <summary>The seat with this id, or null.</summary>
    public LiveSeat? Find(string seat) => Seats.FirstOrDefault(s => s.Id == seat);

    /// <summary>The actor's seat, or null for who is not invited.</summary>
    public LiveSeat? SeatOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Tenant != Tenant || (actor.OnlyCase is { } only && only != Case) ? null : actor.Role switch
        {
            ActorRole.Officer => Seats.FirstOrDefault(s => s.Kind == LiveSeatKind.Officer && s.Account == actor.Id),
            ActorRole.Citizen => Seats.FirstOrDefault(s => s.Kind == LiveSeatKind.Participant && s.Account == actor.Id),
            ActorRole.Anyone => Seats.FirstOrDefault(s => s.Kind == LiveSeatKind.Venue && s.Id == actor.Id),
            _ => null,
        };
    }

    /// <summary>Seats that are taken now.</summary>
    [JsonIgnore]
    public IReadOnlyList<LiveSeat> Present => [.. Seats.Where(seat => Visits.Any(visit => visit.Seat == seat.Id && visit.Until is null))];

    /// <summary>Seats that are taken now by who has not agreed to being recorded.</summary>
    [JsonIgnore]
    public IReadOnlyList<LiveSeat> PresentWithoutConsent => [.. Present.Where(seat => seat.Consent is not { Given: true })];

    /// <summary>The recording that this officer's browser makes now, or null.</summary>
    public LiveRecording? RunningOf(string officer) => Recordings.FirstOrDefault(recording => recording.Officer == officer && recording.Until is null);

    internal LiveRoom With(LiveSeat seat) => this with { Seats = [.. Seats.Select(old => old.Id == seat.Id ? seat : old)] };

    internal LiveRoom With(LiveRecording changed) => this with { Recordings = [.. Recordings.Select(old => old.Id == changed.Id ? changed : old)] };

    public override string ToString() => $"LiveRoom {Id}";
}
