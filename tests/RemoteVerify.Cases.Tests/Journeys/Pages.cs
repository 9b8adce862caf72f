using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RemoteVerify.Cases.Tests.Journeys;

/// <summary>The words of a PDF as another program reads them.</summary>
internal static class Pages
{
    /// <summary>The text with single spaces; the test skips where poppler is absent.</summary>
    public static string TextOf(ReadOnlyMemory<byte> pdf)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf.ToArray());
            using Process process = Process.Start(new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (Win32Exception)
        {
            Skip.If(true, "pdftotext (poppler-utils) is not installed.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>For looking at the papers: set RV_PAPERS to a folder.</summary>
    public static void Keep(string name, ReadOnlyMemory<byte> pdf)
    {
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), pdf.ToArray());
        }
    }
}
