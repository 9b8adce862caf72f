using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>
/// A living helper does what is asked, and whenever a proof picture is wanted, the hooked page sends another one: a photograph of
/// the holder, or the helper's own picture with the holder's face drawn in.
/// </summary>
/// <param name="helper">Who lives.</param>
/// <param name="picture">Of the holder.</param>
/// <param name="drawsFace">Whether only the face is replaced.</param>
/// <param name="seed">Chance of the sensor noise that hides the seam.</param>
internal sealed class HookedProof(IFrameSource helper, RenderedFrame picture, bool drawsFace, ulong seed) : IHookedSource
{
    private readonly CameraModel _camera = new(new(), seed);

    public void Ask(AskedMotion motion, TimeSpan at) => helper.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at) => helper.ShowScreenColour(colour, at);

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) => helper.Capture(at, widthPixels, heightPixels);

    public RenderedFrame CaptureProof(TimeSpan at, int widthPixels, int heightPixels)
    {
        RenderedFrame own = helper.Capture(at, widthPixels, heightPixels);
        RenderedFrame sent = drawsFace ? FaceSwap.Over(own, picture) : FittedFrame.Fit(picture, widthPixels, heightPixels);
        return _camera.Apply(sent, at);
    }
}
