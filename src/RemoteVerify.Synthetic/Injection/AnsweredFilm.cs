using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>
/// A library of films: rest runs to and fro, and an operator presses a key for the movement that is asked and lets go when it
/// is done. Reactions are a human's.
/// </summary>
/// <param name="film">Made by <see cref="FilmScript.Movements"/>.</param>
/// <param name="seed">Chance of the operator's hand.</param>
internal sealed class AnsweredFilm(Film film, ulong seed) : IFrameSource
{
    private readonly SeededGenerator _hand = new(SeededGenerator.Mix(seed, 0xA45));
    private readonly FilmPlayer _rest = new(film, pingPong: true, TimeSpan.Zero);
    private readonly List<(TimeSpan Begin, TimeSpan From)> _pieces = [];
    private AskedMotion _last = AskedMotion.BackToNeutral;

    public void Ask(AskedMotion motion, TimeSpan at)
    {
        TimeSpan begin = at + TimeSpan.FromMilliseconds(_hand.NextBetween(300, 800));
        _pieces.RemoveAll(piece => piece.Begin >= begin);
        if (FilmScript.AnswerTo(motion) is TimeSpan answer)
        {
            // The film's own person was slow to start as well: the cut begins with the movement.
            _pieces.Add((begin, answer + TimeSpan.FromMilliseconds(250)));
        }
        else if (FilmScript.AnswerTo(_last) is TimeSpan before)
        {
            _pieces.Add((begin, before + TimeSpan.FromSeconds(FilmScript.Beat.Out + 0.25)));
        }

        _last = motion;
    }

    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
    }

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        int piece = _pieces.FindLastIndex(p => p.Begin <= at);
        if (piece < 0)
        {
            return Rest(at, widthPixels, heightPixels);
        }

        TimeSpan within = at - _pieces[piece].Begin;
        bool isReturn = IsReturn(_pieces[piece].From);
        double left = isReturn ? FilmScript.Beat.Back - 0.3 : FilmScript.Beat.Out - 0.3;
        if (within.TotalSeconds < left)
        {
            return film.Frame(Math.Min(film.FrameCount - 1, Film.IndexAt(_pieces[piece].From + within)), widthPixels, heightPixels);
        }

        // Held longer than the film has: the last second runs to and fro.
        return isReturn
            ? Rest(at, widthPixels, heightPixels)
            : film.Frame(Film.IndexAt(_pieces[piece].From + TimeSpan.FromSeconds(left - Fold((within.TotalSeconds - left), 1))), widthPixels, heightPixels);
    }

    private static bool IsReturn(TimeSpan from)
    {
        double beat = FilmScript.Beat.Out + FilmScript.Beat.Back;
        return (from.TotalSeconds - FilmScript.Beat.Still) % beat >= FilmScript.Beat.Out;
    }

    private static double Fold(double time, double length)
    {
        double there = time % (2 * length);
        return there <= length ? there : (2 * length) - there;
    }

    private RenderedFrame Rest(TimeSpan at, int width, int height) =>
        _rest.Capture(TimeSpan.FromSeconds(Fold(at.TotalSeconds, FilmScript.Beat.Still - 0.2)), width, height);
}
