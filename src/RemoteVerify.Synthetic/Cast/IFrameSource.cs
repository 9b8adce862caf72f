using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>What a person in front of a camera can be asked to do; left and right are the subject's.</summary>
public enum AskedMotion
{
    BackToNeutral,
    TurnLeft,
    TurnRight,
    NodUp,
    NodDown,
    Closer,
    Farther,
}

/// <summary>Whatever stands in front of the camera: a person, a print, a screen. Times are since the camera was switched on and must not run backwards.</summary>
public interface IFrameSource
{
    /// <summary>Asks for a motion; it starts after the reaction time and is held until the next one.</summary>
    void Ask(AskedMotion motion, TimeSpan at);

    /// <summary>Sets the light that the screen throws on the scene from this time on (linear colour, black = dark).</summary>
    void ShowScreenColour(System.Numerics.Vector3 colour, TimeSpan at);

    /// <summary>The frame that the camera delivers at a time.</summary>
    RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels);
}
