using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli;

/// <summary>The typefaces that papers are set in, from the distribution.</summary>
internal static class Fonts
{
    public const string DefaultFolder = "/usr/share/fonts/truetype/liberation2";

    public static DocumentFonts Read(string folder)
    {
        TrueTypeFont Font(string name)
        {
            string path = Path.Combine(folder, $"LiberationSerif-{name}.ttf");
            return File.Exists(path) ? TrueTypeFont.Read(File.ReadAllBytes(path)) : throw CommandException.Environment($"The font {path} is missing; install fonts-liberation2 (./rv setup does).");
        }

        return new DocumentFonts(Font("Regular"), Font("Bold"), Font("Italic"));
    }
}
