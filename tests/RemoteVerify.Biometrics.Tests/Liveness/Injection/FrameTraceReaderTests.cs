using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Liveness.Injection;

public class FrameTraceReaderTests
{
    [Fact]
    public void SameCells_TheSamePictureTwice_AllTheSame() => Assert.Equal(1, Traces(0, 1).SameCells(Traces(0, 2)));

    [Theory]
    [InlineData(1.0)]
    [InlineData(2.0)]
    public void SameCells_SensorNoiseThroughStrongJpeg_HardlyAnyTheSame(double deviation) =>
        Assert.True(Traces(deviation, 1).SameCells(Traces(deviation, 2)) < 0.5);

    [Fact]
    public void SameCells_BlackCorners_CantTell() => Assert.Null(Traces(1, 1, level: 2).SameCells(Traces(1, 2, level: 2)));

    [Fact]
    public void SameCells_OtherSize_CantTell() => Assert.Null(Traces(0, 1).SameCells(Traces(0, 1, width: 480, height: 360)));

    [Fact]
    public void GridDistance_BrighterCopy_IsNearAndAnotherPictureFar()
    {
        FrameTraces own = TracedSession.Traces(i => 60 + (i % 17 * 4)), brighter = TracedSession.Traces(i => 1.2 * (60 + (i % 17 * 4))), other = TracedSession.Traces(i => 60 + (i / 17 * 4));
        Assert.True(own.GridDistance(brighter) < 0.5);
        Assert.True(own.GridDistance(other) > 5);
    }

    // A wall with a soft gradient and some structure, then a JPEG as guide frames are.
    private static FrameTraces Traces(double deviation, int seed, int level = 110, int width = 320, int height = 240)
    {
        Random noise = new(seed);
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i += 3)
        {
            int x = i / 3 % width, y = i / 3 / width;
            double sum = 0;
            for (int k = 0; k < 12; k++)
            {
                sum += noise.NextDouble();
            }

            double value = level + (level * 0.2 * Math.Sin(x / 9.0)) + (y * level / 1000.0) + (deviation * (sum - 6));
            pixels[i] = pixels[i + 1] = pixels[i + 2] = (byte)Math.Clamp(value, 0, 255);
        }

        using Image picture = Image.FromBgr24(pixels, width, height);
        using Image image = ImageCodec.Decode(ImageCodec.EncodeJpeg(picture, 60), ImageLimits.Default);
        using GreyImage grey = ImageOperations.ToGrey(image);
        return AppearanceReader.Read(image, grey, null).Traces!;
    }
}
