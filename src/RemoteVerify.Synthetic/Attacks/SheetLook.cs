using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Eight places of a sheet as one sees them.</summary>
/// <param name="U">Millimetres to the right of the sheet's middle.</param>
/// <param name="V">Millimetres above it.</param>
/// <param name="Normal">Direction in which the sheet faces, in camera space.</param>
/// <param name="Sight">Direction from the lens to the place.</param>
/// <param name="Row">Row of the picture.</param>
/// <param name="PixelMillimetres">Millimetres that a pixel covers.</param>
internal readonly record struct SheetPatch(Lanes U, Lanes V, Packet3 Normal, Packet3 Sight, int Row, float PixelMillimetres);

/// <summary>What the front of a sheet or screen looks like.</summary>
internal abstract class SheetLook
{
    /// <summary>Linear light that comes from eight places.</summary>
    /// <param name="patch">The places.</param>
    /// <param name="light">Light of the room.</param>
    public abstract Packet3 Light(in SheetPatch patch, InstrumentLight light);

    /// <summary>Strength that is left of a wave when pixels of a certain width measure it.</summary>
    /// <param name="cyclesPerPixel">Waves per pixel.</param>
    /// <param name="aperture">Share of the pixel's width that measures.</param>
    protected static float LeftOfWave(float cyclesPerPixel, float aperture)
    {
        float x = MathF.PI * cyclesPerPixel * aperture;
        return x < 1e-3f ? 1 : MathF.Sin(x) / x;
    }

    /// <summary>1 inside, 0 outside, half on the edge, over one pixel.</summary>
    protected static Lanes Inside(Lanes distance, float pixelMillimetres) =>
        LaneMath.Clamp(Vector256.Create(0.5f) - (distance * (1 / pixelMillimetres)), 0, 1);
}

/// <summary>What shines on an instrument.</summary>
/// <param name="Room">Light of the room.</param>
/// <param name="Screen">Light of the screen that the instrument is held before, linear.</param>
internal sealed record InstrumentLight(SceneLight Room, Vector3 Screen)
{
    private readonly Vector3 _key = Vector3.Normalize(Room.KeyDirection);

    /// <summary>Light on matt white that faces these ways.</summary>
    public Packet3 On(in Packet3 normal)
    {
        Lanes key = LaneMath.Max(normal.Dot(Packet3.Splat(_key)), 0) * (0.75f * Room.KeyStrength);
        Lanes room = key + Vector256.Create(0.75f * Room.AmbientStrength);
        Lanes facing = LaneMath.Max(normal.Z, 0) * 0.5f;
        return new(room + (facing * Screen.X), room + (facing * Screen.Y), room + (facing * Screen.Z));
    }
}
