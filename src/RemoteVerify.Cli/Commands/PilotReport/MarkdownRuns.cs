using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>Turns a line of Markdown into runs of text: strong and emphasised words, and hashes that may break.</summary>
internal static class MarkdownRuns
{
    public static IReadOnlyList<TextRun> Of(string text, TextStyle style)
    {
        List<TextRun> runs = [];
        bool isStrong = false;
        foreach (string part in MarkdownBlocks.Plain(text).Split("**"))
        {
            bool isEmphasised = false;
            foreach (string piece in part.Split('*'))
            {
                if (piece.Length > 0)
                {
                    runs.Add(new TextRun(Broken(piece), style with { Bold = isStrong, Italic = isEmphasised }));
                }

                isEmphasised = !isEmphasised;
            }

            isStrong = !isStrong;
        }

        return runs.Count == 0 ? [new TextRun("\u00A0", style)] : runs;
    }

    /// <summary>A hash goes over two lines instead of over the margin.</summary>
    public static string Broken(string text) =>
        string.Join(' ', text.Split(' ').Select(word => word.Length == 64 && word.All(char.IsAsciiHexDigitLower) ? $"{word[..32]} {word[32..]}" : word));
}
