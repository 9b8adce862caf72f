using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Fits the size and number of guide frames to the line: small first, larger while answers come back quickly, smaller when they don't.</summary>
internal sealed class FramePolicyController
{
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
    private int _level = 1;
    private int _fast;
    private int _slow;

    public FramePolicy Current => Levels[_level];

    /// <summary>Fewer, smaller frames and longer step limits; once on, it stays on for the session.</summary>
    public bool IsLowMode { get; private set; }

    /// <summary>Takes in one arrival.</summary>
    /// <param name="acknowledgementMilliseconds">The client's last measured time from sending a frame to its answer; 0 when unknown.</param>
    /// <param name="mayChange">False while a step is shown: its frames must stay comparable.</param>
    /// <returns>The new policy, or null when it stays.</returns>
    public FramePolicy? Arrived(TimeSpan at, int acknowledgementMilliseconds, bool mayChange)
    {
        _arrivals.Enqueue(at);
        while (_arrivals.Peek() < at - LowModeAfter)
        {
            _arrivals.Dequeue();
        }

        if (!mayChange)
        {
            return null;
        }

        if (!IsLowMode && at > LowModeAfter && _arrivals.Count < LowModeFramesPerSecond * LowModeAfter.TotalSeconds)
        {
            IsLowMode = true;
            _level = 0;
            return Current;
        }

        return acknowledgementMilliseconds == 0 || IsLowMode ? null : Adapt(acknowledgementMilliseconds);
    }

    private FramePolicy? Adapt(int milliseconds)
    {
        _fast = milliseconds < FastMilliseconds ? _fast + 1 : 0;
        _slow = milliseconds > SlowMilliseconds ? _slow + 1 : 0;
        int before = _level;
        if (_fast >= FastFramesToGrow && _level < Levels.Length - 1)
        {
            _level++;
        }
        else if (_slow >= 2 && _level > 0)
        {
            _level--;
        }

        if (_level == before)
        {
            return null;
        }

        _fast = 0;
        _slow = 0;
        return Current;
    }
}
