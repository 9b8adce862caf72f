using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>The room behind what is held, as linear light.</summary>
internal static class AttackRoom
{
    /// <summary>Light and furniture for a seed.</summary>
    /// <param name="seed">Chance.</param>
    /// <param name="dark">Whether it is night and only a screen shines.</param>
    public static SceneLight DrawLight(ulong seed, bool dark)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x4007));
        float level = dark ? draw.NextBetween(0.04f, 0.2f) : draw.NextBetween(0.55f, 1.2f), share = draw.NextBetween(0.3f, 0.75f);
        return new()
        {
            KeyDirection = new(draw.NextBetween(-0.9f, 0.9f), draw.NextBetween(0.1f, 0.8f), draw.NextBetween(0.35f, 1)),
            KeyStrength = 1.6f * level * share,
            AmbientStrength = 1.5f * level * (1 - share),
            Background = (BackgroundKind)draw.NextIndex(3),
            RoomSeed = (uint)draw.NextBits(),
        };
    }

    /// <summary>Paints the room.</summary>
    public static LightField Paint(SceneLight light, int width, int height)
    {
        LightField picture = new(width, height);
        RoomBackground background = new(light);
        Camera camera = new(HeadState.Neutral, width, height);
        Vector256<float> steps = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x += 8)
            {
                picture.Store(x, y, background.At(camera.Rays(steps + Vector256.Create((float)x), Vector256.Create(y + 0.5f))));
            }
        }

        return picture;
    }
}
