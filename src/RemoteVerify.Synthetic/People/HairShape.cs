using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// Hair as a cap over the skull that ends at a hair line, and, where it is long, a curtain behind and beside the face.
/// The line's height is a function of the direction seen from above: forehead, temple, in front of the ear, neck.
/// </summary>
internal sealed class HairShape
{
    private readonly PersonParameters _person;
    private readonly Ellipsoid _cap;
    private readonly Ellipsoid _top;
    private readonly Sphere _knot;
    private readonly Ellipsoid _ear;
    private readonly float _rim;
    private readonly Cut _cut;

    public HairShape(PersonParameters person)
    {
        _person = person;
        _cut = Cut.Of(person.HairStyle);
        float w = person.FaceWidth, t = _cut.Thickness * person.HairVolume;
        _cap = new(new(0, 0.44f, -0.20f), new((0.758f * w) + t, 0.76f + (t * 1.1f), 0.90f + t));
        _top = new(new(-0.10f * person.HairParting, 0.80f, 0.05f), new((0.58f * w) + t, 0.36f + (_cut.TopLift * person.HairVolume), 0.62f));
        // Where hair ends over skin it lies flat; a blunt fringe keeps its thickness.
        _rim = person.HairStyle is HairStyle.Fringe or HairStyle.Bob or HairStyle.LongStraight or HairStyle.Layered ? 0.04f
            : person.HairStyle is HairStyle.Tousled ? 0.6f * t : t + 0.028f;
        _ear = new(new(0.80f * w, -0.02f, -0.08f), new(0.20f, 0.235f * person.EarSize, 0.175f));
        _knot = new(new(0, 1.20f, -0.62f), 0.30f);
    }

    /// <summary>Numbers that make a style; heights and thicknesses in head units. Fade: how much thinner the sides are than the top.</summary>
    private sealed record Cut(float Thickness, float Front, float Temple, float Side, float Nape, float CurtainEnd, float TopLift, float Fringe, float Ragged, float Fade, float Locks)
    {
        public static Cut Of(HairStyle style) => style switch
        {
            HairStyle.Crew => new(0.040f, 0.80f, 0.60f, 0.02f, -0.35f, 0, 0.01f, 0, 0.25f, 0.030f, 0.10f),
            HairStyle.SideParted => new(0.085f, 0.84f, 0.56f, 0.00f, -0.42f, 0, 0.13f, 0.16f, 0.9f, 0.055f, 0.30f),
            HairStyle.Tousled => new(0.100f, 0.70f, 0.52f, 0.00f, -0.44f, 0, 0.12f, 0.05f, 1.5f, 0.055f, 0.60f),
            HairStyle.Fringe => new(0.095f, 0.40f, 0.26f, -0.10f, -0.55f, -0.60f, 0.04f, 0, 0.9f, 0, 0.22f),
            HairStyle.Bob => new(0.095f, 0.86f, 0.34f, -0.50f, -0.70f, -0.86f, 0.06f, 0.50f, 0.5f, 0, 0.22f),
            HairStyle.LongStraight => new(0.080f, 0.90f, 0.36f, -0.60f, -0.80f, -1.80f, 0.05f, 0.55f, 0.4f, 0, 0.20f),
            HairStyle.Layered => new(0.105f, 0.84f, 0.32f, -0.60f, -0.80f, -1.45f, 0.09f, 0.42f, 0.9f, 0, 0.45f),
            HairStyle.TiedBack => new(0.048f, 0.82f, 0.52f, 0.06f, -0.30f, 0, 0.02f, 0, 0.2f, 0, 0.10f),
            HairStyle.Receding => new(0.050f, 0.96f, 0.64f, 0.0f, -0.38f, 0, 0.0f, 0, 0.5f, 0.01f, 0.15f),
            _ => new(0.085f, 0.76f, 0.54f, 0.0f, -0.40f, 0, 0.09f, 0.06f, 1.1f, 0.050f, 0.32f),
        };
    }

    /// <summary>Distance to the hair.</summary>
    /// <param name="p">Points in head space.</param>
    /// <param name="fine">Without strands when false: enough for shadows.</param>
    public Lanes Distance(in Packet3 p, bool fine)
    {
        Lanes cap = SignedDistance.Join(_cap.Distance(p), _top.Distance(p), 0.20f);
        if (_cut.CurtainEnd == 0 && LaneMath.AllAbove(cap, 0.35f) && _person.HairStyle != HairStyle.TiedBack)
        {
            return cap - Vector256.Create(0.03f);
        }

        Lanes strands = fine && !LaneMath.AllAbove(cap, 0.3f) ? Strands(p) : Lanes.Zero;
        Lanes line = Line(p) + (strands * _cut.Ragged);
        Lanes flat = (LaneMath.Step(0.26f, 0.0f, p.Y - line) * _rim) + (LaneMath.Step(0.75f, 0.15f, p.Y) * _cut.Fade * _person.HairVolume);
        Lanes d = SignedDistance.Common(cap + flat - (strands * _cut.Locks), (line - p.Y) * 0.75f, 0.03f);
        if (_cut.CurtainEnd == 0)
        {
            d = SignedDistance.Carve(d, _ear.Distance(p.MirrorX()), 0.04f);
        }

        if (_cut.CurtainEnd < 0)
        {
            d = SignedDistance.Join(d, Curtain(p, strands), 0.10f);
        }

        return _person.HairStyle == HairStyle.TiedBack ? SignedDistance.Join(d, _knot.Distance(p) - (strands * 0.2f), 0.08f) : d;
    }

