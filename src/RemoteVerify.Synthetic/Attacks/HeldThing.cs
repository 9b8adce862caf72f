using System.Numerics;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Something flat that shows a face: a sheet or a screen. Millimetres from its middle, x to the right, y up.</summary>
internal abstract class HeldThing
{
    /// <summary>Width and height with border.</summary>
    public abstract Vector2 SizeMillimetres { get; }

    /// <summary>Pupil distance as shown.</summary>
    public abstract float PupilMillimetres { get; }

    /// <summary>Share of the room's light that the thing needs: 1 for paper, 0 for a screen that shines by itself.</summary>
    public abstract float LitByRoom { get; }

    /// <summary>Linear light at a point, before the room's light.</summary>
    /// <param name="at">Point.</param>
    /// <param name="turn">How the thing is turned: the glare depends on it.</param>
    public abstract Vector3 Light(Vector2 at, Vector3 turn);

    /// <summary>Where a pixel of the shown picture lies.</summary>
    public abstract Vector2 PlaceOf(Vector2 pixel);
}
