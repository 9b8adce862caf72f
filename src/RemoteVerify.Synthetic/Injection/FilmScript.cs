using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>What happens in a film, and when.</summary>
/// <param name="Length">Of the whole film.</param>
/// <param name="Cues">What the person is asked to do, in the order of time.</param>
public sealed record FilmScript(TimeSpan Length, IReadOnlyList<(TimeSpan At, AskedMotion Motion)> Cues)
{
    private static readonly AskedMotion[] Motions = [AskedMotion.TurnLeft, AskedMotion.TurnRight, AskedMotion.Closer, AskedMotion.Farther];

    /// <summary>Seconds of each movement in <see cref="Movements"/>: out, held, back.</summary>
    public static (double Still, double Out, double Back) Beat { get; } = (3, 4, 2);

    /// <summary>A movement every three seconds, twelve seconds long.</summary>
    public static FilmScript Looking(int number) => new(TimeSpan.FromSeconds(12),
    [
        .. Enumerable.Range(0, 4).SelectMany(i => new[]
        {
            (TimeSpan.FromSeconds(3 * i), Motions[(number + i) % 4]), (TimeSpan.FromSeconds((3 * i) + 1.5), AskedMotion.BackToNeutral),
        }),
    ]);

    /// <summary>Rest, then every movement once: what a thief of films would cut together.</summary>
    public static FilmScript Movements(int number) => new(
        TimeSpan.FromSeconds(Beat.Still + (4 * (Beat.Out + Beat.Back))),
        [
            .. Motions.SelectMany((motion, i) => new[]
            {
                (Start(i), motion), (Start(i) + TimeSpan.FromSeconds(Beat.Out), AskedMotion.BackToNeutral),
            }),
        ]);

    /// <summary>Four movements at the pace of a session, in an order of their own.</summary>
    public static FilmScript Session(int number) => new(TimeSpan.FromSeconds(24),
    [
        .. Enumerable.Range(0, 4).SelectMany(i => new[]
        {
            (TimeSpan.FromSeconds(4.5 + (4.5 * i)), Motions[((2 * number) + (3 * i) + 1) % 4]), (TimeSpan.FromSeconds(6.3 + (4.5 * i)), AskedMotion.BackToNeutral),
        }),
    ]);

    /// <summary>Where in <see cref="Movements"/> the answer to a request begins; null for none.</summary>
    public static TimeSpan? AnswerTo(AskedMotion motion) => Array.IndexOf(Motions, motion) is int i and >= 0 ? Start(i) : null;

    private static TimeSpan Start(int index) => TimeSpan.FromSeconds(Beat.Still + (index * (Beat.Out + Beat.Back)));
}
