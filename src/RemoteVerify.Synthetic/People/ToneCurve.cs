using System.Runtime.Intrinsics;

namespace RemoteVerify.Synthetic.People;

/// <summary>From linear light to what is stored: film-like shoulder, then the usual gamma. Tables for single values, arithmetic for eight.</summary>
internal static class ToneCurve
{
    private const float Exposure = 1.25f;
    private const float GammaExponent = 2.2f;
    private const int Steps = 2048;
    private const int Brightest = 4;
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, Steps * Brightest).Select(i => Exact((i + 0.5f) / Steps))];
    private static readonly float[] Linears = [.. Enumerable.Range(0, 256).Select(v => -MathF.Log(1 - MathF.Min(MathF.Pow(v / 255f, GammaExponent), 0.996f)) / Exposure)];
    private static readonly float[] Gammas = [.. Enumerable.Range(0, 256).Select(v => MathF.Pow(v / 255f, GammaExponent))];

    public static Packet3 Apply(in Packet3 light) => new(Apply(light.X), Apply(light.Y), Apply(light.Z));

    /// <summary>Linear light to a byte.</summary>
    public static byte ToByte(float linear) => Bytes[(int)Math.Clamp(linear * Steps, 0, (Steps * Brightest) - 1)];

    /// <summary>A byte back to linear light.</summary>
    public static float ToLinear(byte value) => Linears[value];

    /// <summary>What a display or a print makes of a stored value: gamma only, 0 to 1.</summary>
    public static float Gamma(int value) => Gammas[value];

    private static byte Exact(float linear) =>
        (byte)Math.Clamp((255 * MathF.Pow(MathF.Max(0, 1 - MathF.Exp(-linear * Exposure)), 1 / GammaExponent)) + 0.5f, 0, 255);

    private static Vector256<float> Apply(Vector256<float> linear) =>
        LaneMath.Power(LaneMath.Max(LaneMath.From(1, Vector256.Exp(linear * -Exposure)), 0), 1 / GammaExponent);
}
