using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>A film that plays regardless of what is asked.</summary>
/// <param name="film">What is played.</param>
/// <param name="pingPong">Whether it runs backwards at its end, so that the loop has no jump.</param>
/// <param name="offset">Where it begins.</param>
internal sealed class FilmPlayer(Film film, bool pingPong, TimeSpan offset) : IFrameSource
{
    public void Ask(AskedMotion motion, TimeSpan at)
    {
    }

    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
    }

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) => film.Frame(Index(Film.IndexAt(at + offset)), widthPixels, heightPixels);

    private int Index(int beat)
    {
        int last = film.FrameCount - 1;
        if (!pingPong || last == 0)
        {
            return beat % film.FrameCount;
        }

        int there = beat % (2 * last);
        return there <= last ? there : (2 * last) - there;
    }
}
