using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests;

/// <summary>Light bell-shaped noise on a rendered frame, where a test needs a camera's grain but no camera.</summary>
internal static class CameraNoise
{
    public static void Add(RenderedFrame frame, ulong seed)
    {
        SeededGenerator draw = new(seed);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = (byte)Math.Clamp(frame.Pixels[i] + (2 * (draw.NextUnit() + draw.NextUnit() + draw.NextUnit() - 1.5f)) + 0.5f, 0, 255);
        }
    }
}
