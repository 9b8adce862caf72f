using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>Which part of a source frame a delivered frame shows, and how large.</summary>
/// <param name="WidthPixels">Columns delivered.</param>
/// <param name="HeightPixels">Rows delivered.</param>
/// <param name="Scale">Delivered pixels per source pixel.</param>
/// <param name="Origin">Source point in the upper left corner of the delivered frame.</param>
internal readonly record struct FrameView(int WidthPixels, int HeightPixels, float Scale, Vector2 Origin)
{
    /// <summary>The largest centred part with the wanted proportions.</summary>
    public static FrameView Fill(int sourceWidth, int sourceHeight, int width, int height)
    {
        float scale = MathF.Max(width / (float)sourceWidth, height / (float)sourceHeight);
        return new(width, height, scale, new((sourceWidth - (width / scale)) / 2, (sourceHeight - (height / scale)) / 2));
    }

    public Vector2 ToView(Vector2 source) => (source - Origin) * Scale;

    public Vector2 ToSource(Vector2 view) => (view / Scale) + Origin;
}

/// <summary>Bends a frame so that its landmarks come to lie on wanted ones; the bend fades out towards the room, which stands still.</summary>
internal sealed class FaceWarp
{
    private readonly Matrix3x2 _toSource;
    private readonly Vector2 _centre;
    private readonly float _inner;
    private readonly float _outer;

    private FaceWarp(Matrix3x2 toSource, Vector2 centre, float inner, float outer)
    {
        _toSource = toSource;
        _centre = centre;
        _inner = inner;
        _outer = outer;
    }

    /// <summary>The affine map that carries the wanted points onto the source points with the least squared error.</summary>
    public static FaceWarp Between(FacePoints source, FacePoints wanted)
    {
        ReadOnlySpan<Vector2> from = [wanted.RightEye, wanted.LeftEye, wanted.NoseTip, wanted.RightMouthCorner, wanted.LeftMouthCorner];
        ReadOnlySpan<Vector2> to = [source.RightEye, source.LeftEye, source.NoseTip, source.RightMouthCorner, source.LeftMouthCorner];
        Vector2 meanFrom = Vector2.Zero, meanTo = Vector2.Zero;
        for (int i = 0; i < 5; i++)
        {
            meanFrom += from[i] / 5;
            meanTo += to[i] / 5;
        }

        // Similarity: a full affine map would shear the face when the nose moves against the eyes.
        float a = 0, b = 0, size = 0;
        for (int i = 0; i < 5; i++)
        {
            Vector2 p = from[i] - meanFrom, q = to[i] - meanTo;
            a += (p.X * q.X) + (p.Y * q.Y);
            b += (p.X * q.Y) - (p.Y * q.X);
            size += p.LengthSquared();
        }

        a /= size;
        b /= size;
        Matrix3x2 map = new(a, b, -b, a, meanTo.X - (a * meanFrom.X) + (b * meanFrom.Y), meanTo.Y - (b * meanFrom.X) - (a * meanFrom.Y));
        float face = MathF.Sqrt(size / 5);
        return new(map, meanFrom, 3.2f * face, 7f * face);
    }

    /// <summary>Resamples the picture.</summary>
    public byte[] Apply(byte[] pixels, int width, int height, FrameView view)
    {
        byte[] result = new byte[view.WidthPixels * view.HeightPixels * 3];
        // When the picture gets smaller, several source pixels make one.
        int taps = Math.Max(1, (int)MathF.Ceiling(0.75f / view.Scale));
        float spread = 1 / (view.Scale * taps);
        Parallel.For(0, view.HeightPixels, y =>
        {
            Span<byte> row = result.AsSpan(y * view.WidthPixels * 3, view.WidthPixels * 3);
            for (int x = 0; x < view.WidthPixels; x++)
            {
                // The bend is smooth: one place per pixel is enough, the taps go around it.
                Vector2 place = Source(view.ToSource(new(x + 0.5f, y + 0.5f)));
                int blue = 0, green = 0, red = 0;
                for (int tap = 0; tap < taps * taps; tap++)
                {
                    float dx = ((tap % taps) + 0.5f - (taps / 2f)) * spread, dy = ((tap / taps) + 0.5f - (taps / 2f)) * spread;
                    PixelSampler.AddBilinear(pixels, width, height, place.X + dx, place.Y + dy, ref blue, ref green, ref red);
                }

                int share = taps * taps * 256;
                row[3 * x] = (byte)((blue + (share / 2)) / share);
                row[(3 * x) + 1] = (byte)((green + (share / 2)) / share);
                row[(3 * x) + 2] = (byte)((red + (share / 2)) / share);
            }
        });
        return result;
    }

    private Vector2 Source(Vector2 point)
    {
        float distance = Vector2.Distance(point, _centre);
        float share = Math.Clamp((_outer - distance) / (_outer - _inner), 0, 1);
        share *= share * (3 - (2 * share));
        return Vector2.Lerp(point, Vector2.Transform(point, _toSource), share);
    }
}
