// F. L. Bookstein, Principal warps: thin-plate splines and the decomposition of deformations (1989).
using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>The smoothest map of the plane that takes some points exactly to others.</summary>
internal sealed class ThinPlateWarp
{
    private readonly ImagePoint[] _from;
    private readonly double[] _x;
    private readonly double[] _y;

    /// <param name="from">At least three, no two of them the same, not all on a line.</param>
    /// <param name="to">Where each of them goes.</param>
    public ThinPlateWarp(IReadOnlyList<ImagePoint> from, IReadOnlyList<ImagePoint> to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from.Count, 3, nameof(from));
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Count, from.Count, nameof(to));
        _from = [.. from];
        int n = _from.Length, size = n + 3;
        double[,] matrix = new double[size, size + 2];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[i, j] = Bend(_from[i].X - _from[j].X, _from[i].Y - _from[j].Y);
            }

            (matrix[i, n], matrix[i, n + 1], matrix[i, n + 2]) = (1, _from[i].X, _from[i].Y);
            (matrix[n, i], matrix[n + 1, i], matrix[n + 2, i]) = (1, _from[i].X, _from[i].Y);
            (matrix[i, size], matrix[i, size + 1]) = (to[i].X, to[i].Y);
        }

        Solve(matrix, size);
        _x = [.. Enumerable.Range(0, size).Select(i => matrix[i, size])];
        _y = [.. Enumerable.Range(0, size).Select(i => matrix[i, size + 1])];
    }

    /// <summary>Where a point goes.</summary>
    public (double X, double Y) At(double x, double y)
    {
        int n = _from.Length;
        double outX = _x[n] + (_x[n + 1] * x) + (_x[n + 2] * y);
        double outY = _y[n] + (_y[n + 1] * x) + (_y[n + 2] * y);
        for (int i = 0; i < n; i++)
        {
            double bend = Bend(x - _from[i].X, y - _from[i].Y);
            outX += _x[i] * bend;
            outY += _y[i] * bend;
        }

        return (outX, outY);
    }

    private static double Bend(double x, double y)
    {
        double squared = (x * x) + (y * y);
        return squared <= 1e-12 ? 0 : squared * Math.Log(squared);
    }

    /// <summary>Gauss and Jordan with the largest pivot; the two last columns become the answers.</summary>
    private static void Solve(double[,] m, int size)
    {
        for (int column = 0; column < size; column++)
        {
            int pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(m[row, column]));
            if (Math.Abs(m[pivot, column]) < 1e-12)
            {
                throw new ArgumentException("Points lie on each other or on a line.");
            }

            for (int j = column; j < size + 2; j++)
            {
                (m[column, j], m[pivot, j]) = (m[pivot, j], m[column, j]);
            }

            for (int row = 0; row < size; row++)
            {
                double factor = row == column ? 0 : m[row, column] / m[column, column];
                for (int j = column; factor != 0 && j < size + 2; j++)
                {
                    m[row, j] -= factor * m[column, j];
                }
            }
        }

        for (int row = 0; row < size; row++)
        {
            (m[row, size], m[row, size + 1]) = (m[row, size] / m[row, row], m[row, size + 1] / m[row, row]);
        }
    }
}
