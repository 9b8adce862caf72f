using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>The photograph on a chip: even light, plain background, face straight, framed as ICAO 9303 asks (eyes above the middle, face 70 to 80 % of the height).</summary>
public static class Portrait
{
    public const int WidthPixels = 300;

    public const int HeightPixels = 400;

    /// <summary>Chips hold portraits of about this size at most.</summary>
    public const int MostBytes = 20_000;

    // From farther away than a webcam and cropped, as a photographer would; about 0.9 m.
    private const float DistanceMillimetres = 900;
    private const float Zoom = 2.2f;

    /// <summary>Renders the portrait.</summary>
    public static RenderedFrame Render(PersonParameters person, CancellationToken cancellationToken)
    {
        HeadState state = new() { DistanceMillimetres = DistanceMillimetres };
        int height = (int)(HeightPixels * Zoom);
        RenderedFrame whole = HeadRenderer.Render(person, state, SceneLight.Studio, new(height * WidthPixels / HeightPixels, height), cancellationToken);
        int left = (whole.WidthPixels - WidthPixels) / 2;
        // Eyes at 45 % from the top.
        int top = Math.Clamp((int)(whole.Truth.Points.RightEye.Y - (0.45f * HeightPixels)), 0, whole.HeightPixels - HeightPixels);
        byte[] pixels = new byte[WidthPixels * HeightPixels * 3];
        for (int y = 0; y < HeightPixels; y++)
        {
            whole.Pixels.AsSpan(3 * (((y + top) * whole.WidthPixels) + left), 3 * WidthPixels).CopyTo(pixels.AsSpan(3 * y * WidthPixels));
        }

        FacePoints points = whole.Truth.Points.Move(point => point - new System.Numerics.Vector2(left, top));
        return new(WidthPixels, HeightPixels, pixels, new(points, state));
    }

    /// <summary>The portrait as JPEG, at the highest quality that stays below <see cref="MostBytes"/>.</summary>
    public static byte[] RenderJpeg(PersonParameters person, CancellationToken cancellationToken)
    {
        using Image image = Render(person, cancellationToken).ToImage();
        for (int quality = 92; ; quality -= 6)
        {
            byte[] jpeg = ImageCodec.EncodeJpeg(image, quality);
            if (jpeg.Length < MostBytes || quality < 30)
            {
                return jpeg;
            }
        }
    }
}
