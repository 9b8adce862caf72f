using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>For every pixel, the place on a sheet that it sees and the way the sheet faces there; not a number where it sees something else.</summary>
internal sealed class SurfaceBuffer
{
    private const float NearestMillimetres = 20;
    private readonly float[] _u, _v, _normalX, _normalY, _normalZ;
    private readonly int _stride;

    public SurfaceBuffer(int width, int height)
    {
        (Width, Height) = (width, height);
        _stride = ((width + 7) & ~7) + 8;
        _u = new float[_stride * height];
        Array.Fill(_u, float.NaN);
        (_v, _normalX, _normalY, _normalZ) = (new float[_u.Length], new float[_u.Length], new float[_u.Length], new float[_u.Length]);
        (Left, Top, Right, Bottom) = (width, height, 0, 0);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The pixels that may see the sheet: from <see cref="Left"/>, <see cref="Top"/> (included) to <see cref="Right"/>, <see cref="Bottom"/> (excluded).</summary>
    public int Left { get; private set; }

    public int Top { get; private set; }

    public int Right { get; private set; }

    public int Bottom { get; private set; }

    private readonly record struct Corner(Vector2 At, float Near, Vector2 Sheet, Vector3 Normal, bool Seen);

    /// <summary>Draws a sheet.</summary>
    /// <param name="shape">How it lies.</param>
    /// <param name="placement">Where it is.</param>
    /// <param name="half">Half its size, with whatever margin is wanted around.</param>
    public void Draw(SheetShape shape, Placement placement, Vector2 half)
    {
        (int across, int down) = shape.Cells;
        Corner[,] corners = new Corner[across + 1, down + 1];
        for (int i = 0; i <= across; i++)
        {
            for (int j = 0; j <= down; j++)
            {
                Vector2 sheet = new(half.X * ((2f * i / across) - 1), half.Y * ((2f * j / down) - 1));
                Vector3 local = shape.Place(sheet);
                float depth = -placement.ToCamera(local).Z;
                corners[i, j] = new(placement.Project(local), 1 / MathF.Max(depth, 1), sheet, placement.Turn(shape.Normal(sheet)), depth > NearestMillimetres);
            }
        }

        for (int i = 0; i < across; i++)
        {
            for (int j = 0; j < down; j++)
            {
                Fill(corners[i, j], corners[i + 1, j], corners[i + 1, j + 1]);
                Fill(corners[i, j], corners[i + 1, j + 1], corners[i, j + 1]);
            }
        }
    }

    /// <summary>Eight pixels.</summary>
    public void Load(int x, int y, out Vector256<float> u, out Vector256<float> v, out Packet3 normal)
    {
        nuint i = (nuint)((y * _stride) + x);
        u = Vector256.LoadUnsafe(ref _u[0], i);
        v = Vector256.LoadUnsafe(ref _v[0], i);
        normal = new(Vector256.LoadUnsafe(ref _normalX[0], i), Vector256.LoadUnsafe(ref _normalY[0], i), Vector256.LoadUnsafe(ref _normalZ[0], i));
    }

    private void Fill(in Corner a, in Corner b, in Corner c)
    {
        // Pictures have y down: what faces the camera turns the other way round.
        float area = Cross(b.At - a.At, c.At - a.At);
        if (area >= -1e-4f || !a.Seen || !b.Seen || !c.Seen)
        {
            return;
        }

        int top = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.At.Y, MathF.Min(b.At.Y, c.At.Y)) - 0.501f));
        int bottom = Math.Min(Height - 1, (int)MathF.Floor(MathF.Max(a.At.Y, MathF.Max(b.At.Y, c.At.Y)) - 0.499f));
        Gradient gradient = new(a, b, c, 1 / area);
        for (int y = top; y <= bottom; y++)
        {
            (float left, float right) = (0, Width - 1);
            Limit(a.At, b.At, y + 0.5f, ref left, ref right);
            Limit(b.At, c.At, y + 0.5f, ref left, ref right);
            Limit(c.At, a.At, y + 0.5f, ref left, ref right);
            int first = (int)MathF.Ceiling(left - 0.001f), last = (int)MathF.Floor(right + 0.001f);
            if (first > last)
            {
                continue;
            }

            (Left, Right) = (Math.Min(Left, first), Math.Max(Right, last + 1));
            (Top, Bottom) = (Math.Min(Top, y), Math.Max(Bottom, y + 1));
            FillRow(gradient, y, first, last);
        }
    }

    private void FillRow(in Gradient gradient, int y, int first, int last)
    {
        Vector2 from = new Vector2(first + 0.5f, y + 0.5f) - gradient.Origin;
        float near = gradient.Near.At(from), u = gradient.U.At(from), v = gradient.V.At(from);
        float nx = gradient.NormalX.At(from), ny = gradient.NormalY.At(from), nz = gradient.NormalZ.At(from);
        for (int x = first, i = (y * _stride) + first; x <= last; x++, i++)
        {
            float depth = 1 / near;
            (_u[i], _v[i]) = (u * depth, v * depth);
            (_normalX[i], _normalY[i], _normalZ[i]) = (nx, ny, nz);
            near += gradient.Near.X;
            u += gradient.U.X;
            v += gradient.V.X;
            nx += gradient.NormalX.X;
            ny += gradient.NormalY.X;
            nz += gradient.NormalZ.X;
        }
    }

    // Keeps the part of a row (by pixel index) on the inner side of the edge from p to q.
    private static void Limit(Vector2 p, Vector2 q, float y, ref float left, ref float right)
    {
        float slope = p.Y - q.Y, rest = ((q.X - p.X) * (y - p.Y)) + ((q.Y - p.Y) * p.X);
        // Inside: slope * x + rest <= 0.
        if (MathF.Abs(slope) < 1e-6f)
        {
            if (rest > 1e-3f)
            {
                right = -1;
            }
        }
        else if (slope > 0)
        {
            right = MathF.Min(right, (-rest / slope) - 0.5f);
        }
        else
        {
            left = MathF.Max(left, (-rest / slope) - 0.5f);
        }
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);

    /// <summary>A number that changes evenly over the picture.</summary>
    private readonly record struct Slope(float Value, float X, float Y)
    {
        public float At(Vector2 from) => Value + (X * from.X) + (Y * from.Y);
    }

    // Divided by the depth, places on the sheet change evenly over the picture.
    private readonly struct Gradient
    {
        public readonly Vector2 Origin;
        public readonly Slope Near, U, V, NormalX, NormalY, NormalZ;

        public Gradient(Corner a, Corner b, Corner c, float overArea)
        {
            Origin = a.At;
            Vector2 ab = b.At - a.At, ac = c.At - a.At;
            Slope Of(float fa, float fb, float fc) => new(
                fa,
                (((fb - fa) * ac.Y) - ((fc - fa) * ab.Y)) * overArea,
                (((fc - fa) * ab.X) - ((fb - fa) * ac.X)) * overArea);
            Near = Of(a.Near, b.Near, c.Near);
            U = Of(a.Sheet.X * a.Near, b.Sheet.X * b.Near, c.Sheet.X * c.Near);
            V = Of(a.Sheet.Y * a.Near, b.Sheet.Y * b.Near, c.Sheet.Y * c.Near);
            NormalX = Of(a.Normal.X, b.Normal.X, c.Normal.X);
            NormalY = Of(a.Normal.Y, b.Normal.Y, c.Normal.Y);
            NormalZ = Of(a.Normal.Z, b.Normal.Z, c.Normal.Z);
        }
    }
}
