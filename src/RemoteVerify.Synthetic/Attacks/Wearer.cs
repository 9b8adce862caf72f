using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A person drawn by chance behind a worn instrument, at half the size: only hair, ears and shoulders are seen.</summary>
internal static class Wearer
{
    public static RenderedFrame Render(ulong seed, HeadState pose, SceneLight light, int width, int height)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x3EA4));
        PersonParameters person = PersonGenerator.Draw(draw.NextBits(), draw.NextChance(0.5f), 18 + draw.NextIndex(55));
        RenderedFrame half = HeadRenderer.Render(person, pose, light, new((width + 1) / 2, (height + 1) / 2) { Edges = EdgeCare.Outlines, Threads = 1 }, default);
        byte[] pixels = new byte[width * height * 3];
        float across = half.WidthPixels / (float)width, down = half.HeightPixels / (float)height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int blue = 0, green = 0, red = 0, i = 3 * ((y * width) + x);
                PixelSampler.AddBilinear(half.Pixels, half.WidthPixels, half.HeightPixels, (x + 0.5f) * across, (y + 0.5f) * down, ref blue, ref green, ref red);
                (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)(blue >> 8), (byte)(green >> 8), (byte)(red >> 8));
            }
        }

        return new(width, height, pixels, new(half.Truth.Points.Move(point => new(point.X / across, point.Y / down)), pose));
    }
}
