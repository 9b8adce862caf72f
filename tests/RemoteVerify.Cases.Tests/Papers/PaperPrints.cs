using System.Diagnostics;
using System.Text;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cli.Commands.Papers;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Tests.Composing;

namespace RemoteVerify.Cases.Tests.Papers;

/// <summary>Every sample paper, composed once for all tests, with what a reader of the file sees.</summary>
public sealed class PaperPrints
{
    private readonly Dictionary<string, ComposedPaper> _papers = [];
    private readonly Dictionary<string, string[]> _texts = [];

    public static DateTimeOffset At { get; } = new(2026, 11, 21, 2, 5, 9, TimeSpan.Zero);

    internal static SampleOrders Orders(DocumentFonts fonts) => new(fonts, Pictures.Jpeg(640, 480, 70), At);

    internal static PaperComposer Composer(DocumentFonts fonts) => new(fonts, PaperTemplates.OfDelivered());

    public PaperPrints()
    {
        DocumentFonts fonts;
        try
        {
            fonts = ComposingMaterial.Fonts();
        }
        catch (SkipException e)
        {
            Absent = e.Message;
            return;
        }

        foreach ((string name, PaperOrder order) in Orders(fonts).All())
        {
            Outcome<ComposedPaper> outcome = Composer(fonts).Compose(order);
            Assert.True(outcome.IsDone, $"{name}: {outcome}");
            _papers.Add(name, outcome.Value);
        }
    }

    /// <summary>Why there are no papers, or null.</summary>
    public string? Absent { get; }

    public IReadOnlyDictionary<string, ComposedPaper> Papers
    {
        get
        {
            Skip.If(Absent is not null, Absent);
            return _papers;
        }
    }

    /// <summary>The text of each page as pdftotext reads it, in reading order; white space made single.</summary>
    public string[] Text(string name)
    {
        if (!_texts.TryGetValue(name, out string[]? pages))
        {
            _texts[name] = pages = ReadText(Papers[name].Pdf.ToArray());
        }

        return pages;
    }

    /// <inheritdoc cref="Text"/>
    public static string[] ReadText(byte[] pdf)
    {
        string path = Path.Combine(Path.GetTempPath(), $"rv-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, pdf);
        try
        {
            var start = new ProcessStartInfo("pdftotext") { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            foreach (string argument in new[] { "-enc", "UTF-8", path, "-" })
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return [.. text.Split('\f', StringSplitOptions.RemoveEmptyEntries).Select(Single)];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("pdftotext is not installed (poppler-utils).");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>White space made single; nothing else is changed, so the form of the letters stays as extracted.</summary>
    public static string Single(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
