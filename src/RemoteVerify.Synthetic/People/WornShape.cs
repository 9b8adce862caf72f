using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>Glasses (they move with the head), neck and shirt (they do not).</summary>
internal sealed class WornShape
{
    private const float ChestHeight = -3.30f;
    private readonly PersonParameters _person;
    private readonly Capsule _temple;
    private readonly Capsule _noseBridge;
    private readonly Capsule _neck;
    private readonly Ellipsoid _chest;
    private readonly Capsule _shoulder;
    private readonly Capsule _collar;
    private readonly Capsule _arm;
    private readonly Vector3 _lens;
    private readonly Vector2 _half;
    private readonly float _exponent;

    public WornShape(PersonParameters person, FaceMeasures face)
    {
        _person = person;
        bool round = person.Glasses == GlassesStyle.Round;
        _half = person.GlassesSize * (round ? new Vector2(0.205f, 0.185f) : new Vector2(0.230f, 0.145f));
        _exponent = round ? 2 : 4;
        _lens = new(MathF.Max(face.Eye.X, _half.X + 0.055f), face.Eye.Y - 0.015f, 0.775f);
        _temple = new(new(_lens.X + _half.X, _lens.Y + 0.06f, 0.70f), new(0.735f * person.FaceWidth, 0.13f, -0.10f), 0.014f, 0.016f);
        _noseBridge = new(new(-0.08f, _lens.Y + 0.03f, 0.785f), new(0.08f, _lens.Y + 0.03f, 0.785f), 0.012f, 0.012f);
        float n = person.NeckWidth;
        _neck = new(new(0, -0.66f, -0.22f), new(0, -1.60f, -0.36f), 0.445f * n, 0.500f * n);
        _chest = new(new(0, ChestHeight, -0.38f), new(1.74f * n, 1.98f, 0.76f));
        _shoulder = new(new(0.34f, -1.38f, -0.44f), new(1.52f * n, -1.90f, -0.44f), 0.22f, 0.36f);
        _arm = new(new(1.56f * n, -1.95f, -0.44f), new(1.72f * n, -5.2f, -0.30f), 0.36f, 0.33f);
        float neckline = person.ShirtCollar ? 0.025f : 0.010f;
        _collar = new(new(0, -1.20f, -0.33f), new(0, person.ShirtCollar ? -1.56f : -1.40f, person.ShirtCollar ? -0.12f : -0.24f), (0.475f * n) + neckline, (0.505f * n) + neckline);
    }

    /// <summary>Where the lenses are: centre of the subject's left one, and half their size.</summary>
    public (Vector3 Centre, Vector2 Half) Lens => (_lens, _half);

    public bool HasGlasses => _person.Glasses != GlassesStyle.None;

    /// <summary>0 in the middle of a lens, 1 on its rim.</summary>
    public Lanes LensRadius(Lanes mirroredX, Lanes y)
    {
        Lanes x = LaneMath.Square((mirroredX - Vector256.Create(_lens.X)) * (1 / _half.X));
        Lanes v = LaneMath.Square((y - Vector256.Create(_lens.Y)) * (1 / _half.Y));
        return _exponent == 2 ? Vector256.Sqrt(x + v) : Vector256.Sqrt(Vector256.Sqrt((x * x) + (v * v)));
    }

    /// <summary>Distance to the frame of the glasses, in head space, mirrored to the subject's left.</summary>
    public Lanes Glasses(in Packet3 q)
    {
        Lanes curve = q.Z - Vector256.Create(_lens.Z) + (q.X * q.X * 0.16f);
        Lanes rim = (LensRadius(q.X, q.Y) - Vector256<float>.One) * (0.75f * _half.Y);
        float thickness = _person.GlassesThickness;
        Lanes d = Vector256.Sqrt((rim * rim) + (curve * curve)) - Vector256.Create(thickness);
        if (_person.Glasses == GlassesStyle.HalfRim)
        {
            d = LaneMath.Max(d, Vector256.Create(_lens.Y + 0.01f) - q.Y);
        }

        return LaneMath.Min(LaneMath.Min(d, _temple.Distance(q)), _noseBridge.Distance(q));
    }

    /// <summary>Distance to the neck, in room space.</summary>
    public Lanes Neck(in Packet3 p) => _neck.Distance(p);

    // Below its widest place the trunk goes on as it is, down and out of the picture.
    private Lanes Chest(in Packet3 p) => _chest.Distance(new(p.X, LaneMath.Max(p.Y, ChestHeight), p.Z));

    /// <summary>Distance to the shirt, in room space.</summary>
    public Lanes Shirt(in Packet3 p)
    {
        Packet3 q = p.MirrorX();
        Lanes d = SignedDistance.Join(SignedDistance.Join(Chest(p), _shoulder.Distance(q), 0.30f), _arm.Distance(q), 0.12f);
        Lanes opening = _collar.Distance(p);
        d = SignedDistance.Carve(d, opening, 0.04f);
        if (!_person.ShirtCollar)
        {
            return d;
        }

        // Two flaps that stand at the back and fall apart in front.
        Lanes band = Vector256.Abs(opening) - Vector256.Create(0.028f);
        Lanes forward = LaneMath.Max(p.Z + Vector256.Create(0.25f), 0);
        Lanes top = p.Y + Vector256.Create(1.22f) + (forward * 0.50f);
        Lanes bottom = Vector256.Create(-1.46f) - p.Y - (forward * 0.42f);
        Lanes gap = (forward * 0.30f) - q.X - ((p.Y + Vector256.Create(1.5f)) * 0.35f * LaneMath.Min(forward * 4, 1));
        Lanes flaps = LaneMath.Max(LaneMath.Max(band, LaneMath.Max(top, bottom)), gap);
        d = LaneMath.Min(d, flaps * 0.85f);
        return d;
    }
}
