using System.Runtime.Intrinsics;

namespace RemoteVerify.Synthetic.People;

/// <summary>From linear light to what is stored: film-like shoulder, the usual gamma, and the contrast that cameras add. Tables for single values, arithmetic for eight.</summary>
internal static class ToneCurve
{
    private const float Exposure = 1.08f;
    private const float Contrast = 0.42f;
    private const float GammaExponent = 2.2f;
    private const int Steps = 2048;
    private const int Brightest = 4;
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, Steps * Brightest).Select(i => Exact((i + 0.5f) / Steps))];
    private static readonly float[] Linears = BuildLinears();
    private static readonly float[] Gammas = [.. Enumerable.Range(0, 256).Select(v => MathF.Pow(v / 255f, GammaExponent))];

    public static Packet3 Apply(in Packet3 light) => new(Apply(light.X), Apply(light.Y), Apply(light.Z));

    /// <summary>Linear light to a byte.</summary>
    public static byte ToByte(float linear) => Bytes[(int)Math.Clamp(linear * Steps, 0, (Steps * Brightest) - 1)];

    /// <summary>A byte back to linear light.</summary>
    public static float ToLinear(byte value) => Linears[value];

    /// <summary>What a display or a print makes of a stored value: gamma only, 0 to 1.</summary>
    public static float Gamma(int value) => Gammas[value];

    private static byte Exact(float linear)
    {
        float shown = MathF.Pow(MathF.Max(0, 1 - MathF.Exp(-linear * Exposure)), 1 / GammaExponent);
        return (byte)Math.Clamp((255 * (shown + (Contrast * Sigmoid(shown)))) + 0.5f, 0, 255);
    }

    // Smooth step less the straight line: darkens the dark half and lightens the light one.
    private static float Sigmoid(float t) => (t * t * (3 - (2 * t))) - t;

    // The middle of the run of light values that give a byte.
    private static float[] BuildLinears()
    {
        float[] linears = new float[256];
        int[] counts = new int[256];
        for (int i = 0; i < Bytes.Length; i++)
        {
            linears[Bytes[i]] += (i + 0.5f) / Steps;
            counts[Bytes[i]]++;
        }

        for (int v = 0; v < 256; v++)
        {
            linears[v] = counts[v] > 0 ? linears[v] / counts[v] : v == 0 ? 0 : linears[v - 1];
        }

        return linears;
    }

    private static Vector256<float> Apply(Vector256<float> linear)
    {
        Vector256<float> shown = LaneMath.Power(LaneMath.Max(LaneMath.From(1, Vector256.Exp(linear * -Exposure)), 0), 1 / GammaExponent);
        return shown + (((shown * shown * (Vector256.Create(3f) - (shown + shown))) - shown) * Contrast);
    }
}
