using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What one frame tells about its line.</summary>
/// <param name="At">When it arrived, counted from the start.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsGuide">False for a proof picture.</param>
/// <param name="AnswerMilliseconds">The client's last measured time from sending a frame to its answer; 0 when unknown.</param>
/// <param name="Own">How long this server takes for this frame: what its answer takes besides is the line's.</param>
internal readonly record struct Arrival(TimeSpan At, int Bytes, bool IsGuide, int AnswerMilliseconds, TimeSpan Own);

/// <summary>
/// Fits the size and number of guide frames to the line and to what a check may cost: small and one at a time until the line is known, larger while answers come back quickly and
/// the bytes last, smaller when they don't, and so many a second that a usual check stays below a megabyte and a half, in low mode below 600 KB. Somebody pays for every megabyte.
/// </summary>
/// <param name="proofs">Proof pictures that will be asked for.</param>
internal sealed class FramePolicyController(int proofs)
{
    /// <summary>Frames of a check; headers of the line, texts and a few late frames come on top.</summary>
    private const long UsualBytes = 1_300_000;

    private const long LowModeBytes = 510_000;

    // Until a proof picture has come: of a grainy camera.
    private const double ExpectedProofBytes = 70_000;
    private const double ExpectedLowModeProofBytes = 35_000;

    /// <summary>Every half kilobyte is a fifteenth of a second there.</summary>
    private const double LowModeQuality = 0.45;

    /// <summary>At the same length twice as good as JPEG: what five landmarks and a template are read from.</summary>
    private const double LowModeWebPQuality = 0.3;

    // A third and five eighths of a second at 64 kbit/s; mostly grain makes frames so large.
    private const int MostWebPBytes = 2600;
    private const int MostJpegBytes = 5000;

    /// <summary>A frame of two or three kilobytes takes longer only over a line of less than some 300 kbit/s, or over half the world.</summary>
    private const int FairMilliseconds = 350;

    /// <summary>One answer can be late by chance.</summary>
    private const int AnswersToKnow = 3;

    private const int FastMilliseconds = 250;
    private const int SlowMilliseconds = 700;
    private const int VerySlowMilliseconds = 1500;
    private const int FastFramesToGrow = 5;
    private const double LowModeFramesPerSecond = 2.5;
    private const double LowModeShare = 0.7;

    /// <summary>Larger frames are worth it only at a rate at which movements are followed well.</summary>
    private const double GoodFramesPerSecond = 5;

    /// <summary>Below this steps are hardly followed: it is kept whatever it costs, for as long as most checks last.</summary>
    private const double LeastFramesPerSecond = 3;

    private const double FewestFramesPerSecond = 1.5;

    private static readonly TimeSpan LowModeAfter = TimeSpan.FromSeconds(10);

    /// <summary>Most checks are over by then; from there on what is left is spread over the time below.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan LowModeUsual = TimeSpan.FromSeconds(70);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(45);

    private static readonly FramePolicy[] Levels =
    [
        new(240, 180, 0.55, 6, ProtocolLimits.Window),
        new(320, 240, 0.60, 6, ProtocolLimits.Window),
        new(480, 360, 0.65, 8, ProtocolLimits.Window),
        new(640, 480, 0.70, 10, ProtocolLimits.Window),
    ];

    private readonly Queue<TimeSpan> _arrivals = new();
    private TimeSpan _from;
    private int _level = 1;
    private double _rate = Levels[1].FramesPerSecond;
    private int _fast;
    private int _slow;
    private int _verySlow;
    private long _sent;
    private int _proofsLeft = proofs;
    private double _proofBytes;
    private double _frameBytes;
    private bool _hasProof;
    private int _arrived;
    private int _answers;
    private TimeSpan _own;

    /// <summary>Whether the client can make WebP; told before the first frame.</summary>
    public bool TakesWebP { get; set; }

    /// <summary>In low mode one frame at a time: a second one would only wait behind it.</summary>
    public FramePolicy Current => IsLowMode || !KnowsLine
        ? Levels[_level] with
        {
            FramesPerSecond = _rate, Window = 1, WebP = TakesWebP, Quality = TakesWebP ? LowModeWebPQuality : LowModeQuality, MostBytes = TakesWebP ? MostWebPBytes : MostJpegBytes,
        }
        : Levels[_level] with { FramesPerSecond = _rate };

    /// <summary>False for the first frames of a session: they are as small as in low mode, so that even on the slowest line the first answers come within a second.</summary>
    public bool KnowsLine { get; private set; }

    /// <summary>Fewer, smaller frames and longer step limits; once on, it stays on for the session.</summary>
    public bool IsLowMode { get; private set; }

    private int LowModeLevel => TakesWebP ? 1 : 0;

    /// <summary>A new line: the time without frames says nothing about it.</summary>
    public void Restart(TimeSpan at)
    {
        _arrivals.Clear();
        _from = at;
        (_fast, _slow, _verySlow) = (0, 0, 0);
    }

