using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// The coloured light of the screen: a notice, the drawn colours one at a time, and the end. Each is revealed only when the one
/// before is over and has a token of its own. At most one change per 900 ms: WCAG 2.2, 2.3.1 allows three flashes a second.
/// </summary>
internal sealed class ColourPhase
{
    /// <summary>The step number in a frame's header for the notice; the colours follow, then the end.</summary>
    public const int FirstNumber = 128;

    private const int JitterMilliseconds = 200;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(700);

    private readonly LivenessPolicy _policy;
    private readonly SessionRecord _record;
    private readonly IChance _chance;
    private readonly IReadOnlyList<ScreenColour> _drawn;
    private readonly TimeSpan _notice;
    private TimeSpan _next;
    private int _done;

    /// <param name="notice">How long the words before the first colour stand.</param>
    public ColourPhase(LivenessPolicy policy, SessionRecord record, IChance chance, TimeSpan notice)
    {
        (_policy, _record, _chance, _notice) = (policy, record, chance, notice);
        _drawn = ScreenColour.Draw(policy.ScreenColours, chance);
    }

    /// <summary>The colours were shown and the time after them, which belongs to the measurement, has passed.</summary>
    public bool IsOver(TimeSpan at) => _done > _drawn.Count + 1 && at >= _next;

    /// <summary>The next message when its moment has come.</summary>
    public ColourMessage? Next(TimeSpan at)
    {
        if (_done > _drawn.Count + 1 || at < _next)
        {
            return null;
        }

        bool isColour = _done > 0 && _done <= _drawn.Count;
        ColourRecord shown = new(FirstNumber + _done, isColour ? _drawn[_done - 1] : null, _chance.Token(), at);
        _record.Colours.Add(shown);
        _record.Reveals.Add(new Reveal(shown.Number, shown.Token, at));
        TimeSpan lasts = isColour ? _chance.Between(_policy.ScreenColourMilliseconds, _policy.ScreenColourMilliseconds + JitterMilliseconds)
            : _done == 0 ? _notice
            : Settling;
        _next = at + lasts;
        int done = Math.Max(0, _done - 1);
        _done++;
        return new ColourMessage(shown.Number, done, _drawn.Count, shown.Colour?.ToString() ?? "", ProtocolCodec.Token(shown.Token), (int)lasts.TotalMilliseconds);
    }
}
