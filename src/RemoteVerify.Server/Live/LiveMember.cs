using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;

namespace RemoteVerify.Server.Live;

/// <summary>Somebody in a room now. Lives as long as they are there, longer than any one of their lines.</summary>
internal sealed class LiveMember(LiveSeat seat, string name, Actor actor)
{
    private readonly Lock _lock = new();
    private LiveLine? _line;
    private bool _isUp;
    private bool _isGone;
    private long _heard;

    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Who knows it may take the place of a line that broke.</summary>
    public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public LiveSeat Seat { get; } = seat;

    public string Name { get; } = name;

    public Actor Actor { get; } = actor;

    public string Mode { get; set; } = "video";

    public bool? Consent { get; set; } = seat.Consent?.Given;

    /// <summary>Words for this member.</summary>
    public LiveLetters Letters { get; } = new();

    /// <summary>Number of the last word that was heard from this member's browser.</summary>
    public long Heard
    {
        get
        {
            lock (_lock)
            {
                return _heard;
            }
        }
    }

    /// <summary>A line speaks for the member from now on, and the one before it no more, whether or not anybody noticed that it was dead.</summary>
    /// <returns>False when the member is gone.</returns>
    public bool Take(LiveLine line)
    {
        lock (_lock)
        {
            if (_isGone)
            {
                return false;
            }

            _line?.End();
            (_line, _isUp) = (line, true);
            return true;
        }
    }

    /// <summary>Whether this line speaks for the member.</summary>
    public bool IsOn(LiveLine line)
    {
        lock (_lock)
        {
            return _line == line;
        }
    }

    /// <summary>Whether a word that came by this line is to be heard: not from a line that speaks no more, and each number once.</summary>
    /// <param name="line">Which line.</param>
    /// <param name="number">Number of the word; null for a word without one.</param>
    public bool Hears(LiveLine line, long? number)
    {
        lock (_lock)
        {
            if (_line != line || number <= _heard)
            {
                return false;
            }

            _heard = number ?? _heard;
            return true;
        }
    }

    /// <summary>The line is gone, and the member is waited for.</summary>
    /// <returns>False when it did not speak for the member any more.</returns>
    public bool Lose(LiveLine line)
    {
        lock (_lock)
        {
            if (_line != line)
            {
                return false;
            }

            _isUp = false;
            return true;
        }
    }

    /// <summary>The member goes, when no line came after this one.</summary>
    public bool GoAfter(LiveLine line)
    {
        lock (_lock)
        {
            if (_isGone || _line != line || _isUp)
            {
                return false;
            }

            _isGone = true;
        }

        Letters.Close();
        return true;
    }

    /// <summary>The seat was taken in another window.</summary>
    public void GiveWay()
    {
        lock (_lock)
        {
            _isGone = true;
            _line?.End();
            _line = null;
        }

        Letters.Close();
    }

    /// <summary>Says something to the member; whoever is too far behind loses the line and comes in anew.</summary>
    public void Tell(byte[] word)
    {
        if (Letters.Add(word) || !Letters.HasLost)
        {
            return;
        }

        lock (_lock)
        {
            _line?.End();
        }
    }

    /// <summary>As the others see it.</summary>
    public object Seen => new { id = Id, seat = Seat.Id, kind = Seat.Kind.ToString(), participant = Seat.Kind == LiveSeatKind.Participant ? Seat.Account : null, name = Name, mode = Mode, consent = Consent };

    public override string ToString() => $"LiveMember {Seat.Id}";
}
