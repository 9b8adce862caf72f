using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>What a ray can meet.</summary>
internal enum Surface
{
    Skin,
    Eye,
    Hair,
    Cloth,
    Glasses,
}

/// <summary>A person in room space: the head turned on its neck, the shoulders still.</summary>
internal sealed class Scene
{
    private static readonly Vector3 Pivot = new(0, -0.55f, -0.22f);
    private readonly Matrix4x4 _turn;
    private readonly float _hairReach;

    public Scene(PersonParameters person, HeadState state)
    {
        Person = person;
        State = state;
        Face = new(person, state);
        Head = new(person, Face);
        Hair = new(person);
        Worn = new(person, Face);
        const float radian = MathF.PI / 180;
        // Row vectors: first nod, then turn, then tilt.
        _turn = Matrix4x4.CreateRotationX(-state.PitchDegrees * radian)
            * Matrix4x4.CreateRotationY(state.YawDegrees * radian)
            * Matrix4x4.CreateRotationZ(state.RollDegrees * radian);
        _hairReach = person.HairStyle is HairStyle.LongStraight or HairStyle.Layered ? 2.0f : person.HairStyle is HairStyle.Bob or HairStyle.Fringe or HairStyle.TiedBack ? 1.45f : 1.3f;
    }

    public PersonParameters Person { get; }

    public HeadState State { get; }

    public FaceMeasures Face { get; }

    public HeadShape Head { get; }

    public HairShape Hair { get; }

    public WornShape Worn { get; }

    /// <summary>Sphere around head and hair, in room space.</summary>
    public (Vector3 Centre, float Radius) HeadBound => (ToRoom(new Vector3(0, 0.05f, -0.1f)), _hairReach);

    public Vector3 ToRoom(Vector3 head) => Vector3.Transform(head - Pivot, _turn) + Pivot;

    public Vector3 DirectionToRoom(Vector3 head) => Vector3.TransformNormal(head, _turn);

    /// <summary>The face's own space is slightly skewed against head space; one correction step undoes it well below a pixel.</summary>
    public Vector3 Unskew(Vector3 p) => p + (p - Head.Skew(Packet3.Splat(p)).Lane(0));

    public Packet3 ToHead(in Packet3 p)
    {
        Packet3 r = p.Shift(-Pivot.X, -Pivot.Y, -Pivot.Z);
        return DirectionToHead(r).Shift(Pivot.X, Pivot.Y, Pivot.Z);
    }

    public Packet3 DirectionToHead(in Packet3 r)
    {
        Matrix4x4 m = _turn;
        return new(
            (r.X * m.M11) + (r.Y * m.M12) + (r.Z * m.M13),
            (r.X * m.M21) + (r.Y * m.M22) + (r.Z * m.M23),
            (r.X * m.M31) + (r.Y * m.M32) + (r.Z * m.M33));
    }

    /// <summary>Distance to the nearest surface.</summary>
    /// <param name="p">Points in room space.</param>
    /// <param name="fine">False leaves out what does not matter for shadows.</param>
    public Lanes Distance(in Packet3 p, bool fine)
    {
        Packet3 h = ToHead(p);
        Lanes away = h.Shift(0, -0.05f, 0.1f).Length() - Vector256.Create(_hairReach);
        Lanes head;
        if (LaneMath.AllAbove(away, 0.15f))
        {
            head = away;
        }
        else
        {
            head = SkinOfHead(h, fine);
            head = LaneMath.Min(head, Hair.Distance(h, fine));
            if (Worn.HasGlasses)
            {
                head = LaneMath.Min(head, Worn.Glasses(h.MirrorX()));
            }
        }

        if (LaneMath.AllAbove(p.Y, 0))
        {
            // Neck and shirt end at -0.25.
            return LaneMath.Min(head, p.Y + Vector256.Create(0.25f));
        }

        return LaneMath.Min(SignedDistance.Join(head, Worn.Neck(p), 0.10f), Worn.Shirt(p));
    }

    /// <summary>The kind of surface at points on a surface, as the numbers of <see cref="Surface"/>.</summary>
    public Lanes SurfaceAt(in Packet3 p)
    {
        Packet3 h = ToHead(p);
        Packet3 q = Head.Skew(h).MirrorX();
        Lanes least = LaneMath.Min(Head.Distance(h, true), Worn.Neck(p));
        Lanes kind = Lanes.Zero;
        Take(Head.Eyes.Ball(q), Surface.Eye);
        Take(Hair.Distance(h, true), Surface.Hair);
        Take(Worn.Shirt(p), Surface.Cloth);
        if (Worn.HasGlasses)
        {
            Take(Worn.Glasses(h.MirrorX()), Surface.Glasses);
        }

        return kind;

        void Take(Lanes distance, Surface surface)
        {
            Lanes nearer = Vector256.LessThan(distance, least);
            kind = Vector256.ConditionalSelect(nearer, Vector256.Create((float)surface), kind);
            least = LaneMath.Min(distance, least);
        }
    }

    private Lanes SkinOfHead(in Packet3 h, bool fine)
    {
        Lanes skin = Head.Distance(h, fine);
        if (LaneMath.AllAbove(skin, 0.08f))
        {
            return skin;
        }

        return LaneMath.Min(skin, Head.Eyes.Ball(Head.Skew(h).MirrorX()));
    }
}
