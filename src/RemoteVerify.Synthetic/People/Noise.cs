using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;
using WholeLanes = System.Runtime.Intrinsics.Vector256<uint>;

namespace RemoteVerify.Synthetic.People;

/// <summary>Smooth random values in space, 0 to 1.</summary>
internal static class Noise
{
    /// <summary>One random value per cell of size 1, blended.</summary>
    public static Lanes At(in Packet3 p)
    {
        Lanes fx = Vector256.Floor(p.X), fy = Vector256.Floor(p.Y), fz = Vector256.Floor(p.Z);
        WholeLanes x = Vector256.ConvertToInt32(fx).AsUInt32() * 73856093u;
        WholeLanes y = Vector256.ConvertToInt32(fy).AsUInt32() * 19349663u;
        WholeLanes z = Vector256.ConvertToInt32(fz).AsUInt32() * 83492791u;
        WholeLanes x1 = x + Vector256.Create(73856093u), y1 = y + Vector256.Create(19349663u), z1 = z + Vector256.Create(83492791u);
        Lanes u = Ease(p.X - fx), v = Ease(p.Y - fy), w = Ease(p.Z - fz);
        Lanes near = LaneMath.Mix(LaneMath.Mix(Hash(x ^ y ^ z), Hash(x1 ^ y ^ z), u), LaneMath.Mix(Hash(x ^ y1 ^ z), Hash(x1 ^ y1 ^ z), u), v);
        Lanes far = LaneMath.Mix(LaneMath.Mix(Hash(x ^ y ^ z1), Hash(x1 ^ y ^ z1), u), LaneMath.Mix(Hash(x ^ y1 ^ z1), Hash(x1 ^ y1 ^ z1), u), v);
        return LaneMath.Mix(near, far, w);
    }

    /// <summary>Four octaves, each half as strong as the one before; mean about 0.47.</summary>
    public static Lanes Layered(in Packet3 p) =>
        (At(p) * 0.5f) + (At(p * 2.03f) * 0.25f) + (At(p * 4.1f) * 0.125f) + (At(p * 8.3f) * 0.0625f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Ease(Lanes t) => t * t * (Vector256.Create(3f) - (t + t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Hash(WholeLanes h)
    {
        h ^= h >> 16;
        h *= 0x7feb352du;
        h ^= h >> 15;
        h *= 0x846ca68bu;
        h ^= h >> 16;
        return Vector256.ConvertToSingle((h & Vector256.Create(0xffffffu)).AsInt32()) * (1f / 0x1000000);
    }
}
