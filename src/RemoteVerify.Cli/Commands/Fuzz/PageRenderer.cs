using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>What two independent readers draw at 50 dots per inch: a digest of all pixels of all pages each.</summary>
/// <param name="Poppler">By <c>pdftoppm</c>.</param>
/// <param name="Mupdf">By <c>mutool draw</c>.</param>
internal sealed record Rendering(string Poppler, string Mupdf);

/// <summary>Draws files with <c>pdftoppm</c> and <c>mutool</c>; one instance serves one thread.</summary>
internal sealed class PageRenderer : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-fuzz-").FullName;
    private readonly Dictionary<string, Rendering> _known = [];

    /// <summary>The programs that it needs and that are not there.</summary>
    public static string? Missing => Array.Find(["pdftoppm", "mutool"], tool => !Exists(tool));

    /// <summary>Draws a file; the last few are kept.</summary>
    public Rendering Draw(ReadOnlySpan<byte> pdf, string? password)
    {
        string key = Convert.ToHexString(SHA256.HashData(pdf));
        if (_known.TryGetValue(key, out Rendering? known))
        {
            return known;
        }

        string path = Path.Combine(_folder, "page.pdf");
        File.WriteAllBytes(path, pdf);
        string[] unlock = password is null ? [] : ["-upw", password], open = password is null ? [] : ["-p", password];
        Rendering drawn = new(Digest("pdftoppm", ["-r", "50", .. unlock, path]), Digest("mutool", ["draw", "-q", "-r", "50", "-F", "ppm", .. open, "-o", "-", path]));
        if (_known.Count > 200)
        {
            _known.Clear();
        }

        return _known[key] = drawn;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Digest(string tool, string[] arguments)
    {
        ProcessStartInfo start = new(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using MemoryStream pixels = new();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(pixels);
        if (!copied.Wait(Longest) || !process.WaitForExit(Longest))
        {
            process.Kill();
            return "no answer in time";
        }

        return pixels.Length == 0 ? "nothing drawn" : Convert.ToHexString(SHA256.HashData(pixels.GetBuffer().AsSpan(0, (int)pixels.Length)));
    }

    private static bool Exists(string tool)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(tool, "-v") { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
