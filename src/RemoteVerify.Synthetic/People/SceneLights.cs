using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>Draws the light of rooms that people sit in: by the window, under a lamp, in the evening, before a bright window.</summary>
public static class SceneLights
{
    /// <summary>The same seed gives the same room and light.</summary>
    public static SceneLight Draw(ulong seed)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x116));
        SceneLight light = draw.NextIndex(5) switch
        {
            0 => Ceiling(draw),
            1 => Evening(draw),
            2 => BeforeWindow(draw),
            _ => ByWindow(draw),
        };
        return light with
        {
            Background = draw.NextChance(0.12f) ? BackgroundKind.Plain : BackgroundKind.Any,
            RoomSeed = (uint)draw.NextIndex(1 << 24),
        };
    }

    private static SceneLight ByWindow(SeededGenerator draw) => new()
    {
        KeyDirection = new(draw.NextBetween(-0.9f, 0.9f), draw.NextBetween(0.1f, 0.7f), draw.NextBetween(0.3f, 1)),
        KeyStrength = draw.NextBetween(0.6f, 1.35f),
        KeyColour = Vector3.Lerp(new(1, 0.97f, 0.93f), new(0.92f, 0.98f, 1.06f), draw.NextUnit()),
        AmbientStrength = draw.NextBetween(0.35f, 0.8f),
        RimStrength = draw.NextBetween(0, 0.8f),
    };

    private static SceneLight Ceiling(SeededGenerator draw) => new()
    {
        KeyDirection = new(draw.NextBetween(-0.35f, 0.35f), 1, draw.NextBetween(0.25f, 0.9f)),
        KeyStrength = draw.NextBetween(0.6f, 1.1f),
        KeyColour = Vector3.Lerp(new(1.05f, 0.90f, 0.72f), new(0.96f, 1, 1.0f), draw.NextUnit()),
        AmbientStrength = draw.NextBetween(0.35f, 0.75f),
        RimStrength = draw.NextBetween(0.1f, 0.6f),
    };

    // A lamp at the side and the light of the screen.
    private static SceneLight Evening(SeededGenerator draw) => new()
    {
        KeyDirection = new(draw.NextChance(0.5f) ? -0.9f : 0.9f, draw.NextBetween(0.1f, 0.6f), draw.NextBetween(0.1f, 0.6f)),
        KeyStrength = draw.NextBetween(0.3f, 0.9f),
        KeyColour = new(1.08f, draw.NextBetween(0.80f, 0.92f), draw.NextBetween(0.55f, 0.78f)),
        AmbientStrength = draw.NextBetween(0.14f, 0.35f),
        RimStrength = draw.NextBetween(0, 0.4f),
        ScreenColour = new Vector3(0.85f, 0.95f, 1.1f) * draw.NextBetween(0.3f, 1.4f),
    };

    private static SceneLight BeforeWindow(SeededGenerator draw) => new()
    {
        KeyDirection = new(draw.NextBetween(-0.6f, 0.6f), 0.5f, 0.5f),
        KeyStrength = draw.NextBetween(0.15f, 0.5f),
        AmbientStrength = draw.NextBetween(0.3f, 0.6f),
        RimStrength = draw.NextBetween(0.8f, 1.6f),
    };
}
