using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Codes;

/// <summary>The 37 letters of OCR-B that a machine-readable zone is printed with (ICAO Doc 9303-3 clause 4), and how alike a piece of a picture is to each.</summary>
internal sealed class GlyphShapes
{
    /// <summary>In the order of the drawing.</summary>
    public const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

    /// <summary>Width of a letter's place in the drawing.</summary>
    public const int WidthPixels = 18;

    /// <summary>Height of what is compared; <see cref="LinePixels"/> is the distance of two lines.</summary>
    public const int HeightPixels = 26;

    public const int LinePixels = 30;

    /// <summary>How far a letter may stand from the middle of its place, in pixels of the drawing.</summary>
    private const int Reach = 3;

    private const double SofteningPixels = 0.8;
    private static readonly Lazy<GlyphShapes> Drawn = new(Read);

    private readonly float[][] _shapes;

    private GlyphShapes(float[][] shapes) => _shapes = shapes;

    public static GlyphShapes OcrB => Drawn.Value;

    /// <summary>Which of the letters a place shows, and how alike it is, -1 to 1.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="grid">Where places are.</param>
    /// <param name="column">Column of the place.</param>
    /// <param name="row">Row of the place.</param>
    /// <param name="from">First letter in question, by its number in <see cref="Letters"/>.</param>
    /// <param name="to">The number behind the last.</param>
    public (int Letter, float Likeness) Match(GreyImage picture, GlyphGrid grid, int column, int row, int from, int to)
    {
        const int Width = WidthPixels + (2 * Reach);
        const int Height = HeightPixels + (2 * Reach);
        Span<float> seen = stackalloc float[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (double px, double py) = grid.At(column + ((x + 0.5 - (Width / 2.0)) / WidthPixels), row + ((y + 0.5 - (Height / 2.0)) / LinePixels));
                seen[(y * Width) + x] = byte.MaxValue - Sample(picture, px, py);
            }
        }

        Span<float> piece = stackalloc float[WidthPixels * HeightPixels];
        (int letter, float likeness) = (from, -2);
        for (int dy = 0; dy <= 2 * Reach; dy++)
        {
            for (int dx = 0; dx <= 2 * Reach; dx++)
            {
                for (int y = 0; y < HeightPixels; y++)
                {
                    seen.Slice(((y + dy) * Width) + dx, WidthPixels).CopyTo(piece[(y * WidthPixels)..]);
                }

                Even(piece);
                for (int candidate = from; candidate < to; candidate++)
                {
                    float alike = DotProduct.Of(piece, _shapes[candidate]);
                    if (alike > likeness)
                    {
                        (letter, likeness) = (candidate, alike);
                    }
                }
            }
        }

        return (letter, likeness);
    }

    private static float Sample(GreyImage picture, double x, double y)
    {
        int left = (int)Math.Floor(x);
        int top = (int)Math.Floor(y);
        if (left < 0 || top < 0 || left + 1 >= picture.WidthPixels || top + 1 >= picture.HeightPixels)
        {
            return byte.MaxValue;
        }

        double fx = x - left;
        double fy = y - top;
        ReadOnlySpan<byte> above = picture.Row(top).Slice(left, 2);
        ReadOnlySpan<byte> below = picture.Row(top + 1).Slice(left, 2);
        return (float)((((above[0] * (1 - fx)) + (above[1] * fx)) * (1 - fy)) + (((below[0] * (1 - fx)) + (below[1] * fx)) * fy));
    }

    /// <summary>Mean 0 and length 1, so that light and contrast do not count; a piece without contrast is like nothing.</summary>
    private static void Even(Span<float> values)
    {
        float mean = 0;
        foreach (float value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        foreach (ref float value in values)
        {
            value -= mean;
        }

        float scale = 1 / Math.Max(1, MathF.Sqrt(DotProduct.Of(values, values)));
        foreach (ref float value in values)
        {
            value *= scale;
        }
    }

    private static GlyphShapes Read()
    {
        using Stream stored = typeof(GlyphShapes).Assembly.GetManifestResourceStream("RemoteVerify.Vision.Codes.ocr-b.png") ?? throw new InvalidOperationException("The drawing of the letters is missing from the build.");
        byte[] bytes = new byte[stored.Length];
        stored.ReadExactly(bytes);
        using Image drawing = ImageCodec.Decode(bytes, ImageLimits.Default);
        using GreyImage sharp = ImageOperations.ToGrey(drawing);
        using GreyImage grey = ImageOperations.GaussianBlur(sharp, SofteningPixels);
        float[][] shapes = new float[Letters.Length][];
        for (int letter = 0; letter < shapes.Length; letter++)
        {
            float[] shape = new float[WidthPixels * HeightPixels];
            for (int y = 0; y < HeightPixels; y++)
            {
                ReadOnlySpan<byte> row = grey.Row(y).Slice(letter * WidthPixels, WidthPixels);
                for (int x = 0; x < WidthPixels; x++)
                {
                    shape[(y * WidthPixels) + x] = byte.MaxValue - row[x];
                }
            }

            Even(shape);
            shapes[letter] = shape;
        }

        return new GlyphShapes(shapes);
    }
}
