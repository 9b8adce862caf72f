using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>The skin of head and face as a distance, in head space. Eyes are open holes: the lids are what is left around them.</summary>
internal sealed class HeadShape
{
    private readonly FaceMeasures _face;
    private readonly PersonParameters _person;
    private readonly EyeShape _eyes;
    private readonly Ellipsoid _cranium;
    private readonly Ellipsoid _block;
    private readonly Ellipsoid _cheekbone;
    private readonly Sphere _cheek;
    private readonly Capsule _jaw;
    private readonly Ellipsoid _chin;
    private readonly Ellipsoid _muzzle;
    private readonly Capsule _brow;
    private readonly Ellipsoid _socket;
    private readonly Capsule _bridge;
    private readonly Sphere _tip;
    private readonly Ellipsoid _wing;
    private readonly Ellipsoid _nostril;
    private readonly Capsule _philtrum;
    private readonly Capsule _fold;
    private readonly Ellipsoid _ear;
    private readonly Ellipsoid _earHollow;
    private readonly Vector3 _noseMiddle;
    private readonly float _noseReach;

    public HeadShape(PersonParameters person, FaceMeasures face)
    {
        _person = person;
        _face = face;
        _eyes = new(person, face);
        float w = person.FaceWidth, smile = face.Smile;
        _cranium = new(new(0, 0.42f, -0.18f), new(0.765f * w, 0.77f, 0.89f));
        _block = new(new(0, -0.12f, 0.07f), new(0.635f * w * person.TempleWidth, 0.85f, 0.655f));
        _cheekbone = new(new(0.37f * person.CheekboneWidth * w, -0.05f, 0.31f), new(0.27f, 0.33f, 0.33f));
        _cheek = new(new(0.325f * w, face.Down(-0.27f) + (0.035f * smile), 0.435f + (0.02f * smile)), 0.222f * person.CheekFullness);
        _jaw = new(new(0.525f * person.JawWidth * w, face.Down(-0.44f), -0.02f), new(0.16f * person.ChinWidth, face.ChinY + 0.03f, 0.41f + (0.04f * person.ChinProjection)), 0.15f, 0.125f);
        _chin = new(new(0, face.ChinY, 0.455f + (0.045f * person.ChinProjection)), new(0.17f * person.ChinWidth, 0.115f, 0.135f));
        _muzzle = new(new(0, face.MouthY + 0.01f, 0.435f), new(0.29f, 0.235f, 0.265f));
        _brow = new(new(0.06f, 0.255f, 0.635f), new(0.43f * w, 0.245f, 0.50f), 0.048f * person.BrowRidge, 0.045f);
        _socket = new(face.Eye + new Vector3(-0.015f, 0.0f, 0.215f), new(0.215f, 0.125f, 0.135f));
        float bridge = person.NoseBridge;
        _bridge = new(new(0, 0.13f, 0.585f + (0.06f * bridge)), face.NoseTip + new Vector3(0, 0.03f, -0.012f), 0.052f, 0.080f * person.NoseWidth);
        _tip = new(face.NoseTip, face.NoseTipRadius);
        _wing = new(new(0.108f * person.NoseWidth, face.NoseTip.Y - 0.028f, face.NoseTip.Z - 0.100f), new(0.074f * person.NoseWidth, 0.062f, 0.092f));
        _nostril = new(new(0.058f * person.NoseWidth, face.NoseTip.Y - 0.088f + (0.008f * person.NoseLift), face.NoseTip.Z - 0.025f), new Vector3(0.034f, 0.024f, 0.050f) * person.NostrilSize);
        _philtrum = new(new(0, face.NoseTip.Y - 0.12f, 0.765f), new(0, face.MouthY + 0.09f, 0.735f), 0.012f, 0.014f);
        float foldDepth = 0.004f + (0.006f * person.CheekFolds) + (0.004f * smile);
        _fold = new(
            new(0.165f * person.NoseWidth, face.NoseTip.Y - 0.03f, 0.735f),
            new(face.MouthHalfWidth + 0.055f, face.MouthY + 0.045f + (0.05f * smile), 0.625f),
            foldDepth,
            foldDepth);
        Vector3 ear = new((0.735f * w) + (0.035f * person.EarStandOff), 0.0f, -0.10f);
        _ear = new(ear, new(0.095f, 0.195f * person.EarSize, 0.105f * person.EarSize));
        _earHollow = new(ear + new Vector3(0.045f, 0.02f, 0.075f), new(0.050f, 0.115f, 0.065f));
        _noseMiddle = new(0, (0.15f + face.NoseTip.Y) / 2, 0.72f);
        _noseReach = 0.38f * MathF.Max(1, person.NoseLength * person.FaceLength);
    }

    /// <summary>Lids and eyeballs of the same face.</summary>
    public EyeShape Eyes => _eyes;

    /// <summary>Distance to the skin.</summary>
    /// <param name="point">Points in head space.</param>
    /// <param name="fine">Without lids and lips when false: enough for shadows.</param>
    public Lanes Distance(in Packet3 point, bool fine)
    {
        Packet3 p = Skew(point);
        Packet3 q = p.MirrorX();
        Lanes d = SignedDistance.Join(_cranium.Distance(p), _block.Distance(p), 0.25f);
        if (LaneMath.AllAbove(d, 0.5f))
        {
            // Nothing below sticks out by more than this.
            return d - Vector256.Create(0.33f);
        }

        d = LowerFace(p, q, d);
        d = SignedDistance.Join(d, _brow.Distance(q), 0.16f);
        d = SignedDistance.Carve(d, _socket.Distance(q), 0.13f);
        d = Nose(p, q, d);
        d = SignedDistance.Join(d, SignedDistance.Carve(_ear.Distance(q), _earHollow.Distance(q), 0.04f), 0.05f);
        return fine ? Lips(p, _eyes.CarveLids(q, d)) : d;
    }

