using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public class FrameAnalyserTests
{
    private const int WidthPixels = 320;
    private const int HeightPixels = 240;

    /// <summary>Guide frames of a slow line come as WebP; what becomes evidence is always JPEG.</summary>
    [SkippableFact]
    public void Analyse_WebP_IsTakenForGuideFramesAlone()
    {
        FrameAnalyser analyser = new(DemoModels.Engine);
        using Image picture = Pattern();
        byte[] webP = ImageCodec.EncodeWebP(picture, 40), jpeg = ImageCodec.EncodeJpeg(picture, 60);

        FrameObservation guide = analyser.Analyse(Frame(FrameKind.Guide, webP));

        Assert.Equal((WidthPixels, HeightPixels, webP.Length), (guide.WidthPixels, guide.HeightPixels, guide.PictureBytes));
        Assert.Equal(WidthPixels, analyser.Analyse(Frame(FrameKind.Guide, jpeg)).WidthPixels);
        Assert.Equal(WidthPixels, analyser.Analyse(Frame(FrameKind.Proof, jpeg)).WidthPixels);
        Assert.Throws<VisionFormatException>(() => analyser.Analyse(Frame(FrameKind.Proof, webP)));
    }

    [SkippableFact]
    public void Analyse_OtherKindsOfPictures_AreRefused()
    {
        FrameAnalyser analyser = new(DemoModels.Engine);
        using Image picture = Pattern();
        Assert.All([ImageCodec.EncodePng(picture), ImageCodec.EncodeJpeg2000(picture), "RIFF....WEB"u8.ToArray(), []], bytes =>
            Assert.Throws<VisionFormatException>(() => analyser.Analyse(Frame(FrameKind.Guide, bytes))));
    }

    private static Image Pattern()
    {
        byte[] pixels = new byte[3 * WidthPixels * HeightPixels];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i / 97);
        }

        return Image.FromBgr24(pixels, WidthPixels, HeightPixels);
    }

    private static ReceivedFrame Frame(FrameKind kind, byte[] picture) =>
        new(new FrameHeader(kind, 0, 0, 0, 0, 0, 0, 0, 0), DateTimeOffset.UnixEpoch, true, new byte[32], FrameDigest.Of(picture), picture);
}
