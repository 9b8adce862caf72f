using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>The holder's face out of a single picture, drawn over the face of a living driver: bent onto the driver's landmarks, with the driver's colours, soft at the edge.</summary>
internal sealed class FaceSwap(IFrameSource driver, RenderedFrame picture) : IFrameSource
{
    public void Ask(AskedMotion motion, TimeSpan at) => driver.Ask(motion, at);

    /// <summary>The driver sits before the screen and is lit by it; the drawn face takes over the driver's mean colour and so some of the light.</summary>
    public void ShowScreenColour(Vector3 colour, TimeSpan at) => driver.ShowScreenColour(colour, at);

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) => Over(driver.Capture(at, widthPixels, heightPixels), picture);

    /// <summary>Draws the face of one picture over that of another.</summary>
    public static RenderedFrame Over(RenderedFrame below, RenderedFrame face)
    {
        PointWarp warp = PointWarp.Between(face.Truth.Points, below.Truth.Points);
        FaceOval oval = FaceOval.Of(below.Truth.Points);
        int width = below.WidthPixels, height = below.HeightPixels;
        byte[] drawn = new byte[width * height * 3];
        Vector3 own = Vector3.Zero, shown = Vector3.Zero;
        float count = 1e-3f;
        (int left, int top, int right, int bottom) = oval.Bounds(width, height);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                Vector2 place = new(x + 0.5f, y + 0.5f);
                float inside = oval.Share(place);
                if (inside <= 0)
                {
                    continue;
                }

                Vector2 source = warp.Source(place);
                int blue = 0, green = 0, red = 0, i = 3 * ((y * width) + x);
                PixelSampler.AddBilinear(face.Pixels, face.WidthPixels, face.HeightPixels, source.X, source.Y, ref blue, ref green, ref red);
                (drawn[i], drawn[i + 1], drawn[i + 2]) = ((byte)(blue >> 8), (byte)(green >> 8), (byte)(red >> 8));
                own += inside * new Vector3(below.Pixels[i], below.Pixels[i + 1], below.Pixels[i + 2]);
                shown += inside * new Vector3(drawn[i], drawn[i + 1], drawn[i + 2]);
                count += inside;
            }
        }

        Blend(below, drawn, oval, (own - shown) / count, (left, top, right, bottom));
        return new(width, height, drawn, below.Truth);
    }

    private static void Blend(RenderedFrame below, byte[] drawn, FaceOval oval, Vector3 colour, (int Left, int Top, int Right, int Bottom) bounds)
    {
        byte[] face = [.. drawn];
        below.Pixels.CopyTo(drawn, 0);
        for (int y = bounds.Top; y < bounds.Bottom; y++)
        {
            for (int x = bounds.Left; x < bounds.Right; x++)
            {
                float inside = oval.Share(new(x + 0.5f, y + 0.5f));
                if (inside <= 0)
                {
                    continue;
                }

                int i = 3 * ((y * below.WidthPixels) + x);
                for (int c = 0; c < 3; c++)
                {
                    float value = float.Lerp(below.Pixels[i + c], face[i + c] + colour[c], inside);
                    drawn[i + c] = (byte)Math.Clamp(value + 0.5f, 0, 255);
                }
            }
        }
    }
}

/// <summary>The part of a picture that a swapped face covers, with a soft edge.</summary>
/// <param name="Middle">Between eyes and mouth.</param>
/// <param name="Down">From the middle of the eyes to the middle of the mouth.</param>
internal readonly record struct FaceOval(Vector2 Middle, Vector2 Down)
{
    private const float Across = 1.15f;
    private const float Along = 1.45f;
    private const float Soft = 0.3f;

    public static FaceOval Of(FacePoints points)
    {
        Vector2 eyes = (points.RightEye + points.LeftEye) / 2, mouth = (points.RightMouthCorner + points.LeftMouthCorner) / 2;
        return new((eyes + mouth) / 2, mouth - eyes);
    }

    /// <summary>1 inside, 0 outside.</summary>
    public float Share(Vector2 place)
    {
        float unit = Down.Length();
        Vector2 down = Down / unit, from = place - Middle;
        float along = Vector2.Dot(from, down) / (Along * unit), across = ((from.X * down.Y) - (from.Y * down.X)) / (Across * unit);
        float share = Math.Clamp((1 - MathF.Sqrt((along * along) + (across * across))) / Soft, 0, 1);
        return share * share * (3 - (2 * share));
    }

    public (int Left, int Top, int Right, int Bottom) Bounds(int width, int height)
    {
        float reach = Along * Down.Length();
        return (
            Math.Clamp((int)(Middle.X - reach), 0, width), Math.Clamp((int)(Middle.Y - reach), 0, height),
            Math.Clamp((int)(Middle.X + reach) + 1, 0, width), Math.Clamp((int)(Middle.Y + reach) + 1, 0, height));
    }
}
