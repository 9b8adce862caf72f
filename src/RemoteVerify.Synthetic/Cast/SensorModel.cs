using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>What the camera itself does to a picture.</summary>
public sealed record SensorOptions
{
    /// <summary>Amplification: 1 in a bright room, 4 in a dark one. Noise grows with it.</summary>
    public float Gain { get; init; } = 1.3f;

    /// <summary>How far the automatic exposure wanders: 0.02 is two percent.</summary>
    public float ExposureDrift { get; init; } = 0.02f;
}

/// <summary>Adds shot and read noise (new in every frame), exposure drift, and the light of the screen.</summary>
internal sealed class SensorModel(SensorOptions options, ulong seed)
{
    private const int TableSize = 1 << 15;
    private static readonly sbyte[] Bell = BuildBell();

    private readonly float _phase = new SeededGenerator(SeededGenerator.Mix(seed, 77)).NextBetween(0, MathF.Tau);

    /// <summary>Changes the pixels in place.</summary>
    /// <param name="pixels">Bgr24.</param>
    /// <param name="response">Screen response of the same pixels as the square root of linear light, or null.</param>
    /// <param name="screen">Colour of the screen, linear, red first.</param>
    /// <param name="at">Time of the frame.</param>
    public void Apply(byte[] pixels, byte[]? response, Vector3 screen, TimeSpan at)
    {
        float drift = 1 + (options.ExposureDrift * MathF.Sin((0.9f * (float)at.TotalSeconds) + _phase));
        if (response is not null && screen != Vector3.Zero)
        {
            AddScreenLight(pixels, response, screen);
        }

        // Standard deviation in grey levels: read noise plus shot noise, both amplified, as a table per level.
        Span<int> deviations = stackalloc int[256];
        Span<int> levels = stackalloc int[256];
        for (int v = 0; v < 256; v++)
        {
            deviations[v] = (int)(256 * options.Gain * (0.75f + (1.1f * MathF.Sqrt(v / 255f) * (1.15f - (v / 255f)))));
            levels[v] = (int)(256 * v * drift);
        }

        SeededGenerator generator = new(SeededGenerator.Mix(seed, (ulong)at.Ticks));
        int cursor = generator.NextIndex(TableSize);
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            if ((i & 0x3FFF) < 3)
            {
                cursor = generator.NextIndex(TableSize);
            }

            // Most of the noise is common to the three colours, as after demosaicing.
            int common = Bell[cursor++ & (TableSize - 1)];
            for (int c = 0; c < 3; c++)
            {
                int v = pixels[i + c];
                int own = Bell[cursor++ & (TableSize - 1)];
                pixels[i + c] = (byte)Math.Clamp((levels[v] + (deviations[v] * ((3 * common) + (2 * own)) / 128) + 128) >> 8, 0, 255);
            }
        }
    }

    private static void AddScreenLight(byte[] pixels, byte[] response, Vector3 screen)
    {
        Span<float> colour = [screen.Z, screen.Y, screen.X];
        for (int i = 0; i < pixels.Length; i++)
        {
            float share = response[i] / 255f;
            float linear = ToneCurve.ToLinear(pixels[i]) + (colour[i % 3] * share * share);
            pixels[i] = ToneCurve.ToByte(linear);
        }
    }

    private static sbyte[] BuildBell()
    {
        SeededGenerator generator = new(0x5EED);
        sbyte[] table = new sbyte[TableSize];
        for (int i = 0; i < TableSize; i++)
        {
            table[i] = (sbyte)MathF.Round(generator.NextBell() * 36);
        }

        return table;
    }
}
