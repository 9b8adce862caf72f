using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Fits the size and number of guide frames to the line: small first, larger while answers come back quickly, smaller when they don't,
/// and smaller when the session would otherwise send more than <see cref="ProtocolLimits.MaxSessionBytes"/>.
/// </summary>
/// <param name="session">The longest time the session may take.</param>
internal sealed class FramePolicyController(TimeSpan session)
{
    // Usual sessions are over long before; from there on growth stops, and what is left must last for the rest of the session.
    private const long BytesToSave = ProtocolLimits.MaxSessionBytes / 2;

    private const int FastMilliseconds = 250;
    private const int SlowMilliseconds = 700;
    private const int FastFramesToGrow = 5;
    private const double LowModeFramesPerSecond = 2.5;

    private static readonly TimeSpan LowModeAfter = TimeSpan.FromSeconds(10);

    private static readonly FramePolicy[] Levels =
    [
        new(240, 180, 0.55, 4, ProtocolLimits.Window),
        new(320, 240, 0.60, 6, ProtocolLimits.Window),
        new(480, 360, 0.65, 8, ProtocolLimits.Window),
        new(640, 480, 0.70, 10, ProtocolLimits.Window),
    ];

    private readonly Queue<TimeSpan> _arrivals = new();
    private TimeSpan _from;
    private int _level = 1;
    private int _fast;
    private int _slow;
    private long _sent;
    private double _frameBytes;

    public FramePolicy Current => Levels[_level];

    /// <summary>Fewer, smaller frames and longer step limits; once on, it stays on for the session.</summary>
    public bool IsLowMode { get; private set; }

    /// <summary>A new line: the time without frames says nothing about it.</summary>
    public void Restart(TimeSpan at)
    {
        _arrivals.Clear();
        _from = at;
        _fast = 0;
        _slow = 0;
    }

    /// <summary>Takes in one arrival.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="acknowledgementMilliseconds">The client's last measured time from sending a frame to its answer; 0 when unknown.</param>
    /// <param name="mayChange">False while a step is shown: its frames must stay comparable.</param>
    /// <returns>The new policy, or null when it stays.</returns>
    public FramePolicy? Arrived(TimeSpan at, int bytes, int acknowledgementMilliseconds, bool mayChange)
    {
        _sent += bytes;
        _frameBytes = _frameBytes == 0 ? bytes : ((7 * _frameBytes) + bytes) / 8;
        _arrivals.Enqueue(at);
        while (_arrivals.Peek() < at - LowModeAfter)
        {
            _arrivals.Dequeue();
        }

        if (!mayChange)
        {
            return null;
        }

        if (!IsLowMode && at - _from > LowModeAfter && _arrivals.Count < LowModeFramesPerSecond * LowModeAfter.TotalSeconds)
        {
            IsLowMode = true;
            return Change(0);
        }

        if (_sent > BytesToSave)
        {
            return Save(at);
        }

        return acknowledgementMilliseconds == 0 || IsLowMode ? null : Adapt(acknowledgementMilliseconds);
    }

    private FramePolicy? Adapt(int milliseconds)
    {
        _fast = milliseconds < FastMilliseconds ? _fast + 1 : 0;
        _slow = milliseconds > SlowMilliseconds ? _slow + 1 : 0;
        return _fast >= FastFramesToGrow && _level < Levels.Length - 1 ? Change(_level + 1)
            : _slow >= 2 && _level > 0 ? Change(_level - 1)
            : null;
    }

    /// <summary>The largest level whose frames fit until the end of the session; never a larger one than now.</summary>
    private FramePolicy? Save(TimeSpan at)
    {
        double left = Math.Max(0, ProtocolLimits.MaxSessionBytes - _sent);
        double seconds = Math.Max(0, (session - at).TotalSeconds);
        int level = _level;
        while (level > 0 && BytesPerSecond(level) * seconds > left)
        {
            level--;
        }

        return level == _level ? null : Change(level);
    }

    private double BytesPerSecond(int level) => _frameBytes * Area(Levels[level]) / Area(Current) * Levels[level].FramesPerSecond;

    private static double Area(FramePolicy policy) => (double)policy.Width * policy.Height;

    private FramePolicy Change(int level)
    {
        _frameBytes *= Area(Levels[level]) / Area(Current);
        _level = level;
        _fast = 0;
        _slow = 0;
        return Current;
    }
}
