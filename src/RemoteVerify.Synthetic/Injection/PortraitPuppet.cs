using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>
/// A single picture that is bent in real time: landmarks go where those of a turning, nearing head of average shape would go.
/// What the picture never showed (the side of the nose) is not there.
/// </summary>
internal sealed class PortraitPuppet : IFrameSource
{
    private readonly RenderedFrame _picture;
    private readonly HeadMotion _motion;
    private readonly Vector3[] _shape;
    private readonly float _pixels;

    /// <param name="picture">Frontal, at the usual distance.</param>
    /// <param name="seed">Chance of the motion.</param>
    public PortraitPuppet(RenderedFrame picture, ulong seed)
    {
        (_picture, _motion) = (picture, new(new(), seed));
        FacePoints p = picture.Truth.Points;
        float eyes = p.InterEyeDistancePixels;
        _pixels = eyes;
        Vector2 middle = (p.RightEye + p.LeftEye + p.RightMouthCorner + p.LeftMouthCorner) / 4;
        // Depth of an average head in eye distances, towards the camera.
        Vector3 Lift(Vector2 point, float depth) => new((point - middle) / eyes, depth);
        _shape = [Lift(p.RightEye, 0), Lift(p.LeftEye, 0), Lift(p.NoseTip, 0.5f), Lift(p.RightMouthCorner, 0.12f), Lift(p.LeftMouthCorner, 0.12f)];
        Middle = middle;
    }

    private Vector2 Middle { get; }

    public void Ask(AskedMotion motion, TimeSpan at) => _motion.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
    }

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        FacePoints wanted = Project(_motion.At(at), _motion.SwayAt(at) * _picture.HeightPixels);
        PointWarp warp = PointWarp.Between(_picture.Truth.Points, wanted);
        FrameView view = FrameView.Fill(_picture.WidthPixels, _picture.HeightPixels, widthPixels, heightPixels);
        float reach = 2.2f * wanted.InterEyeDistancePixels;
        byte[] pixels = new byte[widthPixels * heightPixels * 3];
        for (int y = 0; y < heightPixels; y++)
        {
            for (int x = 0; x < widthPixels; x++)
            {
                Vector2 place = view.ToSource(new(x + 0.5f, y + 0.5f));
                float share = Math.Clamp((2 - (Vector2.Distance(place, Middle) / reach)), 0, 1);
                Vector2 source = share <= 0 ? place : Vector2.Lerp(place, warp.Source(place), share * share * (3 - (2 * share)));
                int blue = 0, green = 0, red = 0, i = 3 * ((y * widthPixels) + x);
                PixelSampler.AddBilinear(_picture.Pixels, _picture.WidthPixels, _picture.HeightPixels, source.X, source.Y, ref blue, ref green, ref red);
                (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)(blue >> 8), (byte)(green >> 8), (byte)(red >> 8));
            }
        }

        return new(widthPixels, heightPixels, pixels, new(wanted.Move(view.ToView), _motion.At(at)));
    }

    private FacePoints Project(HeadState state, Vector2 sway)
    {
        Matrix4x4 turn = Matrix4x4.CreateFromYawPitchRoll(state.YawDegrees * MathF.PI / 180, state.PitchDegrees * MathF.PI / 180, -state.RollDegrees * MathF.PI / 180);
        float size = _pixels * HeadState.UsualDistanceMillimetres / state.DistanceMillimetres;
        Vector2 At(int i)
        {
            Vector3 v = Vector3.Transform(_shape[i], turn);
            return Middle + sway + (size * new Vector2(v.X, v.Y));
        }

        return new(At(0), At(1), At(2), At(3), At(4));
    }
}
