using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>The exposure over time: follows the brightness of what it sees with a lag, and wanders a little. Times must not run backwards.</summary>
internal sealed class AutoExposure
{
    private const float WantedLight = 0.30f;
    private readonly CameraOptions _options;
    private readonly float _phase;
    private TimeSpan? _last;
    private float _follows = 1;

    public AutoExposure(CameraOptions options, ulong seed)
    {
        _options = options;
        _phase = new SeededGenerator(SeededGenerator.Mix(seed, 77)).NextBetween(0, MathF.Tau);
    }

    /// <summary>Factor on the light for the frame at a time; the first frame finds the exposure settled.</summary>
    public float Next(LightField light, TimeSpan at)
    {
        float drift = 1 + (_options.ExposureDrift * MathF.Sin((0.9f * (float)at.TotalSeconds) + _phase));
        if (_options.AutoExposure > 0)
        {
            float wanted = Math.Clamp(MathF.Pow(WantedLight / MathF.Max(0.01f, Mean(light)), _options.AutoExposure), 0.2f, 6);
            float share = _last is { } last ? 1 - MathF.Exp(-(float)((at - last) / _options.ExposureLag)) : 1;
            _follows += (wanted - _follows) * Math.Clamp(share, 0, 1);
            _last = at;
        }

        return drift * _follows * _options.ExposureBias;
    }

    // The middle counts twice, as in most cameras; a window counts no more than white paper.
    private static float Mean(LightField light)
    {
        float sum = 0, weights = 0;
        float[] green = light.Plane(1);
        for (int y = 3; y < light.Height; y += 7)
        {
            bool middleRow = y > light.Height / 4 && y < light.Height * 3 / 4;
            for (int x = 3; x < light.Width; x += 7)
            {
                float weight = middleRow && x > light.Width / 4 && x < light.Width * 3 / 4 ? 2 : 1;
                sum += weight * MathF.Min(green[(y * light.Stride) + x], 1);
                weights += weight;
            }
        }

        return sum / weights;
    }
}
