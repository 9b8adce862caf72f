using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>The one place that carries the truth of a picture along when the picture is moved or bent.</summary>
internal static class MovedTruth
{
    /// <param name="truth">Of the picture before.</param>
    /// <param name="movement">Where a pixel of it now lies.</param>
    /// <param name="state">What the picture now shows.</param>
    public static GroundTruth Moved(this GroundTruth truth, Func<Vector2, Vector2> movement, HeadState state) =>
        truth with { Points = truth.Points.Move(movement), State = state };
}
