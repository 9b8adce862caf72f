using RemoteVerify.Cases.Verifying;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cases.Tests;

/// <summary>Pictures and capture reports made for tests; they show nobody.</summary>
internal static class Pictures
{
    public static byte[] Jpeg(int width, int height, byte shade)
    {
        using var image = new Image(width, height);
        Span<byte> pixels = image.Pixels;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double dx = (x - (width / 2.0)) / (width * 0.32);
                double dy = (y - (height / 2.0)) / (height * 0.4);
                byte value = (dx * dx) + (dy * dy) < 1 ? (byte)200 : shade;
                pixels[((y * width) + x) * 3] = value;
                pixels[(((y * width) + x) * 3) + 1] = (byte)(value - 20);
                pixels[(((y * width) + x) * 3) + 2] = (byte)Math.Min(255, value + 20);
            }
        }

        return ImageCodec.EncodeJpeg(image, 85);
    }

    public static CaptureReport Report(CaptureVerdict verdict, params string[] reasons) => new(
        verdict,
        reasons,
        "{\"format\":\"test\"}"u8.ToArray(),
        new string('a', 64),
        [new CapturedPicture("frame-12", Jpeg(160, 120, 90)), new CapturedPicture("frame-40", Jpeg(160, 120, 110)), new CapturedPicture("frame-77", Jpeg(160, 120, 60))],
        [
            new CaptureCheck("match.chip", 0.62, 0.4, CheckVerdict.Passed, "The live face is the chip's face.", "policy test 1"),
            new CaptureCheck("attack.median", 0.91, 0.5, reasons.Length == 0 ? CheckVerdict.Passed : CheckVerdict.Failed, "The face is no picture of a face.", "policy test 1"),
            new CaptureCheck("flash", null, null, CheckVerdict.NotApplicable, "The person asked for no flash.", "policy test 1"),
        ],
        [new CaptureStep("turn-left", TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(1.1), true), new CaptureStep("closer", TimeSpan.FromSeconds(5), null, false)],
        [new ModelUsed("recogniser", Sha256Digest.Of("model"u8))],
        ReadOnlyMemory<byte>.Empty);
}
