using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>One stream until a moment, and another from then on: somebody lets themselves be framed and then switches.</summary>
internal sealed class SwitchedStream(IFrameSource first, IFrameSource second, TimeSpan switchAt) : IFrameSource
{
    public void Ask(AskedMotion motion, TimeSpan at)
    {
        first.Ask(motion, at);
        second.Ask(motion, at);
    }

    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
        first.ShowScreenColour(colour, at);
        second.ShowScreenColour(colour, at);
    }

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) => (at < switchAt ? first : second).Capture(at, widthPixels, heightPixels);
}
