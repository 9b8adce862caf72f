namespace RemoteVerify.Vision.Codes;

/// <summary>Where the letters of fixed pitch stand in the picture: a plane seen in perspective, from column and row to pixels.</summary>
internal sealed class GlyphGrid
{
    /// <summary>Letters of a line.</summary>
    public const int Columns = 30;

    private const int Rows = 3;
    private const int Rounds = 6;
    private const int LeastPlaces = 40;

    /// <summary>Part of a place's width within which a piece of ink counts as in its middle.</summary>
    private const double CentredPart = 0.2;

    /// <summary>How many places the middle of a line is off from where even places would have it.</summary>
    private static readonly double[] Bends = [0, -0.45, 0.45, -0.9, 0.9];

    private readonly double[] _numbers;

    private GlyphGrid(double[] numbers) => _numbers = numbers;

    /// <summary>The pixel of a place; whole numbers are middles of letters.</summary>
    public (double X, double Y) At(double column, double row)
    {
        double w = (_numbers[6] * column) + (_numbers[7] * row) + 1;
        return (((_numbers[0] * column) + (_numbers[1] * row) + _numbers[2]) / w, ((_numbers[3] * column) + (_numbers[4] * row) + _numbers[5]) / w);
    }

    /// <summary>
    /// Fits the grid to three lines, first by their ends, then by every piece of ink that is near a place; null when they don't fit. A tilted card has narrower places at one end, so the first
    /// guess is made straight and bent to either side, and what has most pieces of ink in the middle of its places is taken.
    /// </summary>
    public static GlyphGrid? Fit(IReadOnlyList<BlobLine> lines)
    {
        GlyphGrid? best = null;
        double most = 0;
        foreach (double bend in Bends)
        {
            if (Fit(lines, bend) is { } found && found.Centred > most)
            {
                (best, most) = (found.Grid, found.Centred);
            }
        }

        return best;
    }

    private static (GlyphGrid Grid, double Centred)? Fit(IReadOnlyList<BlobLine> lines, double bend)
    {
        double left = lines.Min(line => line.Blobs[0].X);
        double pitch = (lines.Max(line => line.Blobs[^1].X) - left) / (Columns - 1);
        List<Place> places = [];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double part = column / (Columns - 1.0);
                double x = left + ((column + (bend * 4 * part * (1 - part))) * pitch);
                places.Add(new Place(column, row, x, lines[row].At(x)));
            }
        }

        GlyphGrid? grid = Solve(places);
        for (int round = 0; round < Rounds && grid is not null; round++)
        {
            places = [.. Near(grid, lines, (round < 2 ? 0.5 : 0.35) * pitch)];
            grid = places.Count < LeastPlaces ? null : Solve(places);
        }

        return grid is null ? null : (grid, places.Sum(place => Math.Max(0, 1 - (Math.Abs(grid.At(place.Column, place.Row).X - place.X) / (CentredPart * pitch)))));
    }

    private static IEnumerable<Place> Near(GlyphGrid grid, IReadOnlyList<BlobLine> lines, double reach)
    {
        for (int row = 0; row < Rows; row++)
        {
            double[] across = [.. Enumerable.Range(0, Columns).Select(column => grid.At(column, row).X)];
            foreach (InkBlob blob in lines[row].Blobs)
            {
                int nearest = Enumerable.Range(0, Columns).MinBy(column => Math.Abs(across[column] - blob.X));
                if (Math.Abs(across[nearest] - blob.X) < reach)
                {
                    yield return new Place(nearest, row, blob.X, blob.Y);
                }
            }
        }
    }

    /// <summary>Least squares of eight numbers; the two of the perspective are held back, because letters are not exactly in the middle of their places.</summary>
    private static GlyphGrid? Solve(IReadOnlyList<Place> places)
    {
        double[][] sums = [.. Enumerable.Range(0, 8).Select(_ => new double[9])];
        foreach (Place place in places)
        {
            Add(sums, [place.Column, place.Row, 1, 0, 0, 0, -place.X * place.Column, -place.X * place.Row], place.X);
            Add(sums, [0, 0, 0, place.Column, place.Row, 1, -place.Y * place.Column, -place.Y * place.Row], place.Y);
        }

        for (int i = 0; i < 8; i++)
        {
            sums[i][i] += i >= 6 ? 1e-3 * places.Count : 1e-9;
        }

        for (int column = 0; column < 8; column++)
        {
            int best = Enumerable.Range(column, 8 - column).MaxBy(row => Math.Abs(sums[row][column]));
            if (Math.Abs(sums[best][column]) < 1e-12)
            {
                return null;
            }

            (sums[column], sums[best]) = (sums[best], sums[column]);
            for (int row = 0; row < 8; row++)
            {
                double factor = row == column ? 0 : sums[row][column] / sums[column][column];
                for (int at = column; factor != 0 && at < 9; at++)
                {
                    sums[row][at] -= factor * sums[column][at];
                }
            }
        }

        return new GlyphGrid([.. sums.Select((row, i) => row[8] / row[i])]);
    }

    private static void Add(double[][] sums, ReadOnlySpan<double> factors, double value)
    {
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                sums[i][j] += factors[i] * factors[j];
            }

            sums[i][8] += factors[i] * value;
        }
    }

    private readonly record struct Place(int Column, int Row, double X, double Y);
}
