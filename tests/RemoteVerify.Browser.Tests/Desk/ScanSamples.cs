using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>A scan as an officer's scanner makes it: one colour picture of a whole A4 page.</summary>
internal static class ScanSamples
{
    private const int DotsPerInch = 200;

    private static readonly Lazy<byte[]> Made = new(() =>
    {
        int width = (int)Math.Round(PageSize.A4.Width * DotsPerInch / 72), height = (int)Math.Round(PageSize.A4.Height * DotsPerInch / 72);
        byte[] pixels = new byte[width * height * 3];
        Array.Fill(pixels, (byte)225);
        TrueTypeFont font = TrueTypeFont.Read(File.ReadAllBytes("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"));
        DocumentComposer composer = new(new ComposerOptions { Title = "Bản quét", Fonts = new DocumentFonts(new FontFamily(font, font, font)), Created = DateTimeOffset.UnixEpoch });
        composer.NewPage(PageSize.A4, new PageMargins(0, 0, 0, 0));
        composer.Canvas.Image(ComposedImage.FromRgb(width, height, pixels), new Frame(0, 0, PageSize.A4.Width, PageSize.A4.Height), "Trang quét");
        return composer.ToPdf();
    });

    public static byte[] Good => Made.Value;
}
