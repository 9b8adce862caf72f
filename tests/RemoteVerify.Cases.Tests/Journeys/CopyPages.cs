using System.Diagnostics;
using System.Text;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Tests.Journeys;

/// <summary>What a finished copy must have inside.</summary>
internal static class CopyPages
{
    /// <summary>So many pages, and the source unchanged as embedded file.</summary>
    public static void AssertShows(ReadOnlyMemory<byte> copy, ReadOnlyMemory<byte> source, int pages)
    {
        PdfDocument document = PdfDocument.Open(copy);
        Assert.Equal(pages, PageTree.Read(document.Latest).Count);
        Assert.Contains(document.Latest.AllNumbers(), number =>
            document.Latest.Get(new PdfReference(number, 0)) is PdfStream stream
            && stream.Dictionary.GetName("Type") == "EmbeddedFile"
            && document.Decode(stream).Span.SequenceEqual(source.Span));
    }

    /// <summary>The text of a PDF as poppler reads it; skips where that is not installed.</summary>
    public static string Text(ReadOnlyMemory<byte> pdf)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("rv-copy-").FullName, "copy.pdf");
        File.WriteAllBytes(file, pdf.ToArray());
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("pdftotext is not installed (poppler-utils).");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}

/// <summary>For looking at the papers: set RV_PAPERS to a folder.</summary>
internal static class KeptPapers
{
    public static void Keep(string name, ReadOnlyMemory<byte> pdf)
    {
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), pdf.ToArray());
        }
    }
}
