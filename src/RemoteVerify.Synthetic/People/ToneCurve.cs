using System.Runtime.Intrinsics;

namespace RemoteVerify.Synthetic.People;

/// <summary>From linear light to what is stored: film-like shoulder, then the usual gamma.</summary>
internal static class ToneCurve
{
    private const float Exposure = 1.25f;
    private const float Gamma = 2.2f;

    public static Packet3 Apply(in Packet3 light) => new(Apply(light.X), Apply(light.Y), Apply(light.Z));

    /// <summary>Linear light to a byte.</summary>
    public static byte ToByte(float linear) =>
        (byte)Math.Clamp((255 * MathF.Pow(MathF.Max(0, 1 - MathF.Exp(-linear * Exposure)), 1 / Gamma)) + 0.5f, 0, 255);

    /// <summary>A byte back to linear light.</summary>
    public static float ToLinear(int value) => -MathF.Log(1 - MathF.Min(MathF.Pow(value / 255f, Gamma), 0.996f)) / Exposure;

    private static Vector256<float> Apply(Vector256<float> linear) =>
        LaneMath.Power(LaneMath.Max(LaneMath.From(1, Vector256.Exp(linear * -Exposure)), 0), 1 / Gamma);
}
