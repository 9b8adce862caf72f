using System.Text;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class FrameTruthListTests
{
    private const string Header = "file,person,yaw,pitch,roll,blink,smile,mouthOpen,boxX,boxY,boxWidth,boxHeight,p0x,p0y,p1x,p1y,f0x,f0y,f1x,f1y,f2x,f2y,f3x,f3y,f4x,f4y";
    private const string Row = "a.jpg,50000,-20.5,10,5,0.9,0,0.25,10,20,30,40,1,2,3,4,5,6,7,8,9,10,11,12,13,14";

    [Fact]
    public void Read_RenderersSigns_BecomeThoseOfHeadPose()
    {
        FrameTruth truth = Assert.Single(FrameTruthList.Read(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n")));
        Assert.Equal(new HeadPose(-20.5f, -10, -5), truth.Pose);
    }

    [Fact]
    public void Read_OneFrame_HasItsStateBoxAndPoints()
    {
        FrameTruth truth = Assert.Single(FrameTruthList.Read(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n")));
        Assert.Equal(("a.jpg", 0.9f, 0.25f), (truth.File, truth.Blink, truth.MouthOpen));
        Assert.Equal(new FaceBox(10, 20, 30, 40), truth.Box);
        Assert.Equal([new(1, 2), new(3, 4)], truth.Points);
        Assert.Equal(new FivePoints(new(5, 6), new(7, 8), new(9, 10), new(11, 12), new(13, 14)), truth.FivePoints);
    }

    [Theory]
    [InlineData("yaw", "turn")]
    [InlineData("p1y", "q1y")]
    [InlineData("f4x", "g4x")]
    public void Read_MissingColumn_IsTheFormatException(string column, string instead) =>
        Assert.Throws<VisionFormatException>(() => FrameTruthList.Read(Encoding.UTF8.GetBytes($"{Header.Replace(column, instead, StringComparison.Ordinal)}\n{Row}\n")));

    [Theory]
    [InlineData("-20.5", "left")]
    [InlineData("0.9", "NaN")]
    [InlineData("a.jpg,", "")]
    public void Read_BrokenRow_IsTheFormatException(string part, string instead) =>
        Assert.Throws<VisionFormatException>(() => FrameTruthList.Read(Encoding.UTF8.GetBytes($"{Header}\n{Row.Replace(part, instead, StringComparison.Ordinal)}\n")));
}
