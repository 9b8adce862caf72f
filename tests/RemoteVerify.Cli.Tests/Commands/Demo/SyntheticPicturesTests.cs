using System.Numerics;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Tests.Commands.Demo;

public class SyntheticPicturesTests
{
    [Theory]
    [InlineData(FrameKind.Guide, 640, 480, ProtocolLimits.MaxGuideFrameBytes)]
    [InlineData(FrameKind.Proof, 1280, 960, ProtocolLimits.MaxProofFrameBytes)]
    public void Picture_OfAGrainyScene_FitsWithItsHeaderIntoWhatTheServiceTakes(FrameKind kind, int width, int height, int most)
    {
        SyntheticPictures pictures = new(new GrainyCamera());

        byte[] jpeg = pictures.Picture(new FramePlan(kind, width, height, 0.88, 0, 0, 0), TimeSpan.Zero);

        Assert.True(Encoded(width, height, 88).Length > most, "the scene is too plain for this test");
        Assert.InRange(jpeg.Length + FrameHeader.Size, most / 4, most);
    }

    private static byte[] Encoded(int width, int height, int quality)
    {
        using Image image = Image.FromBgr24(Grain(width, height), width, height);
        return ImageCodec.EncodeJpeg(image, quality);
    }

    private static byte[] Grain(int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        // Half the range: as grainy as a camera in the dark, not pure noise, which no quality makes small.
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(64 + (pixels[i] / 3));
        }

        return pixels;
    }

    private sealed class GrainyCamera : IFrameSource
    {
        public void Ask(AskedMotion motion, TimeSpan at)
        {
        }

        public void ShowScreenColour(Vector3 colour, TimeSpan at)
        {
        }

        public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) =>
            new(widthPixels, heightPixels, Grain(widthPixels, heightPixels), new GroundTruth(new FacePoints(default, default, default, default, default), new HeadState()));
    }
}
