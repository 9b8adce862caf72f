using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Server.Composition;

/// <summary>The typefaces that papers are set in.</summary>
public static class PaperFonts
{
    /// <exception cref="InvalidDataException">A face is missing.</exception>
    public static DocumentFonts Read(string folder) => new(new FontFamily(Face(folder, "Regular"), Face(folder, "Bold"), Face(folder, "Italic")));

    private static TrueTypeFont Face(string folder, string face)
    {
        string path = Path.Combine(folder, $"LiberationSerif-{face}.ttf");
        return File.Exists(path) ? TrueTypeFont.Read(File.ReadAllBytes(path)) : throw new InvalidDataException($"The font {path} is missing; install fonts-liberation2 or set Service:FontDirectory.");
    }
}
