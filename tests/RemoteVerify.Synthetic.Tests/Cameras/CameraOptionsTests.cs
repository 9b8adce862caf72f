using RemoteVerify.Synthetic.Cameras;

namespace RemoteVerify.Synthetic.Tests.Cameras;

public class CameraOptionsTests
{
    [Fact]
    public void Draw_SameSeed_SameCamera() => Assert.Equal(CameraOptions.Draw(4), CameraOptions.Draw(4));

    [Fact]
    public void Draw_OtherSeed_OtherCamera() => Assert.NotEqual(CameraOptions.Draw(4), CameraOptions.Draw(5));

    [Fact]
    public void Draw_ManySeeds_SomeWithAndSomeWithoutEachPart()
    {
        CameraOptions[] drawn = [.. Enumerable.Range(0, 200).Select(seed => CameraOptions.Draw((ulong)seed))];
        Assert.Equal([false, true], drawn.Select(one => one.Mosaic).Distinct().Order());
        Assert.Equal([false, true], drawn.Select(one => one.JpegQuality is null).Distinct().Order());
        Assert.Equal([false, true], drawn.Select(one => one.ResolutionShare < 1).Distinct().Order());
        Assert.All(drawn, one => Assert.InRange(one.JpegQuality ?? 55, 55, 95));
        Assert.All(drawn, one => Assert.InRange(one.Gain, 0.7f, 5));
    }
}
