using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.PagePictures;

/// <summary>
/// Makes a picture as light as a slow line needs it. Print is kept sharp: a few steps a colour without loss, which is lighter than letters with loss. What is too heavy so (a scan, a
/// photograph) gets the best of a few qualities that keeps within its weight.
/// </summary>
internal static class PictureWriter
{
    private const int Channels = 3;

    /// <summary>Steps from dark to light of each colour.</summary>
    private static readonly int[] Steps = [32, 16, 8, 4];

    /// <summary>The last one is the poorest at which small print can still be read; a picture that is too heavy even then stays as it is.</summary>
    private static readonly int[] Qualities = [70, 50, 35, 20];

    /// <param name="image">A page.</param>
    /// <param name="mostBytes">What it should weigh at most.</param>
    /// <returns>A WebP file.</returns>
    public static byte[] Write(Image image, int mostBytes)
    {
        byte[] written = [];
        foreach (int steps in Steps)
        {
            using Image print = image.Clone();
            if (IsEven(print, steps) && (written = ImageCodec.EncodeWebPLossless(print)).Length <= mostBytes)
            {
                return written;
            }
        }

        foreach (int quality in Qualities)
        {
            written = ImageCodec.EncodeWebP(image, quality);
            if (written.Length <= mostBytes)
            {
                break;
            }
        }

        return written;
    }

    /// <summary>Leaves a few steps of each colour, and says whether most of the page is then one even ground, as print is.</summary>
    private static bool IsEven(Image image, int steps)
    {
        byte[] stepped = [.. Enumerable.Range(0, 256).Select(value => (byte)(((value * (steps - 1)) + 127) / 255 * 255 / (steps - 1)))];
        Span<byte> pixels = image.Pixels;
        int even = 0;
        for (int at = 0; at < pixels.Length; at++)
        {
            pixels[at] = stepped[pixels[at]];
            even += at >= Channels && pixels[at] == pixels[at - Channels] ? 1 : 0;
        }

        return even > pixels.Length / 2;
    }
}
