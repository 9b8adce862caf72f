using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Cards;

/// <summary>How somebody holds a card before a camera, and what the camera makes of it.</summary>
/// <param name="WidthPixels">The camera's picture.</param>
/// <param name="HeightPixels">The camera's picture.</param>
public sealed record CardShot(int WidthPixels, int HeightPixels)
{
    /// <summary>Part of the picture's width that the card fills.</summary>
    public double Fill { get; init; } = 0.75;

    public double TurnDegrees { get; init; }

    /// <summary>How much nearer each corner is than the middle, from the top left clockwise: 0.05 makes it five percent larger there.</summary>
    public IReadOnlyList<double> Nearer { get; init; } = [0, 0, 0, 0];

    /// <summary>Standard deviation of the blur, in pixels.</summary>
    public double BlurPixels { get; init; } = 0.6;

    /// <summary>Standard deviation of the noise, in grey levels.</summary>
    public double NoiseLevels { get; init; } = 3;

    /// <summary>Light in the middle; 1 shows the card as it is.</summary>
    public double Light { get; init; } = 0.9;

    /// <summary>How much lighter the right edge is than the middle, and the lower one.</summary>
    public (double Right, double Below) Slope { get; init; }

    /// <summary>Seed of the noise.</summary>
    public ulong Seed { get; init; }

    /// <summary>A shot as people make them: tilted, soft, unevenly lit.</summary>
    public static CardShot Draw(ulong seed, int widthPixels, int heightPixels)
    {
        SeededGenerator random = new(seed);
        return new CardShot(widthPixels, heightPixels)
        {
            Fill = random.NextBetween(0.62f, 0.84f),
            TurnDegrees = random.NextBetween(-8, 8),
            Nearer = [random.NextBetween(-0.05f, 0.05f), random.NextBetween(-0.05f, 0.05f), random.NextBetween(-0.05f, 0.05f), random.NextBetween(-0.05f, 0.05f)],
            BlurPixels = random.NextBetween(0.4f, 1.2f) * widthPixels / 1280,
            NoiseLevels = random.NextBetween(2, 6),
            Light = random.NextBetween(0.55f, 1.05f),
            Slope = (random.NextBetween(-0.4f, 0.4f), random.NextBetween(-0.3f, 0.3f)),
            Seed = seed,
        };
    }

    /// <summary>The picture that the camera gives.</summary>
    public Image Take(Image card)
    {
        ArgumentNullException.ThrowIfNull(card);
        Image picture = new(WidthPixels, HeightPixels);
        Project(card, picture);
        using Image soft = BlurPixels > 0 ? ImageOperations.GaussianBlur(picture, BlurPixels) : picture.Clone();
        Expose(soft, picture);
        return picture;
    }

    /// <summary>Two by two rays a pixel, from the picture back onto the card.</summary>
    private void Project(Image card, Image picture)
    {
        double[] h = Homography(card);
        for (int y = 0; y < HeightPixels; y++)
        {
            Span<byte> row = picture.Row(y);
            for (int x = 0; x < WidthPixels; x++)
            {
                (int blue, int green, int red) = (0, 0, 0);
                for (int ray = 0; ray < 4; ray++)
                {
                    double px = x + ((ray & 1) * 0.5) - 0.25;
                    double py = y + ((ray >> 1) * 0.5) - 0.25;
                    double w = (h[6] * px) + (h[7] * py) + 1;
                    int u = (int)(((h[0] * px) + (h[1] * py) + h[2]) / w);
                    int v = (int)(((h[3] * px) + (h[4] * py) + h[5]) / w);
                    bool isCard = u >= 0 && v >= 0 && u < card.WidthPixels && v < card.HeightPixels;
                    Span<byte> from = isCard ? card.Row(v).Slice(u * 3, 3) : [96, 92, 90];
                    (blue, green, red) = (blue + from[0], green + from[1], red + from[2]);
                }

                (row[x * 3], row[(x * 3) + 1], row[(x * 3) + 2]) = ((byte)(blue / 4), (byte)(green / 4), (byte)(red / 4));
            }
        }
    }

    private void Expose(Image from, Image to)
    {
        SeededGenerator random = new(SeededGenerator.Mix(Seed, 77));
        for (int y = 0; y < HeightPixels; y++)
        {
            Span<byte> source = from.Row(y);
            Span<byte> target = to.Row(y);
            double below = Slope.Below * ((double)y / HeightPixels - 0.5) * 2;
            for (int x = 0; x < WidthPixels; x++)
            {
                double light = Light * (1 + below + (Slope.Right * ((double)x / WidthPixels - 0.5) * 2));

                // Four sixteen-bit numbers of one draw make a bell that is good enough for a sensor.
                ulong bits = random.NextBits();
                double bell = ((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48)) / 65536.0 - 2;
                double noise = bell * NoiseLevels * 1.73;
                for (int channel = 0; channel < 3; channel++)
                {
                    target[(x * 3) + channel] = (byte)Math.Clamp((source[(x * 3) + channel] * light) + noise, 0, 255);
                }
            }
        }
    }

    /// <summary>From the picture to the card: eight numbers, found from the four corners by elimination.</summary>
    private double[] Homography(Image card)
    {
        double width = Fill * WidthPixels;
        double height = width * CardSide.HeightMillimetres / CardSide.WidthMillimetres;
        if (height > HeightPixels * 0.9)
        {
            (width, height) = (width * HeightPixels * 0.9 / height, HeightPixels * 0.9);
        }

        double turn = TurnDegrees * Math.PI / 180;
        double[][] rows = new double[8][];
        for (int corner = 0; corner < 4; corner++)
        {
            bool right = corner is 1 or 2;
            bool below = corner is 2 or 3;
            double larger = 1 + Nearer[corner];
            double x = (right ? 0.5 : -0.5) * width * larger;
            double y = (below ? 0.5 : -0.5) * height * larger;
            double px = (WidthPixels / 2.0) + (x * Math.Cos(turn)) - (y * Math.Sin(turn));
            double py = (HeightPixels / 2.0) + (x * Math.Sin(turn)) + (y * Math.Cos(turn));
            double u = right ? card.WidthPixels : 0;
            double v = below ? card.HeightPixels : 0;
            rows[corner * 2] = [px, py, 1, 0, 0, 0, -u * px, -u * py, u];
            rows[(corner * 2) + 1] = [0, 0, 0, px, py, 1, -v * px, -v * py, v];
        }

        return Solve(rows);
    }

    private static double[] Solve(double[][] rows)
    {
        int count = rows.Length;
        for (int column = 0; column < count; column++)
        {
            int best = Enumerable.Range(column, count - column).MaxBy(row => Math.Abs(rows[row][column]));
            (rows[column], rows[best]) = (rows[best], rows[column]);
            for (int row = 0; row < count; row++)
            {
                double factor = row == column ? 0 : rows[row][column] / rows[column][column];
                for (int at = column; factor != 0 && at <= count; at++)
                {
                    rows[row][at] -= factor * rows[column][at];
                }
            }
        }

        return [.. Enumerable.Range(0, count).Select(row => rows[row][count] / rows[row][row])];
    }
}
