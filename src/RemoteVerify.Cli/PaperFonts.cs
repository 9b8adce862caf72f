using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Cli;

/// <summary>The typefaces that papers are set in, from the distribution.</summary>
internal static class PaperFonts
{
    public const string DefaultFolder = "/usr/share/fonts/truetype/liberation2";

    public static DocumentFonts Read(string folder) => new(new FontFamily(Face(folder, "Regular"), Face(folder, "Bold"), Face(folder, "Italic")));

    private static TrueTypeFont Face(string folder, string face)
    {
        string path = Path.Combine(folder, $"LiberationSerif-{face}.ttf");
        return File.Exists(path) ? TrueTypeFont.Read(File.ReadAllBytes(path)) : throw CommandException.Environment($"The font {path} is missing; install fonts-liberation2 (./rv setup does).");
    }
}
