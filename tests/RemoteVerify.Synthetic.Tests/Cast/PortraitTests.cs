using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Cast;

public class PortraitTests
{
    [Fact]
    public void RenderJpeg_Citizen_FitsOnAChip()
    {
        byte[] jpeg = Portrait.RenderJpeg(CastList.WithRole(CastRole.Citizen).Looks, default);
        Assert.True(jpeg.Length < Portrait.MostBytes);
        using Image image = ImageCodec.Decode(jpeg, ImageLimits.Default);
        Assert.Equal((Portrait.WidthPixels, Portrait.HeightPixels), (image.WidthPixels, image.HeightPixels));
    }

    [Fact]
    public void Render_Citizen_EyesLieWhereAnIdentityPhotographHasThem()
    {
        FacePoints points = Portrait.Render(CastList.WithRole(CastRole.Citizen).Looks, default).Truth.Points;
        Assert.InRange(points.RightEye.Y / Portrait.HeightPixels, 0.40f, 0.50f);
        Assert.InRange((points.RightEye.X + points.LeftEye.X) / 2 / Portrait.WidthPixels, 0.48f, 0.52f);
        Assert.InRange(points.InterEyeDistancePixels, 60, 110);
    }
}
