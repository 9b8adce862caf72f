using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>Eyeballs and lids. The lid is a shell around the eyeball with an almond cut out; the fold at the inner corner lowers the almond's inner end.</summary>
internal sealed class EyeShape
{
    private const float ShellThickness = 0.020f;
    private readonly FaceMeasures _face;
    private readonly PersonParameters _person;
    private readonly Sphere _ball;
    private readonly Sphere _shell;

    public EyeShape(PersonParameters person, FaceMeasures face)
    {
        _person = person;
        _face = face;
        _ball = new(face.Eye, face.EyeRadius);
        _shell = new(face.Eye, face.EyeRadius + ShellThickness);
    }

    /// <summary>Distance to the eyeballs; <paramref name="q"/> is mirrored to the subject's left side.</summary>
    public Lanes Ball(in Packet3 q) => _ball.Distance(q);

    /// <summary>Adds the lids to the skin and cuts the opening.</summary>
    public Lanes CarveLids(in Packet3 q, Lanes skin)
    {
        Lanes bound = q.Shift(-_face.Eye.X, -_face.Eye.Y, -_face.Eye.Z).Length() - Vector256.Create(_face.EyeRadius + 0.13f);
        if (Vector256.GreaterThanAll(bound, skin + Vector256.Create(0.05f)))
        {
            return skin;
        }

        Lanes d = SignedDistance.Join(skin, _shell.Distance(q), 0.045f);
        (Lanes upper, Lanes lower) = Edges(q);
        Packet3 local = Local(q);
        Lanes y = local.Y;
        Lanes beyond = Vector256.Abs(local.X) - Vector256.Create(_face.EyeHalfWidth);
        // A crease runs above the edge when the eye is open.
        if (_person.LidCrease > 0 && _face.Blink < 0.6f)
        {
            Lanes crease = Vector256.Abs(y - upper - Vector256.Create(0.034f + (0.014f * _person.LidCrease)));
            d += LaneMath.Bump(crease * 60) * LaneMath.Step(0.03f, -0.03f, beyond) * (0.010f * _person.LidCrease * (1 - _face.Blink));
        }

        Lanes cut = LaneMath.Max(LaneMath.Max(lower - y, y - upper), LaneMath.From(_face.Eye.Z + 0.03f, q.Z)) * 0.85f;
        cut = LaneMath.Max(cut, beyond);
        return SignedDistance.Carve(d, cut, 0.010f);
    }

    /// <summary>Heights of the two lid edges in eye coordinates; the lower is above the upper where the eye ends or is shut.</summary>
    public (Lanes Upper, Lanes Lower) Edges(in Packet3 q)
    {
        Lanes a = LaneMath.Clamp(Local(q).X * (1 / _face.EyeHalfWidth), -1.3f, 1.3f);
        Lanes arch = LaneMath.From(1, a * a);
        // The highest point lies a little towards the nose.
        Lanes lift = arch * (Vector256<float>.One - (a * 0.18f));
        Lanes inner = LaneMath.Step(-0.35f, -1.0f, a);
        Lanes corner = Vector256.Create(-0.008f) - (inner * (0.020f * _person.EpicanthicFold));
        Lanes upper = corner + (lift * (_face.LidUpper + 0.008f)) - (inner * Vector256.Abs(arch) * (0.018f * _person.EpicanthicFold));
        Lanes lower = corner + (arch * (_face.LidLower + 0.008f));
        return (upper, lower);
    }

    /// <summary>Points relative to the eye's centre, turned so that x runs from the inner to the outer corner.</summary>
    public Packet3 Local(in Packet3 q)
    {
        Packet3 r = q.Shift(-_face.Eye.X, -_face.Eye.Y, -_face.Eye.Z);
        float tilt = _person.EyeTilt * 1.6f;
        return new(r.X + (r.Y * tilt), r.Y - (r.X * tilt), r.Z);
    }
}
