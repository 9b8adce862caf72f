using RemoteVerify.Pdf.Composing;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli;

/// <summary>PDF files as a scanner makes them: each page one colour picture at true size.</summary>
internal static class ScannerFile
{
    /// <summary>Resolution of the pictures that are made here.</summary>
    public const int DotsPerInch = 200;

    private const double PointsPerInch = 72;

    /// <summary>A file of pictures, one a page.</summary>
    /// <param name="jpegs">JPEG files.</param>
    /// <param name="size">Size of the sheets.</param>
    /// <param name="fonts">Fonts of the composer; none is used.</param>
    /// <param name="at">Time of making.</param>
    public static byte[] Of(IReadOnlyList<byte[]> jpegs, PageSize size, DocumentFonts fonts, DateTimeOffset at)
    {
        DocumentComposer composer = new(new ComposerOptions { Title = "Bản quét", Fonts = fonts, Created = at, PageSize = size, Margins = new PageMargins(0, 0, 0, 0) });
        foreach (byte[] jpeg in jpegs)
        {
            composer.NewPage(size, new PageMargins(0, 0, 0, 0));
            composer.Canvas.Image(ComposedImage.FromFile(jpeg), new Frame(0, 0, size.Width, size.Height), "Trang quét");
        }

        return composer.ToPdf();
    }

    /// <summary>A sheet with lines of grey blocks on paper that is not quite white: what a page weighs, without words.</summary>
    public static byte[] Sheet(PageSize size, int seed)
    {
        using Image image = new((int)Math.Round(size.Width * DotsPerInch / PointsPerInch), (int)Math.Round(size.Height * DotsPerInch / PointsPerInch));
        Span<byte> pixels = image.Pixels;
        uint chance = (uint)seed | 1;
        for (int at = 0; at < pixels.Length; at += 3)
        {
            // Grain of the paper; a generator of its own keeps the file the same in every run.
            chance = (chance * 1664525) + 1013904223;
            byte grain = (byte)(chance >> 30);
            int x = at / 3 % image.WidthPixels, y = at / 3 / image.WidthPixels;
            bool isInk = y % 44 is > 10 and < 26 && x > 150 && x < image.WidthPixels - 150 && ((x / 9) + (y / 44 * 7)) % 11 > 3;
            (pixels[at], pixels[at + 1], pixels[at + 2]) = isInk ? ((byte)(60 + grain), (byte)(40 + grain), (byte)(38 + grain)) : ((byte)(236 + grain), (byte)(244 + grain), (byte)(248 + grain));
        }

        return ImageCodec.EncodeJpeg(image, 85);
    }
}
