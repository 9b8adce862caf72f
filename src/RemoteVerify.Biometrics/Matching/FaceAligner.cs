using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>
/// Turns, scales and shifts a face so that its five points fall on fixed places: the least-squares similarity transform of
/// S. Umeyama (1991), without reflection, which in the plane has the closed form used here.
/// </summary>
public sealed class FaceAligner
{
    private static readonly FivePoints Places112 = new(
        new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f));

    private static readonly FivePoints Places128 = new(
        new(40.3928f, 59.0815f), new(87.3757f, 58.8587f), new(64.0336f, 81.9847f), new(44.7324f, 105.5606f), new(83.6399f, 105.3761f));

    private readonly FivePoints _places;

    private FaceAligner(FivePoints places, int sidePixels)
    {
        _places = places;
        SidePixels = sidePixels;
    }

    /// <summary>The usual 112-pixel crop.</summary>
    public static FaceAligner Crop112 { get; } = new(Places112, 112);

    /// <summary>The 128-pixel crop of the second recogniser.</summary>
    public static FaceAligner Crop128 { get; } = new(Places128, 128);

    /// <summary>Width and height of the result.</summary>
    public int SidePixels { get; }

    /// <summary>The aligner that a manifest's <c>crop</c> names.</summary>
    public static FaceAligner Named(string crop) => crop switch
    {
        "five-points-112" => Crop112,
        "five-points-128" => Crop128,
        _ => throw new ArgumentException($"Unknown crop {crop}.", nameof(crop)),
    };

    /// <summary>The aligned face; what lies outside the picture is black.</summary>
    public Image Align(Image image, FivePoints points)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(points);
        double[] matrix = Transform(points, _places);
        int reduction = (int)(1 / Math.Max(1e-3, Math.Sqrt((matrix[0] * matrix[0]) + (matrix[3] * matrix[3]))));
        if (reduction < 2 || Math.Min(image.WidthPixels, image.HeightPixels) < 2 * reduction)
        {
            return ImageOperations.WarpAffine(image, matrix, SidePixels, SidePixels);
        }

        // Bilinear sampling looks at four pixels only: a large face is averaged down first, or fine patterns would turn into false ones.
        int width = image.WidthPixels / reduction;
        int height = image.HeightPixels / reduction;
        using Image smaller = ImageOperations.Resize(image, width, height, Interpolation.Area);
        FivePoints scaled = Scale(points, (float)width / image.WidthPixels, (float)height / image.HeightPixels);
        return ImageOperations.WarpAffine(smaller, Transform(scaled, _places), SidePixels, SidePixels);
    }

    /// <summary>2x3 matrix, row-major, that brings <paramref name="from"/> nearest to <paramref name="to"/>.</summary>
    public static double[] Transform(FivePoints from, FivePoints to)
    {
        ReadOnlySpan<ImagePoint> source = Points(from);
        ReadOnlySpan<ImagePoint> target = Points(to);
        (double sourceX, double sourceY) = Mean(source);
        (double targetX, double targetY) = Mean(target);
        double along = 0;
        double across = 0;
        double squares = 0;
        for (int i = 0; i < source.Length; i++)
        {
            double px = source[i].X - sourceX;
            double py = source[i].Y - sourceY;
            double qx = target[i].X - targetX;
            double qy = target[i].Y - targetY;
            along += (px * qx) + (py * qy);
            across += (px * qy) - (py * qx);
            squares += (px * px) + (py * py);
        }

        // Points on top of each other give no direction: then only the shift is kept.
        double a = squares > 1e-9 ? along / squares : 1;
        double b = squares > 1e-9 ? across / squares : 0;
        return [a, -b, targetX - (a * sourceX) + (b * sourceY), b, a, targetY - (b * sourceX) - (a * sourceY)];
    }

    private static FivePoints Scale(FivePoints p, float x, float y)
    {
        ImagePoint Move(ImagePoint point) => new(point.X * x, point.Y * y);
        return new FivePoints(Move(p.RightEye), Move(p.LeftEye), Move(p.NoseTip), Move(p.RightMouthCorner), Move(p.LeftMouthCorner));
    }

    private static ImagePoint[] Points(FivePoints p) => [p.RightEye, p.LeftEye, p.NoseTip, p.RightMouthCorner, p.LeftMouthCorner];

    private static (double X, double Y) Mean(ReadOnlySpan<ImagePoint> points)
    {
        double x = 0;
        double y = 0;
        foreach (ImagePoint point in points)
        {
            x += point.X;
            y += point.Y;
        }

        return (x / points.Length, y / points.Length);
    }
}