    /// <summary>Takes in one arrival.</summary>
    /// <param name="arrival">The frame.</param>
    /// <param name="mayChange">False while a step is shown: the size of its frames must stay, their number need not.</param>
    /// <returns>The new policy, or null when it stays.</returns>
    public FramePolicy? Arrived(Arrival arrival, bool mayChange)
    {
        TimeSpan at = arrival.At;
        Count(at, arrival.Bytes, arrival.IsGuide);
        FramePolicy before = Current;
        if (!KnowsLine)
        {
            GetToKnow(arrival.AnswerMilliseconds);
        }
        else if (mayChange)
        {
            NoteLine(at, arrival.AnswerMilliseconds);
        }

        // An answer that is told with the next frame is that of this one.
        _own = arrival.Own;
        if (mayChange)
        {
            Resize(at);
        }

        double rate = Rate(_level, at);
        bool isSame = Current == before && Math.Abs(rate - _rate) < 1 && (rate == _rate || rate > LeastFramesPerSecond);
        if (isSame)
        {
            return null;
        }

        _rate = rate;
        return Current;
    }

    private void Count(TimeSpan at, int bytes, bool isGuide)
    {
        _sent += bytes;
        _arrivals.Enqueue(at);
        while (_arrivals.Peek() < at - LowModeAfter)
        {
            _arrivals.Dequeue();
        }

        if (isGuide)
        {
            _frameBytes = _frameBytes == 0 ? bytes : ((7 * _frameBytes) + bytes) / 8;
            return;
        }

        _proofsLeft = Math.Max(0, _proofsLeft - 1);
        _proofBytes = bytes;
        _hasProof = true;
    }

    /// <summary>The first quick answer tells a fair line, three late ones a slow line. No proof picture is asked for before.</summary>
    private void GetToKnow(int milliseconds)
    {
        _arrived++;
        double line = milliseconds - _own.TotalMilliseconds;
        _answers += milliseconds > 0 ? 1 : 0;

        // A client that measures nothing is taken for quick.
        bool isFair = milliseconds > 0 ? line <= FairMilliseconds : _arrived > AnswersToKnow && _answers == 0;
        IsLowMode = !isFair && _answers >= AnswersToKnow;
        KnowsLine = isFair || IsLowMode;
        if (isFair)
        {
            _frameBytes = 0;
        }
    }

    private void NoteLine(TimeSpan at, int milliseconds)
    {
        _fast = milliseconds is > 0 and < FastMilliseconds ? _fast + 1 : 0;
        _slow = milliseconds > SlowMilliseconds ? _slow + 1 : 0;

        // A proof picture keeps the line of a fair connection busy for seconds: only what came before the first tells how slow it is.
        _verySlow = milliseconds > VerySlowMilliseconds && !_hasProof ? _verySlow + 1 : 0;
        bool isFew = at - _from > LowModeAfter && _arrivals.Count < Math.Min(LowModeFramesPerSecond, LowModeShare * _rate) * LowModeAfter.TotalSeconds;
        IsLowMode |= isFew || _verySlow >= 2;
    }

    private void Resize(TimeSpan at)
    {
        if (!KnowsLine)
        {
            return;
        }

        if (IsLowMode)
        {
            Change(LowModeLevel);
        }
        else if (_fast >= FastFramesToGrow && _level < Levels.Length - 1 && Affordable(_level + 1, at) >= GoodFramesPerSecond)
        {
            Change(_level + 1);
        }
        else if (_level > 0 && (_slow >= 2 || Affordable(_level, at) < LeastFramesPerSecond))
        {
            Change(_level - 1);
        }
    }

    /// <summary>Frames of a level a second, in halves, that the bytes which are left allow.</summary>
    private double Rate(int level, TimeSpan at)
    {
        double least = IsLowMode || at > Long ? FewestFramesPerSecond : LeastFramesPerSecond;
        double most = Levels[level].FramesPerSecond;
        return Math.Clamp(Math.Floor(2 * Affordable(level, at)) / 2, least, most);
    }

    private double Affordable(int level, TimeSpan at)
    {
        double proof = _hasProof ? _proofBytes : IsLowMode ? ExpectedLowModeProofBytes : ExpectedProofBytes;
        double left = (IsLowMode ? LowModeBytes : UsualBytes) - _sent - (_proofsLeft * proof);
        TimeSpan ahead = (IsLowMode ? LowModeUsual : Usual) - at;
        double frame = _frameBytes * Area(Levels[level]) / Area(Levels[_level]);
        return frame == 0 ? Levels[level].FramesPerSecond : Math.Max(0, left) / Math.Max(ahead.TotalSeconds, Ahead.TotalSeconds) / frame;
    }

    private static double Area(FramePolicy policy) => (double)policy.Width * policy.Height;

    private void Change(int level)
    {
        if (level == _level)
        {
            return;
        }

        _frameBytes *= Area(Levels[level]) / Area(Levels[_level]);
        _level = level;
        (_fast, _slow) = (0, 0);
    }
}
