using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Biometrics.Tests.Liveness.Injection;

public class CameraLabelTests
{
    [Theory]
    [InlineData("OBS Virtual Camera", CameraClass.Virtual)]
    [InlineData("ManyCam Video Source", CameraClass.Virtual)]
    [InlineData("fake_device_0", CameraClass.File)]
    [InlineData("/clip.y4m", CameraClass.File)]
    [InlineData("RemoteVerify synthetic camera", CameraClass.Synthetic)]
    [InlineData("", CameraClass.Unnamed)]
    [InlineData("Integrated Camera (04f2:b6d9)", CameraClass.Ordinary)]
    [InlineData("Jobson HD Webcam", CameraClass.Ordinary)]
    public void Classify_Label_FindsItsClass(string label, CameraClass expected) => Assert.Equal(expected, CameraLabel.Classify(label));
}
