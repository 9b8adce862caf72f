using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>Draws what a head does in a single picture.</summary>
internal static class ViewDraw
{
    /// <summary>Everything that a webcam may see: turned up to 64 degrees, shut eyes, open mouths.</summary>
    public static HeadState Wide(SeededGenerator draw)
    {
        bool far = draw.NextChance(0.3f);
        return Expression(draw) with
        {
            YawDegrees = far ? draw.NextBetween(-64, 64) : Bell(draw, 14, 40),
            PitchDegrees = far ? draw.NextBetween(-26, 26) : Bell(draw, 8, 24),
            RollDegrees = draw.NextChance(0.12f) ? draw.NextBetween(-32, 32) : Bell(draw, 7, 24),
        };
    }

    /// <summary>People who look into their camera as the capture asks: turned up to 30 degrees.</summary>
    public static HeadState Capture(SeededGenerator draw) => Expression(draw) with
    {
        YawDegrees = Bell(draw, 11, 30),
        PitchDegrees = Bell(draw, 6, 18),
        RollDegrees = Bell(draw, 5, 16),
    };

    private static HeadState Expression(SeededGenerator draw)
    {
        float lids = draw.NextUnit();
        return new()
        {
            Blink = lids < 0.62f ? draw.NextBetween(0, 0.12f) : lids < 0.82f ? draw.NextBetween(0.85f, 1) : draw.NextUnit(),
            Smile = draw.NextChance(0.55f) ? 0 : draw.NextUnit(),
            MouthOpen = draw.NextChance(0.65f) ? 0 : draw.NextUnit(),
            GazeHorizontal = Bell(draw, 0.35f, 1),
            GazeVertical = Bell(draw, 0.3f, 1),
            DistanceMillimetres = MathF.Exp(draw.NextBetween(MathF.Log(300), MathF.Log(800))),
        };
    }

    private static float Bell(SeededGenerator draw, float spread, float most) => Math.Clamp(spread * draw.NextBell(), -most, most);
}