    /// <summary>How much of the skin short hairs cover just outside the hair line: 0 to 1.</summary>
    public Lanes Roots(in Packet3 p)
    {
        Lanes above = p.Y - Line(p) + (Noise.At(new(p.X * 55, p.Y * 14, p.Z * 55)) * 0.06f);
        Lanes cap = LaneMath.Step(0.16f, 0.08f, _cap.Distance(p)) * LaneMath.Step(0.05f, 0.12f, _ear.Distance(p.MirrorX()));
        return LaneMath.Step(-0.045f, 0.055f, above) * cap * 0.9f;
    }

    private Lanes Line(in Packet3 p)
    {
        // Forehead 1, ear 0, back -1.
        Lanes forward = p.Z + Vector256.Create(0.05f);
        Lanes facing = forward / LaneMath.Max(Vector256.Sqrt((p.X * p.X) + (forward * forward)), 1e-4f);
        Lanes parted = p.X - Vector256.Create(0.35f * _person.HairParting);
        // Away from the parting the hair falls deeper into the forehead.
        Lanes fringe = Vector256.Abs(parted) * -_cut.Fringe * 0.9f;
        Lanes dip = LaneMath.Bump(p.X * 2.2f) * (_person.HairStyle == HairStyle.Receding ? -0.05f : -0.015f);
        // Hair that is combed off the forehead shows the corners above the temples.
        float corners = _person.HairStyle is HairStyle.Fringe or HairStyle.Tousled ? 0 : 0.17f * _person.HairCorners;
        dip += LaneMath.Bump((Vector256.Abs(p.X) - Vector256.Create(0.36f)) * 4.2f) * corners;
        Lanes front = Vector256.Create(_cut.Front + _person.HairLine) + fringe + dip;
        Lanes line = LaneMath.Mix(Vector256.Create(_cut.Temple + (0.6f * _person.HairLine)), front, LaneMath.Step(0.55f, 0.86f, facing));
        line = LaneMath.Mix(Vector256.Create(_cut.Side), line, LaneMath.Step(0.14f, 0.46f, facing));
        return LaneMath.Mix(Vector256.Create(_cut.Nape), line, LaneMath.Step(-0.22f, -0.04f, facing));
    }

    private Lanes Curtain(in Packet3 p, Lanes strands)
    {
        float w = _person.FaceWidth;
        // Hangs from the widest part of the skull; open at the front.
        Lanes x = p.X * (1 / (0.775f * w)), z = p.Z + Vector256.Create(0.22f);
        Lanes radius = Vector256.Sqrt((x * x) + (z * z * (1 / (0.80f * 0.80f))));
        Lanes taper = LaneMath.Step(0.1f, _cut.CurtainEnd, p.Y) * -0.10f;
        Lanes wall = (Vector256.Abs(radius - Vector256.Create(1.02f) + taper) * 0.74f) - Vector256.Create(0.088f * _person.HairVolume) - (strands * (0.6f * _cut.Locks));
        Lanes above = p.Y - Vector256.Create(0.45f);
        Lanes below = Vector256.Create(_cut.CurtainEnd) - p.Y - (strands * 2.4f);
        Lanes front = (p.Z - Vector256.Create(0.16f)) - (LaneMath.Step(-0.3f, 0.4f, p.Y) * 0.14f);
        return SignedDistance.Common(SignedDistance.Common(wall, LaneMath.Max(above, below) * 0.6f, 0.05f), front + (strands * 0.8f), 0.12f);
    }

    /// <summary>Locks that run down from the crown, strands in them, and single ends; -0.1 to 0.1.</summary>
    private Lanes Strands(in Packet3 p)
    {
        float seed = _person.WornSeed % 977;
        Packet3 coarse = new((p.X * 7) + (p.Y * 1.5f) + Vector256.Create(seed), p.Y * 1.2f, p.Z * 7);
        Packet3 finer = new((p.X * 26) + (p.Y * 4), (p.Y * 1.8f) + Vector256.Create(seed), p.Z * 26);
        return (Noise.At(coarse) * 0.11f) + (Noise.At(finer) * 0.09f) - Vector256.Create(0.10f);
    }
}
