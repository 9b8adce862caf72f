using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>One picture. An operator may move and enlarge it as asked, as programs for streaming let one do by the mouse.</summary>
/// <param name="picture">What is shown.</param>
/// <param name="follows">Whether the picture is moved when something is asked.</param>
/// <param name="seed">Chance of the operator's hand.</param>
internal sealed class StillPicture(RenderedFrame picture, bool follows, ulong seed) : IFrameSource
{
    private readonly HeadMotion _hand = new(new() { Blinks = false, Tremor = 0.6f }, seed);

    public void Ask(AskedMotion motion, TimeSpan at) => _hand.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
    }

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        FrameView whole = FrameView.Fill(picture.WidthPixels, picture.HeightPixels, widthPixels, heightPixels);
        FrameView view = follows ? Moved(whole, at) : whole;
        byte[] pixels = FaceWarp.Between(picture.Truth.Points, picture.Truth.Points).Apply(picture.Pixels, picture.WidthPixels, picture.HeightPixels, view);
        return new(widthPixels, heightPixels, pixels, picture.Truth.Moved(view.ToView, picture.Truth.State));
    }

    private FrameView Moved(FrameView whole, TimeSpan at)
    {
        HeadState hand = _hand.At(at);
        float size = HeadState.UsualDistanceMillimetres / hand.DistanceMillimetres;
        Vector2 middle = new(picture.WidthPixels / 2f, picture.HeightPixels / 2f);
        // A turn is answered by pushing the picture to that side.
        Vector2 push = new(hand.YawDegrees * picture.WidthPixels / 400f, -hand.PitchDegrees * picture.HeightPixels / 400f);
        Vector2 origin = middle - ((middle - whole.Origin) / size) - push;
        return whole with { Scale = whole.Scale * size, Origin = origin };
    }
}
