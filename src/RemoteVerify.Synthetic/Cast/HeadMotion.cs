using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>How far and how fast a motion goes.</summary>
public sealed record MotionOptions
{
    public float TurnDegrees { get; init; } = 31;

    public float NodDegrees { get; init; } = 19;

    public float CloserMillimetres { get; init; } = 330;

    public float FartherMillimetres { get; init; } = 680;

    /// <summary>Shortest time between asking and moving.</summary>
    public TimeSpan LeastReaction { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Longest time between asking and moving.</summary>
    public TimeSpan MostReaction { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Small movements that nobody can suppress: 0 none, 1 usual.</summary>
    public float Tremor { get; init; } = 1;

    public bool Blinks { get; init; } = true;
}

/// <summary>The state of a head over time: asked motions with reaction time and smooth speed, tremor, and blinks.</summary>
internal sealed class HeadMotion
{
    private readonly MotionOptions _options;
    private readonly SeededGenerator _generator;
    private readonly float[] _phases = new float[8];
    private readonly List<Segment> _segments = [];
    private readonly List<TimeSpan> _blinks = [];

    public HeadMotion(MotionOptions options, ulong seed)
    {
        _options = options;
        _generator = new(SeededGenerator.Mix(seed, 1));
        for (int i = 0; i < _phases.Length; i++)
        {
            _phases[i] = _generator.NextBetween(0, MathF.Tau);
        }

        // Blinks come every two to six seconds for ten minutes, longer than any capture.
        SeededGenerator blinks = new(SeededGenerator.Mix(seed, 2));
        for (float at = blinks.NextBetween(1, 4); at < 600; at += blinks.NextBetween(2, 6))
        {
            _blinks.Add(TimeSpan.FromSeconds(at));
        }
    }

    private readonly record struct Segment(TimeSpan Begin, TimeSpan Length, HeadState From, HeadState To);

    /// <summary>Adds a motion after the reaction time; the head goes on from wherever it then is.</summary>
    public void Ask(AskedMotion motion, TimeSpan at)
    {
        float reaction = _generator.NextBetween((float)_options.LeastReaction.TotalSeconds, (float)_options.MostReaction.TotalSeconds);
        float length = _generator.NextBetween(0.55f, 0.95f);
        TimeSpan begin = at + TimeSpan.FromSeconds(reaction);
        _segments.RemoveAll(segment => segment.Begin >= begin);
        _segments.Add(new(begin, TimeSpan.FromSeconds(length), IntendedAt(begin), TargetOf(motion)));
    }

    /// <summary>The whole state at a time.</summary>
    public HeadState At(TimeSpan time)
    {
        HeadState intended = IntendedAt(time);
        float t = (float)time.TotalSeconds, k = _options.Tremor;
        float Wave(int i, float hertz) => MathF.Sin((MathF.Tau * hertz * t) + _phases[i]);
        return intended with
        {
            YawDegrees = intended.YawDegrees + (k * ((0.55f * Wave(0, 0.23f)) + (0.20f * Wave(1, 0.91f)))),
            PitchDegrees = intended.PitchDegrees + (k * ((0.45f * Wave(2, 0.19f)) + (0.16f * Wave(3, 1.07f)))),
            RollDegrees = intended.RollDegrees + (k * 0.7f * Wave(4, 0.14f)),
            DistanceMillimetres = intended.DistanceMillimetres * (1 + (k * ((0.006f * Wave(5, 0.27f)) + (0.003f * Wave(6, 0.11f))))),
            Blink = _options.Blinks ? BlinkAt(time) : 0,
        };
    }

    /// <summary>Sway of the whole body as a share of the picture's height.</summary>
    public System.Numerics.Vector2 SwayAt(TimeSpan time)
    {
        float t = (float)time.TotalSeconds;
        return _options.Tremor * new System.Numerics.Vector2(
            (0.006f * MathF.Sin((MathF.Tau * 0.17f * t) + _phases[7])) + (0.0015f * MathF.Sin((MathF.Tau * 1.3f * t) + _phases[0])),
            (0.003f * MathF.Sin((MathF.Tau * 0.26f * t) + _phases[6])) + (0.0012f * MathF.Sin((MathF.Tau * 1.1f * t) + _phases[3])));
    }

    private HeadState IntendedAt(TimeSpan time)
    {
        for (int i = _segments.Count - 1; i >= 0; i--)
        {
            Segment segment = _segments[i];
            if (time >= segment.Begin)
            {
                float share = Math.Clamp((float)((time - segment.Begin) / segment.Length), 0, 1);
                // Minimum jerk: how a hand or head goes from rest to rest.
                float eased = share * share * share * (10 + (share * ((6 * share) - 15)));
                return HeadState.Between(segment.From, segment.To, eased);
            }
        }

        return HeadState.Neutral;
    }

    private float BlinkAt(TimeSpan time)
    {
        foreach (TimeSpan blink in _blinks)
        {
            double milliseconds = (time - blink).TotalMilliseconds;
            if (milliseconds < 0)
            {
                return 0;
            }

            if (milliseconds < 260)
            {
                // Closes in 90 ms, stays shut for 50 ms, opens in 120 ms.
                return milliseconds < 90 ? (float)(milliseconds / 90) : milliseconds < 140 ? 1 : (float)((260 - milliseconds) / 120);
            }
        }

        return 0;
    }

    private HeadState TargetOf(AskedMotion motion) => motion switch
    {
        AskedMotion.TurnLeft => new() { YawDegrees = _options.TurnDegrees },
        AskedMotion.TurnRight => new() { YawDegrees = -_options.TurnDegrees },
        AskedMotion.NodUp => new() { PitchDegrees = _options.NodDegrees },
        AskedMotion.NodDown => new() { PitchDegrees = -_options.NodDegrees },
        AskedMotion.Closer => new() { DistanceMillimetres = _options.CloserMillimetres },
        AskedMotion.Farther => new() { DistanceMillimetres = _options.FartherMillimetres },
        _ => HeadState.Neutral,
    };
}
