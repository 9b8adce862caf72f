using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>Reads Bgr24 pixels at places between pixels.</summary>
internal static class PixelSampler
{
    /// <summary>Blue, green, red 0..255 at a point in pixel coordinates ((0.5, 0.5) is the middle of the first pixel); the border repeats.</summary>
    public static Vector3 Bilinear(byte[] pixels, int width, int height, Vector2 point)
    {
        float fx = Math.Clamp(point.X - 0.5f, 0, width - 1.001f), fy = Math.Clamp(point.Y - 0.5f, 0, height - 1.001f);
        int x = (int)fx, y = (int)fy;
        fx -= x;
        fy -= y;
        int i = 3 * ((y * width) + x);
        int right = x + 1 < width ? 3 : 0, down = y + 1 < height ? 3 * width : 0;
        Vector3 upper = Vector3.Lerp(At(pixels, i), At(pixels, i + right), fx);
        Vector3 lower = Vector3.Lerp(At(pixels, i + down), At(pixels, i + down + right), fx);
        return Vector3.Lerp(upper, lower, fy);
    }

    private static Vector3 At(byte[] pixels, int i) => new(pixels[i], pixels[i + 1], pixels[i + 2]);
}
