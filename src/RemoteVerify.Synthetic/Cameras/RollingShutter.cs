using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>
/// Rows are read one after the other, the middle one at the frame's own time: what moves is sheared. The subject's speed is
/// taken from its landmarks in this and the last frame; the room around it stands still.
/// </summary>
internal sealed class RollingShutter(CameraOptions options)
{
    // In heights of the picture: one camera is asked for pictures of several sizes.
    private (TimeSpan At, Vector2 Middle)? _last;

    /// <summary>When a row is read, in seconds from the frame's own time.</summary>
    public static float RowSeconds(TimeSpan readout, float row, int rows) => (float)readout.TotalSeconds * ((row / rows) - 0.5f);

    /// <summary>Shears the picture and says where the landmarks then are.</summary>
    public Func<Vector2, Vector2> Apply(LightField light, FacePoints points, TimeSpan at)
    {
        Vector2 middle = (points.RightEye + points.LeftEye + points.RightMouthCorner + points.LeftMouthCorner) / 4;
        Vector2 speed = options.ShakePixelsPerSecond * (light.Height / 360f);
        if (_last is { } last && at > last.At && at - last.At < TimeSpan.FromSeconds(0.5))
        {
            speed = (middle - (last.Middle * light.Height)) / (float)(at - last.At).TotalSeconds;
        }

        _last = (at, middle / light.Height);
        float seconds = (float)options.Readout.TotalSeconds;
        if (seconds <= 0 || (speed * seconds).Length() < 0.1f)
        {
            return point => point;
        }

        float reach = 2.2f * MathF.Max(8, Vector2.Distance(points.RightEye, points.LeftMouthCorner));
        for (int c = 0; c < 3; c++)
        {
            light.Replace(c, Shear(light.Plane(c), light, speed, middle, reach));
        }

        // A point that is read in row y has moved by speed * RowSeconds(y); solved for y.
        float rate = speed.Y * seconds / light.Height;
        return point =>
        {
            float row = (point.Y - (0.5f * speed.Y * seconds)) / (1 - rate);
            return new(point.X + (speed.X * RowSeconds(options.Readout, row, light.Height)), row);
        };
    }

    private float[] Shear(float[] plane, LightField light, Vector2 speed, Vector2 middle, float reach)
    {
        float[] result = (float[])plane.Clone();
        for (int y = 0; y < light.Height; y++)
        {
            Vector2 moved = speed * RowSeconds(options.Readout, y + 0.5f, light.Height);
            for (int x = 0; x < light.Width; x++)
            {
                float away = Math.Clamp((2 * reach - Vector2.Distance(new(x, y), middle)) / reach, 0, 1);
                if (away > 0)
                {
                    result[(y * light.Stride) + x] = Between(plane, light, x - (away * moved.X), y - (away * moved.Y));
                }
            }
        }

        return result;
    }

    private static float Between(float[] plane, LightField light, float x, float y)
    {
        x = Math.Clamp(x, 0, light.Width - 1.001f);
        y = Math.Clamp(y, 0, light.Height - 1.001f);
        int left = (int)x, top = (int)y, i = (top * light.Stride) + left;
        (x, y) = (x - left, y - top);
        float upper = plane[i] + (x * (plane[i + 1] - plane[i])), lower = plane[i + light.Stride] + (x * (plane[i + light.Stride + 1] - plane[i + light.Stride]));
        return upper + (y * (lower - upper));
    }
}
