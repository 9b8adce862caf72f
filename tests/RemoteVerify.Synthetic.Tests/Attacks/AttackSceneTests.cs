using System.Numerics;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Attacks;

public class AttackSceneTests
{
    private static readonly Lazy<RenderedFrame> Picture = new(() => Portrait.Render(CastList.WithRole(CastRole.Citizen).Looks, default));

    public static TheoryData<AttackSpecies> Species => [.. Enum.GetValues<AttackSpecies>()];

    [Theory]
    [MemberData(nameof(Species))]
    public void RenderStill_SameSeed_GivesTheSameBytes(AttackSpecies species)
    {
        byte[] first = Still(species, 7).Pixels;
        Assert.Equal(first, Still(species, 7).Pixels);
        Assert.NotEqual(first, Still(species, 8).Pixels);
    }

    [Theory]
    [MemberData(nameof(Species))]
    public void RenderStill_Truth_IsAFaceInThePicture(AttackSpecies species)
    {
        for (ulong seed = 20; seed < 24; seed++)
        {
            FacePoints points = Still(species, seed).Truth.Points;
            foreach (Vector2 point in (Vector2[])[points.RightEye, points.LeftEye, points.NoseTip, points.RightMouthCorner, points.LeftMouthCorner])
            {
                Assert.InRange(point.X, -10, 250);
                Assert.InRange(point.Y, -10, 190);
            }

            Assert.True(points.RightEye.X < points.LeftEye.X, "the subject's right eye lies left in the picture");
            Assert.True(points.RightMouthCorner.Y > points.RightEye.Y, "the mouth lies below the eyes");
            Assert.InRange(points.InterEyeDistancePixels, 8, 90);
        }
    }

    [Fact]
    public void VirtualCamera_OneLoopLater_DeliversTheSameFrame()
    {
        RenderedFrame other = Portrait.Render(CastList.WithRole(CastRole.Impostor).Looks, default);
        VirtualCameraAttack camera = new([Picture.Value, other], new() { FramesPerSecond = 10 });
        byte[] first = camera.Capture(TimeSpan.FromMilliseconds(20), 120, 160).Pixels;
        byte[] second = camera.Capture(TimeSpan.FromMilliseconds(120), 120, 160).Pixels;
        Assert.NotEqual(first, second);
        Assert.Equal(first, camera.Capture(TimeSpan.FromMilliseconds(220), 120, 160).Pixels);
    }

    private static RenderedFrame Still(AttackSpecies species, ulong seed) => AttackScene.Draw(species, seed).RenderStill(Picture.Value, 240, 180);
}
