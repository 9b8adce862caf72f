using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Tests.Matching;

public class FaceAlignerTests
{
    private static readonly FivePoints Places = new(new(38, 52), new(74, 51), new(56, 72), new(42, 92), new(71, 92));

    [Theory]
    [InlineData(1.0, 0, 0, 0)]
    [InlineData(2.5, 30, 100, -40)]
    [InlineData(0.3, -170, 7, 9)]
    public void Transform_TurnedScaledAndShiftedPoints_BringsThemBack(double scale, double degrees, double shiftX, double shiftY)
    {
        double cos = scale * Math.Cos(degrees * Math.PI / 180);
        double sin = scale * Math.Sin(degrees * Math.PI / 180);
        ImagePoint Move(ImagePoint p) => new((float)((cos * p.X) - (sin * p.Y) + shiftX), (float)((sin * p.X) + (cos * p.Y) + shiftY));
        FivePoints moved = new(Move(Places.RightEye), Move(Places.LeftEye), Move(Places.NoseTip), Move(Places.RightMouthCorner), Move(Places.LeftMouthCorner));
        double[] matrix = FaceAligner.Transform(moved, Places);
        ImagePoint nose = moved.NoseTip;
        Assert.Equal(Places.NoseTip.X, (matrix[0] * nose.X) + (matrix[1] * nose.Y) + matrix[2], 2);
        Assert.Equal(Places.NoseTip.Y, (matrix[3] * nose.X) + (matrix[4] * nose.Y) + matrix[5], 2);
    }

    [Fact]
    public void Transform_PointsOnTopOfEachOther_IsFinite()
    {
        ImagePoint one = new(10, 10);
        Assert.All(FaceAligner.Transform(new(one, one, one, one, one), Places), value => Assert.True(double.IsFinite(value)));
    }
}
