using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A flat thing in a hand before a camera, in front of a room.</summary>
internal sealed class HeldPlane(AttackOptions options)
{
    private readonly HeadMotion _motion = new(options.Motion, options.Seed);
    private readonly SensorModel _sensor = new(options.Sensor, options.Seed);

    public void Ask(AskedMotion motion, TimeSpan at) => _motion.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _ = (colour, at);

    public RenderedFrame Capture(RenderedFrame content, TimeSpan at, int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        FrameView view = FrameView.Fill(content.WidthPixels, content.HeightPixels, width, height);
        HeadState state = _motion.At(at);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Vector3 colour = PixelSampler.Bilinear(content.Pixels, content.WidthPixels, content.HeightPixels, view.ToSource(new(x + 0.5f, y + 0.5f)));
                int i = 3 * ((y * width) + x);
                (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
            }
        }

        _sensor.Apply(pixels, null, Vector3.Zero, at);
        return new(width, height, pixels, new(content.Truth.Points.Move(view.ToView), state));
    }
}
