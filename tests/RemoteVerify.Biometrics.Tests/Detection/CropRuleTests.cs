using RemoteVerify.Biometrics.Detection;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.Detection;

public class CropRuleTests
{
    [Theory]
    [InlineData("whole", "whole", null)]
    [InlineData("whole-320", "whole", 320f)]
    [InlineData("box-2.7", "box", 2.7f)]
    [InlineData("eyes-level-1.5", "eyes-level", 1.5f)]
    public void Number_KnownCrop_IsReadFromIt(string crop, string word, float? expected) =>
        Assert.Equal(expected, CropRule.Number(HandMadeEntry.Of("detector", crop, [1, 3, 8, 8], ("o", [1])), word));

    [Theory]
    [InlineData("box-2.7", "whole")]
    [InlineData("whole-", "whole")]
    [InlineData("whole-many", "whole")]
    [InlineData("whole-0", "whole")]
    [InlineData("wholesale", "whole")]
    [InlineData("", "whole")]
    public void Number_AnotherCrop_IsRefused(string crop, string word) =>
        Assert.Throws<ArgumentException>(() => CropRule.Number(HandMadeEntry.Of("detector", crop, [1, 3, 8, 8], ("o", [1])), word));

    [Fact]
    public void SidePixels_FreeOrNotSquare_IsRefused()
    {
        Assert.Equal(96, CropRule.SidePixels(HandMadeEntry.Of("attack", "box-2.7", [-1, 3, 96, 96], ("o", [1]))));
        Assert.Throws<ArgumentException>(() => CropRule.SidePixels(HandMadeEntry.Of("attack", "box-2.7", [-1, 3, -1, -1], ("o", [1]))));
        Assert.Throws<ArgumentException>(() => CropRule.SidePixels(HandMadeEntry.Of("attack", "box-2.7", [1, 3, 96, 80], ("o", [1]))));
    }

    [SkippableFact]
    public void Detect_NetworkWithABoundOfItsOwn_LooksAtASmallerPicture()
    {
        ModelCatalog standard = StandardModels.Catalog("standard");
        ModelManifest bounded = standard.Manifest with
        {
            Models = [.. standard.Manifest.Models.Select(m => m.Task == "detector" ? m with { Preprocessing = m.Preprocessing with { Crop = "whole-320" } } : m)],
        };
        using FaceDetector detector = new(new ModelCatalog(bounded, "standard", (sha, _) => standard.Read(standard.Models.First(m => m.Sha256 == sha))), new(), new());
        Assert.Equal([1, 3, 256, 320], detector.InputShape(480, 360));
        Assert.Equal([1, 3, 384, 480], StandardModels.Engine.Detector.InputShape(480, 360));
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, "vm_live_1.jpg");
        DetectedFace small = Assert.Single(detector.Detect(image));
        DetectedFace large = Assert.Single(StandardModels.Engine.Detector.Detect(image));
        Assert.InRange(small.Points.NoseTip.X, large.Points.NoseTip.X - 20, large.Points.NoseTip.X + 20);
        Assert.InRange(small.Points.NoseTip.Y, large.Points.NoseTip.Y - 20, large.Points.NoseTip.Y + 20);
    }
}
