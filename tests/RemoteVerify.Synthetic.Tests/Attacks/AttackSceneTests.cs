using System.Numerics;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Attacks;

public class AttackSceneTests
{
    private const int Width = 240;
    private const int Height = 180;

    public static TheoryData<AttackSpecies> EverySpecies => [.. Enum.GetValues<AttackSpecies>()];

    [Theory]
    [MemberData(nameof(EverySpecies))]
    public void RenderStill_SameSeed_SameBytes(AttackSpecies species) =>
        Assert.Equal(Still(species, 5).Pixels, Still(species, 5).Pixels);

    [Theory]
    [MemberData(nameof(EverySpecies))]
    public void RenderStill_OtherSeed_OtherBytes(AttackSpecies species) =>
        Assert.NotEqual(Still(species, 5).Pixels, Still(species, 6).Pixels);

    [Fact]
    public void RenderStill_OtherSpecies_OtherBytes() =>
        Assert.NotEqual(Still(AttackSpecies.Print, 5).Pixels, Still(AttackSpecies.Replay, 5).Pixels);

    [Theory]
    [MemberData(nameof(EverySpecies))]
    public void RenderStill_ManySeeds_FivePointsInFrameAndOfPlausibleSize(AttackSpecies species)
    {
        for (ulong seed = 1; seed <= 6; seed++)
        {
            FacePoints points = Still(species, seed).Truth.Points;
            foreach (Vector2 point in (Vector2[])[points.RightEye, points.LeftEye, points.NoseTip, points.RightMouthCorner, points.LeftMouthCorner])
            {
                Assert.InRange(point.X, 0, Width);
                Assert.InRange(point.Y, 0, Height);
            }

            // A face between 340 and 760 mm from the lens, printed a little small or large.
            Assert.InRange(points.InterEyeDistancePixels / Height, 0.07f, 0.30f);
            Assert.True(points.RightEye.X < points.LeftEye.X, $"seed {seed}: not mirrored");
        }
    }

    // Seeds whose print has colour: one in twelve printers has none, and then no mark is green.
    [Theory]
    [InlineData(AttackSpecies.Print, 3)]
    [InlineData(AttackSpecies.Print, 6)]
    [InlineData(AttackSpecies.Replay, 1)]
    [InlineData(AttackSpecies.Replay, 2)]
    [InlineData(AttackSpecies.CutOut, 3)]
    [InlineData(AttackSpecies.BentMask, 1)]
    public void RenderStill_MarkedPicture_MarkLiesAtTheTruth(AttackSpecies species, ulong seed)
    {
        RenderedFrame still = Still(species, seed);
        Vector2 found = MarkedPicture.Find(still);
        Assert.True(Vector2.Distance(found, still.Truth.Points.RightEye) < 2, $"mark at {found}, truth says {still.Truth.Points.RightEye}");
    }

    [Fact]
    public void Draw_BentMask_IsWorn() => Assert.True(AttackScene.Draw(AttackSpecies.BentMask, 1).IsWorn);

    [Theory]
    [InlineData(AttackSpecies.Print)]
    [InlineData(AttackSpecies.Replay)]
    public void Draw_SheetOrScreen_IsNotWorn(AttackSpecies species) => Assert.False(AttackScene.Draw(species, 1).IsWorn);

    [Fact]
    public void Draw_CutOut_IsWornBySomeSeedsOnly()
    {
        bool[] worn = [.. Enumerable.Range(1, 20).Select(seed => AttackScene.Draw(AttackSpecies.CutOut, (ulong)seed).IsWorn)];
        Assert.Contains(true, worn);
        Assert.Contains(false, worn);
    }

    [Fact]
    public void Draw_UnknownSpecies_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AttackScene.Draw((AttackSpecies)99, 1));

    // A worn instrument is put before a plain wall whose truth stands for the wearer's: no head has to be rendered.
    private static RenderedFrame Still(AttackSpecies species, ulong seed)
    {
        AttackScene scene = AttackScene.Draw(species, seed);
        return scene.RenderStill(MarkedPicture.Make(), Width, Height, scene.IsWorn ? Wall(scene.Pose) : null);
    }

    private static RenderedFrame Wall(HeadState state)
    {
        byte[] pixels = new byte[Width * Height * 3];
        Array.Fill(pixels, (byte)110);
        return new(Width, Height, pixels, new(HeadRenderer.Project(Datasets.Somebody.Face, state, Width, Height), state));
    }
}
