using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Tests.Landmarks;

/// <summary>A drawn face in the picture's own pixels: eyes 40 apart at height 100, chin 80 below them.</summary>
internal static class HandMadeFace
{
    /// <summary>Its box is the square from 60,60 to 180,180: with a crop of 1.5 the square has its middle in 120,120 and a side of 180.</summary>
    public static DetectedFace Detected { get; } = new(
        new FaceBox(60, 60, 120, 120), 0.9f, new FivePoints(new(100, 100), new(140, 100), new(120, 125), new(105, 150), new(135, 150)));

    /// <summary>The same points in the numbering of either scheme; all other points lie in the middle.</summary>
    /// <param name="scheme">Numbering.</param>
    /// <param name="lidGap">Between the lids of both eyes in pixels; each eye is 20 wide.</param>
    /// <param name="lipGap">Between the inner lips; the mouth is 30 wide.</param>
    public static ImagePoint[] Points(LandmarkScheme scheme, float lidGap, float lipGap)
    {
        ImagePoint[] points = [.. Enumerable.Repeat(new ImagePoint(120, 120), scheme.PointCount)];
        PlaceEye(points, scheme.RightEye, 90, 110, lidGap);
        PlaceEye(points, scheme.LeftEye, 150, 130, lidGap);
        points[scheme.Mouth.RightCorner] = new(105, 150);
        points[scheme.Mouth.LeftCorner] = new(135, 150);
        points[scheme.Mouth.UpperInnerLip] = new(120, 150 - (lipGap / 2));
        points[scheme.Mouth.LowerInnerLip] = new(120, 150 + (lipGap / 2));
        points[scheme.Chin] = new(120, 180);
        return points;
    }

    /// <summary>The points as x, y (and a third number where asked) in pixels of an unturned crop of this face.</summary>
    public static float[] Tensor(ImagePoint[] points, int sidePixels, int numbersPerPoint)
    {
        float scale = sidePixels / 180f;
        return [.. points.SelectMany(p => new[] { ((p.X - 120) * scale) + (sidePixels / 2f), ((p.Y - 120) * scale) + (sidePixels / 2f), 0f }.Take(numbersPerPoint))];
    }

    private static void PlaceEye(ImagePoint[] points, EyeScheme eye, float outer, float inner, float lidGap)
    {
        points[eye.OuterCorner] = new(outer, 100);
        points[eye.InnerCorner] = new(inner, 100);
        foreach ((int upper, int lower) in eye.Lids)
        {
            points[upper] = new((outer + inner) / 2, 100 - (lidGap / 2));
            points[lower] = new((outer + inner) / 2, 100 + (lidGap / 2));
        }
    }
}
