using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>Reads Bgr24 pixels at places between pixels.</summary>
internal static class PixelSampler
{
    /// <summary>Adds 256 times blue, green, red at a point in pixel coordinates ((0.5, 0.5) is the middle of the first pixel); the border repeats.</summary>
    public static void AddBilinear(byte[] pixels, int width, int height, float pointX, float pointY, ref int blue, ref int green, ref int red)
    {
        float fx = Math.Clamp(pointX - 0.5f, 0, width - 1), fy = Math.Clamp(pointY - 0.5f, 0, height - 1);
        int x = (int)fx, y = (int)fy;
        // Weights in 1/16: their product is 1/256.
        int right = (int)((fx - x) * 16), down = (int)((fy - y) * 16);
        int a = 3 * ((y * width) + x), b = x + 1 < width ? a + 3 : a;
        int below = y + 1 < height ? 3 * width : 0;
        int c = a + below, d = b + below;
        int wa = (16 - right) * (16 - down), wb = right * (16 - down), wc = (16 - right) * down, wd = right * down;
        blue += (pixels[a] * wa) + (pixels[b] * wb) + (pixels[c] * wc) + (pixels[d] * wd);
        green += (pixels[a + 1] * wa) + (pixels[b + 1] * wb) + (pixels[c + 1] * wc) + (pixels[d + 1] * wd);
        red += (pixels[a + 2] * wa) + (pixels[b + 2] * wb) + (pixels[c + 2] * wc) + (pixels[d + 2] * wd);
    }

    /// <summary>The same as linear light, red first.</summary>
    public static Vector3 Linear(byte[] pixels, int width, int height, Vector2 point)
    {
        int blue = 0, green = 0, red = 0;
        AddBilinear(pixels, width, height, point.X, point.Y, ref blue, ref green, ref red);
        return new(ToneCurve.Gamma(red >> 8), ToneCurve.Gamma(green >> 8), ToneCurve.Gamma(blue >> 8));
    }
}
