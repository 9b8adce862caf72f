using System.Numerics;
using System.Runtime.Intrinsics;

namespace RemoteVerify.Synthetic.People;

/// <summary>Everything exact about a face in a picture, in pixels (x to the right, y down).</summary>
/// <param name="Five">The detector's five points.</param>
/// <param name="Outline">74 points: lids, irises, brows, nose, lips, border of the face; see the remarks of the renderer's outline.</param>
/// <param name="BoxCorner">Upper left corner of the box from the forehead to the chin and from side to side.</param>
/// <param name="BoxSize">Width and height of that box.</param>
public sealed record FaceTruth(FacePoints Five, IReadOnlyList<Vector2> Outline, Vector2 BoxCorner, Vector2 BoxSize);

/// <summary>Places the points of a face in a picture.</summary>
internal static class FacePlaces
{
    /// <summary>The five points that detectors give.</summary>
    public static FacePoints Five(Scene scene, CameraView view)
    {
        FaceMeasures face = scene.Face;
        Placer placer = new(scene, view);
        float eyeFront = face.Eye.Z + face.EyeRadius;
        float corner = face.MouthHalfWidth * 0.96f;
        Vector3 mouth = new(corner, scene.Head.LipLine(Vector256.Create(corner))[0], 0.64f);
        return new(
            placer.At(new(-face.Eye.X, face.Eye.Y, eyeFront)),
            placer.At(new(face.Eye.X, face.Eye.Y, eyeFront)),
            placer.At(new(0, face.NoseTip.Y - 0.01f, face.NoseTip.Z + (face.NoseTipRadius * 0.95f))),
            placer.At(mouth with { X = -mouth.X }),
            placer.At(mouth));
    }

    /// <summary>All points and the box.</summary>
    public static FaceTruth All(Scene scene, CameraView view)
    {
        Placer placer = new(scene, view);
        (IReadOnlyList<Vector3> points, Vector3 forehead) = FaceOutline.Of(scene);
        Vector2[] places = [.. points.Select(placer.At)];
        Vector2 least = placer.At(forehead), most = least;
        foreach (Vector2 place in places)
        {
            least = Vector2.Min(least, place);
            most = Vector2.Max(most, place);
        }

        return new(Five(scene, view), places, least, most - least);
    }

    private readonly struct Placer(Scene scene, CameraView view)
    {
        private readonly Camera _camera = new(scene.State, view);

        public Vector2 At(Vector3 face) => _camera.Project(scene.ToRoom(scene.Unskew(face)));
    }
}
