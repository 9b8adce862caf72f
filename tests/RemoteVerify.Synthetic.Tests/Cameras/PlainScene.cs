using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Cameras;

/// <summary>Pictures of one colour before the camera, and what is measured in what comes out.</summary>
internal static class PlainScene
{
    public const int Width = 96;
    public const int Height = 72;

    public static RenderedFrame Grey(byte value) => Of((_, _) => value);

    /// <summary>A grey picture by column and row.</summary>
    public static RenderedFrame Of(Func<int, int, byte> value)
    {
        byte[] pixels = new byte[Width * Height * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = value(i / 3 % Width, i / (3 * Width));
        }

        return new(Width, Height, pixels, new(new(new(40, 30), new(56, 30), new(48, 37), new(43, 44), new(53, 44)), HeadState.Neutral));
    }

    /// <summary>Mean of one colour: 0 blue, 1 green, 2 red.</summary>
    public static double Mean(RenderedFrame frame, int colour) => Values(frame, colour).Average();

    /// <summary>Standard deviation of green.</summary>
    public static double Spread(RenderedFrame frame)
    {
        double mean = Mean(frame, 1);
        return Math.Sqrt(Values(frame, 1).Average(value => (value - mean) * (value - mean)));
    }

    private static IEnumerable<double> Values(RenderedFrame frame, int colour) => frame.Pixels.Where((_, i) => i % 3 == colour).Select(value => (double)value);
}
