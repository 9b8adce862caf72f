using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>From linear light to values of 0 to 255: the renderer's film-like curve, bent by the camera's contrast and gamma.</summary>
internal sealed class CameraTone
{
    private const int Steps = 4096;
    private const float Brightest = 4.5f;

    // By the square root of the light: as fine in the shadows as in the lights.
    private readonly float[] _values = new float[Steps + 1];

    public CameraTone(CameraOptions options)
    {
        for (int i = 0; i <= Steps; i++)
        {
            float root = i / (float)Steps;
            float shown = ToneCurve.Apply(Packet3.Splat(new(root * root * Brightest))).X[0];
            float bent = MathF.Pow(shown, options.Gamma);
            _values[i] = 255 * Math.Clamp(0.45f + ((bent - 0.45f) * options.Contrast), 0, 1);
        }
    }

    /// <summary>Changes linear light into values in place.</summary>
    public void Apply(LightField light)
    {
        for (int c = 0; c < 3; c++)
        {
            float[] plane = light.Plane(c);
            for (int y = 0; y < light.Height; y++)
            {
                foreach (ref float v in plane.AsSpan(y * light.Stride, light.Width))
                {
                    float at = MathF.Min(MathF.Sqrt(MathF.Max(v, 0) * (1 / Brightest)), 0.9999f) * Steps;
                    int i = (int)at;
                    v = _values[i] + ((at - i) * (_values[i + 1] - _values[i]));
                }
            }
        }
    }
}
