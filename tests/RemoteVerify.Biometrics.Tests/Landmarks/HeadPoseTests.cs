using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Landmarks;

public class HeadPoseTests
{
    private static readonly FivePoints Frontal = new(new(40, 50), new(75, 50), new(57.5f, 73), new(44, 91), new(71, 91));

    [Fact]
    public void FromFivePoints_FrontalFace_IsNearZero()
    {
        HeadPose pose = HeadPose.FromFivePoints(Frontal);
        Assert.InRange(pose.YawDegrees, -2, 2);
        Assert.InRange(pose.PitchDegrees, -5, 5);
        Assert.InRange(pose.RollDegrees, -1, 1);
    }

    [Fact]
    public void FromFivePoints_NoseToTheRightOfThePicture_IsPositiveYaw()
    {
        HeadPose pose = HeadPose.FromFivePoints(Frontal with { NoseTip = new(69, 73) });
        Assert.InRange(pose.YawDegrees, 20, 40);
        Assert.InRange(HeadPose.NoseOffset(Frontal with { NoseTip = new(69, 73) }), 0.2f, 0.35f);
    }

    [Fact]
    public void FromFivePoints_NoseLower_IsPositivePitch() =>
        Assert.True(HeadPose.FromFivePoints(Frontal with { NoseTip = new(57.5f, 80) }).PitchDegrees > 10);

    [Fact]
    public void FromFivePoints_TurnedClockwise_ChangesOnlyRoll()
    {
        ImagePoint Turn(ImagePoint p) => new((p.X * 0.9397f) - (p.Y * 0.3420f), (p.X * 0.3420f) + (p.Y * 0.9397f));
        HeadPose before = HeadPose.FromFivePoints(Frontal);
        HeadPose after = HeadPose.FromFivePoints(new(
            Turn(Frontal.RightEye), Turn(Frontal.LeftEye), Turn(Frontal.NoseTip), Turn(Frontal.RightMouthCorner), Turn(Frontal.LeftMouthCorner)));
        Assert.Equal(20, after.RollDegrees, 1);
        Assert.Equal(before.YawDegrees, after.YawDegrees, 1);
        Assert.Equal(before.PitchDegrees, after.PitchDegrees, 1);
    }

    [Fact]
    public void FromFivePoints_PointsOnTopOfEachOther_IsZero() =>
        Assert.Equal(new HeadPose(0, 0, 0), HeadPose.FromFivePoints(new(default, default, default, default, default)));

    [SkippableFact]
    public void FromFivePoints_MirroredPicture_ChangesTheSignOfYaw()
    {
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, "mv_live_1.jpg");
        using Image mirrored = ImageOperations.Mirror(image);
        HeadPose pose = HeadPose.FromFivePoints(StandardModels.Engine.Detector.Detect(image)[0].Points);
        HeadPose other = HeadPose.FromFivePoints(StandardModels.Engine.Detector.Detect(mirrored)[0].Points);
        Assert.InRange(pose.YawDegrees, 15, 35);
        Assert.InRange(other.YawDegrees, -35, -15);
    }

    [Fact]
    public void Turned_BeyondHalfATurn_StaysWithinOne()
    {
        HeadPose pose = new HeadPose(10, 20, 170).Turned(MathF.PI / 6);
        Assert.Equal((10, 20), (pose.YawDegrees, pose.PitchDegrees));
        Assert.Equal(-160, pose.RollDegrees, 3);
    }
}
