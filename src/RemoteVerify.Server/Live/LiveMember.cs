using System.Security.Cryptography;
using System.Threading.Channels;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;

namespace RemoteVerify.Server.Live;

/// <summary>Somebody in a room now. Lives as long as they are there, longer than any one of their lines.</summary>
internal sealed class LiveMember(LiveSeat seat, string name, Actor actor)
{
    /// <summary>Messages that may wait for a slow line; who falls further behind is gone.</summary>
    private const int MaximumWaiting = 300;

    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaximumWaiting) { SingleReader = true });

    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Who knows it may take the place of a line that broke.</summary>
    public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public LiveSeat Seat { get; } = seat;

    public string Name { get; } = name;

    public Actor Actor { get; } = actor;

    public string Mode { get; set; } = "video";

    public bool? Consent { get; set; } = seat.Consent?.Given;

    /// <summary>Messages for this member's line.</summary>
    public ChannelReader<byte[]> Waiting => _waiting.Reader;

    /// <summary>The line that speaks for the member now; a newer one takes its place. Null while it is waited for.</summary>
    public CancellationTokenSource? Line { get; set; }

    /// <summary>Ends the waiting for a new line.</summary>
    public CancellationTokenSource? Patience { get; set; }

    /// <summary>False when the member is too far behind.</summary>
    public bool Tell(byte[] message) => _waiting.Writer.TryWrite(message);

    /// <summary>No more messages.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>As the others see it.</summary>
    public object Seen => new { id = Id, seat = Seat.Id, kind = Seat.Kind.ToString(), participant = Seat.Kind == LiveSeatKind.Participant ? Seat.Account : null, name = Name, mode = Mode, consent = Consent };

    public override string ToString() => $"LiveMember {Seat.Id}";
}