    /// <summary>Head space to the space where the face is symmetric.</summary>
    public Packet3 Skew(in Packet3 p)
    {
        float a = _person.Asymmetry * 0.02f;
        return new(p.X + (p.Y * a), p.Y + (p.X * (a * 0.8f)), p.Z);
    }

    private Lanes LowerFace(in Packet3 p, in Packet3 q, Lanes d)
    {
        d = SignedDistance.Join(d, _cheekbone.Distance(q), 0.20f);
        d = SignedDistance.Join(d, _cheek.Distance(q), 0.18f);
        d = SignedDistance.Join(d, _jaw.Distance(q), 0.24f);
        d = SignedDistance.Join(d, _chin.Distance(p), 0.18f);
        d = SignedDistance.Join(d, _muzzle.Distance(p), 0.15f);
        return SignedDistance.Carve(d, _fold.Distance(q), 0.05f + (0.03f * _face.Smile));
    }

    private Lanes Nose(in Packet3 p, in Packet3 q, Lanes d)
    {
        Lanes bound = p.Shift(-_noseMiddle.X, -_noseMiddle.Y, -_noseMiddle.Z).Length() - Vector256.Create(_noseReach);
        if (Vector256.GreaterThanAll(bound, d + Vector256.Create(0.13f)))
        {
            return d;
        }

        Lanes nose = SignedDistance.Join(_bridge.Distance(p), _tip.Distance(p), 0.07f);
        nose = SignedDistance.Join(nose, _wing.Distance(q), 0.06f);
        nose = SignedDistance.Carve(nose, _nostril.Distance(q), 0.025f);
        d = SignedDistance.Join(d, nose, 0.11f);
        return SignedDistance.Carve(d, _philtrum.Distance(p), 0.05f);
    }

    /// <summary>The line between the lips.</summary>
    public Lanes LipLine(Lanes x)
    {
        Lanes t = x * (1 / _face.MouthHalfWidth);
        Lanes t2 = t * t;
        Lanes corner = LaneMath.Min(t2 * 2 / (Vector256<float>.One + t2), t2);
        // A small dip in the middle, as the upper lip has.
        Lanes dip = LaneMath.Bump(t * 2.6f) * -0.007f;
        return Vector256.Create(_face.MouthY) + dip + (corner * ((0.070f * _face.Smile) + 0.006f + (0.020f * _person.MouthTilt)));
    }

    /// <summary>Upper and lower border of the red of the lips.</summary>
    public (Lanes Upper, Lanes Lower) LipBorders(Lanes x)
    {
        Lanes t = x * (1 / _face.MouthHalfWidth);
        Lanes arch = Vector256.Sqrt(LaneMath.Max(LaneMath.From(1, t * t), 0));
        Lanes gap = arch * _face.MouthGap;
        Lanes bow = (LaneMath.Bump((Vector256.Abs(x) - Vector256.Create(0.050f)) * 14) * (0.010f * _person.CupidBow)) + Vector256.Create(0.040f);
        Lanes line = LipLine(x);
        return (
            line + (gap * 0.4f) + (arch * bow * _person.UpperLip) - (LaneMath.Square(t) * 0.012f),
            line - (gap * 1.6f) - (arch * arch * (0.068f * _person.LowerLip)));
    }

    private Lanes Lips(in Packet3 p, Lanes d)
    {
        Lanes bound = p.Shift(0, -_face.MouthY + (0.05f * _face.Open), -0.66f).Length() - Vector256.Create(0.36f * MathF.Max(1, _person.MouthWidth));
        if (Vector256.GreaterThanAll(bound, d + Vector256.Create(0.06f)))
        {
            return d;
        }

        Lanes x = p.X;
        Lanes t = x * (1 / _face.MouthHalfWidth);
        Lanes arch = LaneMath.Max(LaneMath.From(1, t * t), 0);
        Lanes root = Vector256.Sqrt(arch);
        Lanes line = LipLine(x);
        Lanes gap = arch * _face.MouthGap;
        Lanes front = Vector256.Create(0.690f - (0.03f * _face.Smile) + (0.022f * _person.LipProjection)) - (x * x * 0.95f);
        Lanes opening = Vector256.Abs(p.Y - (line - (gap * 0.6f))) - gap - Vector256.Create(0.003f);
        Lanes slit = LaneMath.Max(LaneMath.Max(opening, Vector256.Abs(x) - Vector256.Create(_face.MouthHalfWidth)), LaneMath.From(0.56f, p.Z));
        d = SignedDistance.Carve(d, slit, 0.02f);
        Lanes z = p.Z - front;
        Lanes bow = LaneMath.Bump((Vector256.Abs(x) - Vector256.Create(0.05f)) * 14) * (0.006f * _person.CupidBow);
        Lanes up = p.Y - (line + (gap * 0.4f) + (root * (0.020f * _person.UpperLip)));
        Lanes down = p.Y - (line - (gap * 1.6f) - (root * (0.030f * _person.LowerLip)));
        Lanes upper = Vector256.Sqrt((up * up * 1.3f) + (z * z)) - (root * ((bow + Vector256.Create(0.026f)) * _person.UpperLip));
        Lanes lower = Vector256.Sqrt((down * down * 1.1f) + (z * z)) - (root * (0.040f * _person.LowerLip));
        Lanes lips = LaneMath.Min(upper, lower) * 0.8f;
        return Vector256.ConditionalSelect(Vector256.GreaterThan(arch, Lanes.Zero), SignedDistance.Join(d, lips, 0.035f), d);
    }
}
