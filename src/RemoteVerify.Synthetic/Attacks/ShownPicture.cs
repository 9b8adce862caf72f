using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>The part of a picture that an instrument shows, spread over a rectangle in the middle of a sheet.</summary>
internal sealed class ShownPicture
{
    // Red, green, blue as display light (gamma only), one unused.
    private readonly Vector2 _cropMiddle;
    private Vector128<float>[] _texels;
    private int _width, _height;
    private float _texelsPerPixel = 1;

    /// <param name="picture">What is shown.</param>
    /// <param name="half">Half the size of the rectangle, millimetres.</param>
    /// <param name="tightness">0: as much of the picture as fits; 1: the head alone.</param>
    public ShownPicture(RenderedFrame picture, Vector2 half, float tightness)
    {
        (Half, Truth) = (half, picture.Truth);
        (Vector2 middle, Vector2 cropHalf) = Crop(picture, half.X / half.Y, tightness);
        _cropMiddle = middle;
        MillimetresPerPixel = half.X / cropHalf.X;
        (_texels, _width, _height) = (Texels(picture), picture.WidthPixels, picture.HeightPixels);
    }

    public Vector2 Half { get; }

    public GroundTruth Truth { get; }

    public float MillimetresPerPixel { get; }

    /// <summary>Pupil distance as shown; of a turned head, what it would be if it faced the camera.</summary>
    public float PupilMillimetres => Unit(Truth.Points) * MillimetresPerPixel;

    /// <summary>Averages detail that is finer than what will be looked at.</summary>
    public void Soften(float finestMillimetres)
    {
        while (finestMillimetres > 1.5f * MillimetresPerPixel / _texelsPerPixel && _width > 32)
        {
            (_texels, _width, _height) = Halve(_texels, _width, _height);
            _texelsPerPixel /= 2;
        }
    }

    /// <summary>Where a pixel of the picture lies on the sheet.</summary>
    public Vector2 PlaceOf(Vector2 pixel) => new((pixel.X - _cropMiddle.X) * MillimetresPerPixel, (_cropMiddle.Y - pixel.Y) * MillimetresPerPixel);

    /// <summary>Light of eight places on the sheet.</summary>
    public Packet3 At(Lanes u, Lanes v)
    {
        float scale = _texelsPerPixel / MillimetresPerPixel;
        Lanes x = LaneMath.Clamp((u * scale) + Vector256.Create((_cropMiddle.X * _texelsPerPixel) - 0.5f), 0, _width - 1.001f);
        Lanes y = LaneMath.Clamp((v * -scale) + Vector256.Create((_cropMiddle.Y * _texelsPerPixel) - 0.5f), 0, _height - 1.001f);
        Span<float> red = stackalloc float[8], green = stackalloc float[8], blue = stackalloc float[8];
        for (int i = 0; i < 8; i++)
        {
            float fx = x[i], fy = y[i];
            int left = (int)fx, top = (int)fy, at = (top * _width) + left;
            Vector128<float> across = Vector128.Create(fx - left), down = Vector128.Create(fy - top);
            Vector128<float> upper = _texels[at] + ((_texels[at + 1] - _texels[at]) * across);
            Vector128<float> lower = _texels[at + _width] + ((_texels[at + _width + 1] - _texels[at + _width]) * across);
            Vector128<float> light = upper + ((lower - upper) * down);
            (red[i], green[i], blue[i]) = (light[0], light[1], light[2]);
        }

        return new(Vector256.Create<float>(red), Vector256.Create<float>(green), Vector256.Create<float>(blue));
    }

    /// <summary>A head's measure in pixels that hardly depends on its turn: about the pupil distance from the front.</summary>
    public static float Unit(FacePoints points)
    {
        Vector2 eyes = (points.RightEye + points.LeftEye) / 2, mouth = (points.RightMouthCorner + points.LeftMouthCorner) / 2;
        return MathF.Max(points.InterEyeDistancePixels, 0.9f * Vector2.Distance(eyes, mouth));
    }

    private static (Vector2 Middle, Vector2 Half) Crop(RenderedFrame picture, float aspect, float tightness)
    {
        FacePoints points = picture.Truth.Points;
        Vector2 size = new(picture.WidthPixels, picture.HeightPixels);
        float largest = MathF.Min(size.Y / 2, size.X / (2 * aspect));
        float head = 2.6f * Unit(points);
        float smallest = MathF.Min(largest, aspect < 0.62f ? head * 0.62f / aspect : head);
        float high = largest * MathF.Pow(smallest / largest, tightness);
        Vector2 half = new(high * aspect, high);
        Vector2 face = ((points.RightEye + points.LeftEye) * 0.35f) + ((points.RightMouthCorner + points.LeftMouthCorner) * 0.15f);
        Vector2 middle = Vector2.Lerp(size / 2, face, MathF.Min(1, 2 * tightness));
        return (Vector2.Clamp(middle, half, size - half), half);
    }

    private static Vector128<float>[] Texels(RenderedFrame picture)
    {
        byte[] pixels = picture.Pixels;
        Vector128<float>[] texels = new Vector128<float>[picture.WidthPixels * picture.HeightPixels];
        for (int i = 0; i < texels.Length; i++)
        {
            texels[i] = Vector128.Create(ToneCurve.Gamma(pixels[(3 * i) + 2]), ToneCurve.Gamma(pixels[(3 * i) + 1]), ToneCurve.Gamma(pixels[3 * i]), 0);
        }

        return texels;
    }

    private static (Vector128<float>[] Texels, int Width, int Height) Halve(Vector128<float>[] texels, int width, int height)
    {
        int newWidth = width / 2, newHeight = height / 2;
        Vector128<float>[] half = new Vector128<float>[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                int i = (2 * y * width) + (2 * x);
                half[(y * newWidth) + x] = (texels[i] + texels[i + 1] + texels[i + width] + texels[i + width + 1]) * 0.25f;
            }
        }

        return (half, newWidth, newHeight);
    }
}
