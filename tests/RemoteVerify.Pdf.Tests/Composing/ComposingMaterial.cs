using System.ComponentModel;
using System.Diagnostics;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pdf.Tests.Composing;

/// <summary>Fonts and outside tools for the tests of composed documents.</summary>
internal static class ComposingMaterial
{
    private const string FontFolder = "/usr/share/fonts/truetype/liberation2";

    public static DateTimeOffset Created { get; } = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(7));

    public static TrueTypeFont Font(string name)
    {
        string path = Path.Combine(FontFolder, name + ".ttf");
        Skip.IfNot(File.Exists(path), "The Liberation fonts are not installed (fonts-liberation2).");
        return TrueTypeFont.Read(File.ReadAllBytes(path));
    }

    public static DocumentFonts Fonts() => new(
        new FontFamily(Font("LiberationSerif-Regular"), Font("LiberationSerif-Bold"), Font("LiberationSerif-Italic"), Font("LiberationSerif-BoldItalic")),
        new FontFamily(Font("LiberationSans-Regular"), Font("LiberationSans-Bold")));

    public static ComposerOptions Options() => new() { Title = "Văn bản thử", Fonts = Fonts(), Created = Created };

    /// <summary>Runs a tool over a file that holds the bytes; <c>{0}</c> in the arguments is the file.</summary>
    public static (int ExitCode, string Output) Run(string tool, byte[] file, params string[] arguments)
    {
        string path = Path.Combine(Path.GetTempPath(), $"rv-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, file);
        try
        {
            ProcessStartInfo start = new(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument.Replace("{0}", path, StringComparison.Ordinal));
            }

            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw new SkipException($"{tool} is not installed.");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
