using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A face that is found, with what a morph needs of it.</summary>
/// <param name="Image">The picture; not owned.</param>
/// <param name="Points">The detector's five.</param>
/// <param name="Shape">The dense points.</param>
internal sealed record MorphSource(Image Image, FivePoints Points, FaceShape Shape);

/// <summary>
/// Half one person and half another, as a forger's picture for a document would be: both faces are bent to the mean of their shapes,
/// their colours averaged inside the face, with hair and background of the first. By our own landmarks; no tool of forgers was used.
/// </summary>
internal static class MorphMaker
{
    private const int MostPoints = 80;
    private const int GridPixels = 4;
    private const float FeatherShare = 0.08f;

    /// <summary>The morph in the frame of the first person's picture; the caller disposes it.</summary>
    public static Image Make(MorphSource a, MorphSource b)
    {
        int width = a.Image.WidthPixels, height = a.Image.HeightPixels;
        double[] bIntoA = FaceAligner.Transform(b.Points, a.Points);
        ImagePoint[] of = Chosen(a.Shape), other = Chosen(b.Shape);
        ImagePoint[] mean = [.. of.Zip(other, (p, q) => Middle(p, Map(bIntoA, q)))];
        ImagePoint[] frame = [new(0, 0), new(width / 2f, 0), new(width, 0), new(0, height / 2f), new(width, height / 2f), new(0, height), new(width / 2f, height), new(width, height)];
        double[] aIntoB = FaceAligner.Transform(a.Points, b.Points);
        (double X, double Y)[] fromA = Grid(new ThinPlateWarp([.. mean, .. frame], [.. of, .. frame]), width, height);
        (double X, double Y)[] fromB = Grid(new ThinPlateWarp([.. mean, .. frame], [.. other, .. frame.Select(p => Map(aIntoB, p))]), width, height);
        ImagePoint[] outline = [.. a.Shape.Outline.Zip(b.Shape.Outline, (p, q) => Middle(p, Map(bIntoA, q)))];
        float feather = FeatherShare * (outline.Max(p => p.X) - outline.Min(p => p.X));
        Image morph = new(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = morph.Row(y);
            for (int x = 0; x < width; x++)
            {
                (double ax, double ay) = Between(fromA, width, x, y);
                (double bx, double by) = Between(fromB, width, x, y);
                double share = 0.5 * Inside(outline, x, y, feather);
                for (int c = 0; c < 3; c++)
                {
                    double value = ((1 - share) * Sample(a.Image, ax, ay, c)) + (share > 0 ? share * Sample(b.Image, bx, by, c) : 0);
                    row[(3 * x) + c] = (byte)Math.Clamp(value + 0.5, 0, 255);
                }
            }
        }

        return morph;
    }

    /// <summary>Evenly taken out of the network's numbering, and no two on each other.</summary>
    private static ImagePoint[] Chosen(FaceShape shape)
    {
        int step = Math.Max(1, (int)Math.Ceiling(shape.Points.Count / (double)MostPoints));
        return [.. shape.Points.Where((_, i) => i % step == 0)];
    }

    /// <summary>The warp at the corners of a grid: between them it is straight enough.</summary>
    private static (double X, double Y)[] Grid(ThinPlateWarp warp, int width, int height)
    {
        int columns = Columns(width), rows = Columns(height);
        (double X, double Y)[] grid = new (double, double)[columns * rows];
        for (int i = 0; i < grid.Length; i++)
        {
            grid[i] = warp.At(i % columns * GridPixels, i / columns * GridPixels);
        }

        return grid;
    }

    private static int Columns(int pixels) => ((pixels - 1) / GridPixels) + 2;

    private static (double X, double Y) Between((double X, double Y)[] grid, int width, int x, int y)
    {
        int columns = Columns(width), at = (y / GridPixels * columns) + (x / GridPixels);
        double u = x % GridPixels / (double)GridPixels, v = y % GridPixels / (double)GridPixels;
        ((double X, double Y) p, (double X, double Y) q, (double X, double Y) r, (double X, double Y) s) = (grid[at], grid[at + 1], grid[at + columns], grid[at + columns + 1]);
        return (
            ((1 - v) * (((1 - u) * p.X) + (u * q.X))) + (v * (((1 - u) * r.X) + (u * s.X))),
            ((1 - v) * (((1 - u) * p.Y) + (u * q.Y))) + (v * (((1 - u) * r.Y) + (u * s.Y))));
    }

    private static double Sample(Image image, double x, double y, int channel)
    {
        x = Math.Clamp(x, 0, image.WidthPixels - 1.001);
        y = Math.Clamp(y, 0, image.HeightPixels - 1.001);
        (int left, int top) = ((int)x, (int)y);
        (double u, double v) = (x - left, y - top);
        ReadOnlySpan<byte> upper = image.Row(top), lower = image.Row(Math.Min(top + 1, image.HeightPixels - 1));
        int at = (3 * left) + channel, next = Math.Min(at + 3, image.StrideBytes - 3 + channel);
        return ((1 - v) * (((1 - u) * upper[at]) + (u * upper[next]))) + (v * (((1 - u) * lower[at]) + (u * lower[next])));
    }

    /// <summary>1 well inside the outline, 0 outside, rising over the feather's width.</summary>
    private static double Inside(ImagePoint[] outline, int x, int y, float feather)
    {
        bool inside = false;
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < outline.Length; i++)
        {
            (ImagePoint a, ImagePoint b) = (outline[i], outline[(i + 1) % outline.Length]);
            if ((a.Y > y) != (b.Y > y) && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }

            double length = ((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y));
            double along = length < 1e-9 ? 0 : Math.Clamp((((x - a.X) * (b.X - a.X)) + ((y - a.Y) * (b.Y - a.Y))) / length, 0, 1);
            double dx = x - a.X - (along * (b.X - a.X)), dy = y - a.Y - (along * (b.Y - a.Y));
            nearest = Math.Min(nearest, (dx * dx) + (dy * dy));
        }

        return inside ? Math.Min(1, Math.Sqrt(nearest) / Math.Max(1, feather)) : 0;
    }

    private static ImagePoint Middle(ImagePoint a, ImagePoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static ImagePoint Map(double[] m, ImagePoint p) => new((float)((m[0] * p.X) + (m[1] * p.Y) + m[2]), (float)((m[3] * p.X) + (m[4] * p.Y) + m[5]));
}
