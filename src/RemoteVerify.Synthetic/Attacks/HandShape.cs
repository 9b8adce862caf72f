using System.Numerics;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A limb that gets thinner from one end to the other, in millimetres around a sheet's middle.</summary>
/// <param name="From">Middle of the thick end.</param>
/// <param name="To">Middle of the thin end.</param>
/// <param name="FromRadius">Radius there.</param>
/// <param name="ToRadius">Radius there.</param>
/// <param name="Cover">Skin, sleeve, or a finger end with a nail.</param>
internal readonly record struct Limb(Vector3 From, Vector3 To, float FromRadius, float ToRadius, LimbCover Cover);

/// <summary>What a limb is covered with.</summary>
internal enum LimbCover
{
    Skin,
    Nail,
    Sleeve,
}

/// <summary>The limbs of a hand that holds an edge: those behind the sheet and those in front.</summary>
internal static class HandShape
{
    /// <summary>Limbs behind the sheet.</summary>
    public static IReadOnlyList<Limb> Behind(HandGrip grip, Vector2 half) => Put(grip, half, grip.Kind == GripKind.Pinch
        ?
        [
            new(new(20, -74, -16), new(13, -30, -12), 11.5f, 10, LimbCover.Skin),
            new(new(13, -30, -12), new(4, 20, -9), 10, 8, LimbCover.Skin),
            new(new(36, -78, -22), new(32, -34, -20), 11.5f, 10, LimbCover.Skin),
            new(new(32, -34, -20), new(20, 12, -11), 10, 8, LimbCover.Skin),
            new(new(16, -88, -14), new(40, -92, -24), 24, 22, LimbCover.Skin),
            new(new(28, -104, -20), new(38, -150, -26), 27, 25, LimbCover.Skin),
            .. Arm(grip, new(38, -150, -26), new(70, -420, -60)),
        ]
        :
        [
            new(new(-10, -30, -22), new(34, -30, -24), 20, 20, LimbCover.Skin),
        ]);

    /// <summary>Limbs in front of the sheet.</summary>
    public static IReadOnlyList<Limb> Before(HandGrip grip, Vector2 half) => Put(grip, half, grip.Kind == GripKind.Pinch
        ?
        [
            new(new(4, -84, -6), new(-7, -48, 4), 20, 13.5f, LimbCover.Skin),
            new(new(-7, -48, 4), new(-8, -16, 11), 13f, 10.5f, LimbCover.Skin),
            new(new(-8, -16, 11), new(-2, grip.ReachMillimetres, 8), 10.8f, 8.3f, LimbCover.Nail),
        ]
        : [Finger(-28, 3), Finger(-9, 7), Finger(10, 6), Finger(28, 1)]);

    private static Limb Finger(float along, float reach) => new(new(along, -13, -7), new(along + 1, reach, 5), 9, 7.6f, LimbCover.Nail);

    private static Limb[] Arm(HandGrip grip, Vector3 wrist, Vector3 elbow)
    {
        float sleeve = Math.Clamp(grip.SleeveFromMillimetres / Vector3.Distance(wrist, elbow), 0, 1);
        Vector3 hem = Vector3.Lerp(wrist, elbow, sleeve);
        Limb bare = new(wrist, hem, 26, 26 + (12 * sleeve), LimbCover.Skin);
        return sleeve < 1 ? [bare, new(hem, elbow, 34 + (10 * sleeve), 48, LimbCover.Sleeve)] : [bare];
    }

    // From the hand's own directions (along the edge, into the sheet, to the front) to the sheet's.
    private static Limb[] Put(HandGrip grip, Vector2 half, Limb[] limbs)
    {
        (Vector2 edge, Vector2 into) = grip.Edge switch
        {
            GripEdge.Left => (new Vector2(-half.X, half.Y * grip.At), Vector2.UnitX),
            GripEdge.Right => (new Vector2(half.X, half.Y * grip.At), -Vector2.UnitX),
            _ => (new Vector2(half.X * grip.At, -half.Y), Vector2.UnitY),
        };
        // At the sides the arm comes from below, not straight from the side.
        float lean = grip.LeanDegrees + (grip.Edge == GripEdge.Below || grip.Kind == GripKind.Wrap ? 0 : 38);
        (float sin, float cos) = MathF.SinCos(lean * MathF.PI / 180);
        Vector2 along = new(into.Y, -into.X);
        float mirror = grip.Mirrored ? -1 : 1;
        if (grip.Edge == GripEdge.Right)
        {
            mirror = -mirror;
        }

        Vector3 Place(Vector3 p)
        {
            Vector2 q = new Vector2((p.X * cos) - (p.Y * sin), (p.X * sin) + (p.Y * cos)) * grip.Size;
            Vector2 at = edge + (along * (mirror * q.X)) + (into * q.Y);
            return new(at, p.Z * grip.Size);
        }

        return [.. limbs.Select(limb => limb with { From = Place(limb.From), To = Place(limb.To), FromRadius = limb.FromRadius * grip.Size, ToRadius = limb.ToRadius * grip.Size })];
    }
}
